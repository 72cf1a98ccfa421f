use super::{MaybeText, labelled::Remarks};
use leptos::prelude::*;

/// Boxes or radios that belong together, under one question.
#[component]
pub fn Choices(
    /// The name its boxes share, for the error summary to lead to.
    #[prop(into)]
    id: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    children: Children,
) -> impl IntoView {
    let (hint, error) = (hint.0, error.0);
    let described = super::labelled::described_by(&id, hint.as_ref(), error.as_ref());
    let group = id.clone();
    view! {
        <fieldset id=group tabindex="-1" aria-describedby=described class="grid gap-1.5">
            <legend class="float-left mb-1.5 font-medium">{label}</legend>
            <div class="clear-both grid gap-2.5 pointer-coarse:gap-0">{children()}</div>
            <Remarks id hint error />
        </fieldset>
    }
    .into_any()
}
