use super::{
    MaybeText,
    labelled::{Remarks, described_by},
};
use leptos::prelude::*;

/// A box to tick. Sends `value` when ticked and nothing otherwise: the server function takes `#[server(default)]`.
#[component]
pub fn Checkbox(
    /// `ids[]` where several of one name are sent.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    #[prop(default = "true".to_owned(), into)] value: String,
    #[prop(optional)] checked: bool,
    #[prop(optional)] disabled: bool,
    /// Must be ticked to go on, as terms.
    #[prop(optional)]
    required: bool,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    /// Where another of its name and value is on the page.
    #[prop(optional, into)]
    id: MaybeText,
) -> impl IntoView {
    let (hint, error, id) = (hint.0, error.0, id.0);
    view! { <Tick kind="checkbox" look="tick" id name label value checked disabled required hint error /> }.into_any()
}

/// One of several that exclude each other, all of one `name`.
#[component]
pub fn Radio(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into)] value: String,
    #[prop(optional)] checked: bool,
    #[prop(optional)] disabled: bool,
    #[prop(optional, into)] hint: MaybeText,
) -> impl IntoView {
    let hint = hint.0;
    view! { <Tick kind="radio" look="tick rounded-full" name label value checked disabled required=false hint error=None /> }.into_any()
}

/// On or off, for what takes effect when its form is saved.
#[component]
pub fn Switch(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional)] checked: bool,
    #[prop(optional)] disabled: bool,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
) -> impl IntoView {
    let (hint, error) = (hint.0, error.0);
    let value = "true".to_owned();
    view! { <Tick kind="checkbox" look="switch" role="switch" name label value checked disabled required=false hint error /> }.into_any()
}

#[component]
fn Tick(
    kind: &'static str,
    look: &'static str,
    #[prop(optional)] role: Option<&'static str>,
    #[prop(default = None)] id: Option<String>,
    name: String,
    label: String,
    value: String,
    checked: bool,
    disabled: bool,
    required: bool,
    hint: Option<String>,
    error: Option<String>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| format!("{name}-{value}"));
    let described = described_by(&id, hint.as_ref(), error.as_ref());
    view! {
        <div class="flex gap-2.5">
            <input
                id=id.clone()
                type=kind
                role=role
                name=name
                value=value
                checked=checked
                disabled=disabled
                required=required
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described
                class=format!("{look} mt-0.5 door:mt-1 pointer-coarse:mt-3.5")
            />
            <div class="grid gap-0.5">
                <label for=id.clone() class="cursor-pointer pointer-coarse:py-3">
                    {label}
                </label>
                <Remarks id hint error />
            </div>
        </div>
    }
    .into_any()
}
