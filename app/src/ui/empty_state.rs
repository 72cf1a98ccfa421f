use super::{Icon, MaybeText};
use icondata_core::Icon as Glyph;
use leptos::prelude::*;

/// Why there is nothing, and what to do about it (children: buttons or links).
#[component]
pub fn EmptyState(
    glyph: Glyph,
    #[prop(into)] title: String,
    #[prop(optional, into)] text: MaybeText,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let text = text.0;
    view! {
        <div class="grid justify-items-center gap-3 px-6 py-12 text-center">
            <span class="grid size-11 place-items-center rounded-full bg-chip text-muted">
                <Icon glyph class="size-5" />
            </span>
            <div class="grid max-w-80 gap-1">
                <h2 class="font-semibold">{title}</h2>
                {text.map(|text| view! { <p class="text-muted">{text}</p> })}
            </div>
            {children.map(|children| view! { <div class="flex flex-wrap justify-center gap-2 pt-1">{children()}</div> })}
        </div>
    }
    .into_any()
}
