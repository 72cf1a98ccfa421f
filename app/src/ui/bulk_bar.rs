use super::Checkbox;
use leptos::prelude::*;

/// The bar of bulk acts: shows, by CSS alone, while a row of its [`BulkArea`] is ticked. The form that the rows' boxes belong to.
///
/// Children: a [`Selection`](crate::islands::Selection), then buttons with a `formaction` each.
#[component]
pub fn BulkBar(#[prop(into)] id: String, children: Children) -> impl IntoView {
    view! {
        <form
            id=id
            method="post"
            class="sticky bottom-4 z-20 mx-auto mt-3 hidden w-fit max-w-full flex-wrap items-center gap-2 rounded-card border border-line bg-raised p-2 pl-4 shadow-float group-has-[[name='ids[]']:checked]/bulk:flex"
        >
            // Enter on a ticked row sends the form by its first button: by this one, whose method sends nothing (HTML, form submission).
            <button type="submit" formmethod="dialog" hidden=true />
            {children()}
        </form>
    }
    .into_any()
}

/// How many are chosen, in a question about them: as the bar's [`Selection`](crate::islands::Selection) says it.
#[component]
pub fn ChosenCount() -> impl IntoView {
    view! { <p data-chosen class="font-medium empty:hidden" /> }.into_any()
}

/// Everything that matches, for browsers without script: there no [`Selection`](crate::islands::Selection) offers it.
#[component]
pub fn AllMatching(
    /// "All 412 that match"
    #[prop(into)]
    label: String,
    #[prop(optional)] checked: bool,
) -> impl IntoView {
    view! {
        <noscript>
            <Checkbox name="all_matching" label checked />
        </noscript>
    }
    .into_any()
}

/// A table and its bulk bar.
#[component]
pub fn BulkArea(children: Children) -> impl IntoView {
    view! { <div class="group/bulk">{children()}</div> }.into_any()
}
