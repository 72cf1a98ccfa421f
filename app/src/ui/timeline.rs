use super::Icon;
use icondata_core::Icon as Glyph;
use leptos::prelude::*;

/// What happened, newest first.
#[component]
pub fn Timeline(children: Children) -> impl IntoView {
    view! { <ol class="group/timeline">{children()}</ol> }.into_any()
}

/// One happening: a sentence, when, and (children) what belongs to it.
#[component]
pub fn TimelineEntry(
    glyph: Glyph,
    /// The sentence, with links.
    #[prop(into)]
    said: ViewFnOnce,
    #[prop(into)] when: ViewFnOnce,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <li class="relative flex gap-3 pb-5 before:absolute before:top-7 before:bottom-0 before:left-3.5 before:w-px before:bg-line last:pb-0 last:before:hidden">
            <span class="grid size-7 shrink-0 place-items-center rounded-full bg-chip text-soft">
                <Icon glyph class="size-3.5" />
            </span>
            <div class="grid min-w-0 grow gap-1.5 pt-1">
                <div class="flex flex-wrap items-baseline justify-between gap-x-4">
                    <p class="min-w-0">{said.run()}</p>
                    <span class="text-xs text-muted">{when.run()}</span>
                </div>
                {children.map(|children| children())}
            </div>
        </li>
    }
    .into_any()
}
