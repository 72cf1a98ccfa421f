use super::{MaybeText, PageTitle};
use leptos::prelude::*;

/// The head of a page of the house: what it is, one sentence, and on the right what one comes here to do (children, the
/// primary action last).
#[component]
pub fn PageHeader(
    #[prop(into)] title: String,
    #[prop(optional, into)] text: MaybeText,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let text = text.0;
    view! {
        <PageTitle text=title.clone() />
        <header class="mb-6 flex flex-wrap items-start gap-x-4 gap-y-3">
            <div class="grid min-w-0 grow basis-72 grid-cols-1 gap-0.5">
                <h1 class="text-lg font-semibold tracking-tight">{title}</h1>
                {text.map(|text| view! { <p class="max-w-prose text-muted">{text}</p> })}
            </div>
            {children.map(|children| view! { <div class="flex flex-wrap items-center gap-2">{children()}</div> })}
        </header>
    }
    .into_any()
}
