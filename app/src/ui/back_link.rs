use super::Icon;
use leptos::prelude::*;

/// Over a page's title: the way up to the list or the whole that it is one of.
#[component]
pub fn BackLink(#[prop(into)] href: String, children: Children) -> impl IntoView {
    view! {
        <p class="mb-2">
            <a href=href class="inline-flex h-8 items-center gap-1.5 rounded-control text-muted hover:text-text pointer-coarse:h-11">
                <Icon glyph=icondata_lu::LuArrowLeft />
                {children()}
            </a>
        </p>
    }
    .into_any()
}
