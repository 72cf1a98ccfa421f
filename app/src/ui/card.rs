use super::MaybeText;
use leptos::prelude::*;

/// A surface for what belongs together, with a heading if it needs one.
#[component]
pub fn Card(
    #[prop(optional, into)] title: MaybeText,
    #[prop(optional, into)] text: MaybeText,
    /// Without inner space, for a list or a table.
    #[prop(optional)]
    flush: bool,
    children: Children,
) -> impl IntoView {
    let (title, text) = (title.0, text.0);
    view! {
        <section class="rounded-card border border-line bg-surface">
            {title
                .map(|title| {
                    view! {
                        <div class="grid gap-0.5 border-b border-line px-4 py-3.5 tablet:px-5">
                            <h2 class="font-semibold">{title}</h2>
                            {text.map(|text| view! { <p class="text-muted">{text}</p> })}
                        </div>
                    }
                })}
            <div class=if flush { "" } else { "grid grid-cols-1 gap-5 p-4 tablet:p-5" }>{children()}</div>
        </section>
    }
    .into_any()
}

/// The foot of a form: what saves it on the left, what leaves it beside.
#[component]
pub fn FormFoot(children: Children) -> impl IntoView {
    view! { <div class="flex flex-wrap items-center gap-2 pt-1">{children()}</div> }.into_any()
}
