use leptos::prelude::*;

/// The vendor's mark and name: an arch to walk through.
#[component]
pub fn Mark(#[prop(into)] vendor: String) -> impl IntoView {
    view! {
        <span class="inline-flex items-center gap-2.5 text-base font-semibold tracking-tight">
            <span class="grid size-7 place-items-center rounded-control bg-accent text-on-accent">
                <svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" class="size-4.5">
                    <path d="M4 21V11a8 8 0 0 1 16 0v10M9 21v-9a3 3 0 0 1 6 0v9M2 21h20" />
                </svg>
            </span>
            {vendor}
        </span>
    }
    .into_any()
}
