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
    /// What it stands under in a long list; choices of one group follow each other.
    pub group: Option<String>,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), group: None }
    }

    #[must_use]
    pub fn under(self, group: impl Into<String>) -> Self {
        Self { group: Some(group.into()), ..self }
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
    /// Says nothing of being optional: what stands around it does.
    #[prop(optional)]
    unmarked: bool,
    #[prop(optional, into)] id: MaybeText,
) -> impl IntoView {
    let (hint, error, id) = (hint.0, error.0, id.0);
    let id = id.unwrap_or_else(|| name.clone());
    let described = described_by(&id, hint.as_ref(), error.as_ref());
    let option = |choice: &Choice| {
        let selected = choice.value == value;
        let (value, label) = (choice.value.clone(), choice.label.clone());
        view! {
            <option value=value selected=selected>
                {label}
            </option>
        }
    };
    let groups = choices.chunk_by(|one, next| one.group == next.group);
    let options = groups.map(|group| {
        let options = group.iter().map(option).collect_view();
        match group[0].group.clone() {
            Some(label) => view! { <optgroup label=label>{options}</optgroup> }.into_any(),
            None => options.into_any(),
        }
    });
    let options = options.collect_view();
    view! {
        <Labelled id=id.clone() label hint optional={optional && !unmarked} error=error.clone()>
            <span class="relative block">
                <select
                    id=id
                    name=name
                    required=!optional
                    aria-invalid=error.is_some().then_some("true")
                    aria-describedby=described
                    class=format!("{BOX} {LINE} cursor-pointer appearance-none truncate pl-3 pr-9")
                >
                    {options}
                </select>
                <Icon glyph=icondata_lu::LuChevronDown class="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 text-muted" />
            </span>
        </Labelled>
    }
    .into_any()
}
