use super::Icon;
use leptos::prelude::*;

/// What most people need not see, behind its title.
#[component]
pub fn Fold(
    #[prop(into)] title: String,
    /// Open from the start, because something in it came back.
    #[prop(optional)]
    open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details open=open class="group/fold rounded-card border border-line bg-surface">
            <summary class="flex cursor-pointer list-none items-center gap-2 rounded-card px-4 py-3.5 font-medium tablet:px-5 [&::-webkit-details-marker]:hidden">
                <Icon glyph=icondata_lu::LuChevronRight class="text-muted transition-transform group-open/fold:rotate-90" />
                {title}
            </summary>
            <div class="grid grid-cols-1 gap-5 px-4 pb-4 tablet:px-5 tablet:pb-5">{children()}</div>
        </details>
    }
    .into_any()
}
