use super::MaybeText;
use icondata_core::Icon as Glyph;
use leptos::prelude::*;

/// A Lucide icon (`icondata_lu::LuPlus`), 16 px unless `class` says otherwise.
///
/// Decoration beside words by default; an icon that stands alone has a `name`, which screen readers say.
#[component]
pub fn Icon(glyph: Glyph, #[prop(optional, into)] name: MaybeText, #[prop(default = "")] class: &'static str) -> impl IntoView {
    let name = name.0;
    view! {
        <svg
            class=if class.is_empty() { "icon".to_owned() } else { format!("icon {class}") }
            viewBox="0 0 24 24"
            role=name.as_ref().map(|_| "img")
            aria-hidden=name.is_none().then_some("true")
            aria-label=name
            inner_html=glyph.data
        />
    }
    .into_any()
}
