use super::MaybeText;
use icondata_core::Icon as Glyph;
use leptos::prelude::*;

/// A Lucide icon (`icondata_lu::LuPlus`), 16 px unless `class` says otherwise.
///
/// Decoration beside words by default; an icon that stands alone has a `name`, which screen readers say.
#[component]
pub fn Icon(glyph: Glyph, #[prop(optional, into)] name: MaybeText, #[prop(default = "size-4")] class: &'static str) -> impl IntoView {
    let name = name.0;
    view! {
        <svg
            class=format!("shrink-0 {class}")
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="1.75"
            stroke-linecap="round"
            stroke-linejoin="round"
            role=name.as_ref().map(|_| "img")
            aria-hidden=name.is_none().then_some("true")
            aria-label=name
            inner_html=glyph.data
        />
    }
    .into_any()
}
