use super::{
    Icon, MaybeText,
    labelled::{BOX, LINE, Labelled, described_by},
};
use leptos::prelude::*;

/// One choice of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// One of several, from a list.
#[component]
pub fn Select(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    #[prop(optional)] optional: bool,
    #[prop(optional, into)] id: MaybeText,
) -> impl IntoView {
    let (hint, error, id) = (hint.0, error.0, id.0);
    let id = id.unwrap_or_else(|| name.clone());
    let described = described_by(&id, hint.as_ref(), error.as_ref());
    let options = choices.into_iter().map(move |choice| {
        let selected = choice.value == value;
        view! {
            <option value=choice.value selected=selected>
                {choice.label}
            </option>
        }
    });
    view! {
        <Labelled id=id.clone() label hint optional error=error.clone()>
            <span class="relative block">
                <select
                    id=id
                    name=name
                    required=!optional
                    aria-invalid=error.is_some().then_some("true")
                    aria-describedby=described
                    class=format!("{BOX} {LINE} cursor-pointer appearance-none truncate pl-3 pr-9")
                >
                    {options.collect_view()}
                </select>
                <Icon glyph=icondata_lu::LuChevronDown class="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 text-muted" />
            </span>
        </Labelled>
    }
    .into_any()
}
