use super::{
    MaybeText,
    labelled::{ErrorLine, HintLine, described_by},
};
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
    let described = described_by(&id, hint.as_ref(), error.as_ref());
    let group = id.clone();
    view! {
        <fieldset id=group tabindex="-1" aria-describedby=described class="grid gap-1.5">
            <legend class="contents font-medium">{label}</legend>
            <HintLine id=id.clone() hint />
            <div class="grid gap-2.5 pt-1 pointer-coarse:gap-0">{children()}</div>
            <ErrorLine id error />
        </fieldset>
    }
    .into_any()
}
