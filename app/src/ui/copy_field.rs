use super::{
    Icon, MaybeText,
    button::{Kind, look},
};
use leptos::prelude::*;
use words::t;

/// A value that somebody has to carry elsewhere, with a button that copies it.
///
/// The door script copies, so a page needs no wasm for it; without script the button is absent and the value selects at a click.
#[component]
pub fn CopyField(
    #[prop(into)] label: String,
    #[prop(into)] value: String,
    /// The label is the name of a field on another product's screen, in English.
    #[prop(optional)]
    theirs: bool,
) -> impl IntoView {
    let (lang, translate) = if theirs { (Some("en"), Some("no")) } else { (None, None) };
    // Other products' names are longer than ours.
    let columns = if theirs { "tablet:grid-cols-[11rem_minmax(0,1fr)_auto]" } else { "tablet:grid-cols-[8rem_minmax(0,1fr)_auto]" };
    view! {
        <div class=format!("grid min-h-11 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 rounded-control bg-sunken py-1.5 pr-1.5 pl-3.5 {columns}")>
            <span lang=lang translate=translate class="text-soft max-tablet:col-span-2">{label}</span>
            <code class="font-mono text-xs select-all">{value.clone()}</code>
            <CopyButton value />
        </div>
    }
    .into_any()
}

/// An id as support asks for it: to read out, to select and to copy.
#[component]
pub fn CopyId(#[prop(into)] id: String) -> impl IntoView {
    view! {
        <span class="flex flex-wrap items-center gap-2">
            <code class="font-mono text-xs wrap-anywhere select-all">{id.clone()}</code>
            <CopyButton value=id />
        </span>
    }
    .into_any()
}

/// The button alone, beside a value that shows already, or with a label that says what it copies.
#[component]
pub fn CopyButton(#[prop(into)] value: String, #[prop(optional, into)] label: MaybeText) -> impl IntoView {
    let label = label.0.unwrap_or_else(|| t!(common.copy).to_owned());
    view! {
        <button type="button" hidden=true data-copy=value class=format!("group/copy {}", look(Kind::Secondary, true, ""))>
            <span class="contents group-data-copied/copy:hidden">
                <Icon glyph=icondata_lu::LuCopy />
                {label}
            </span>
            <span aria-live="polite" class="hidden items-center gap-1.5 text-ok group-data-copied/copy:flex">
                <Icon glyph=icondata_lu::LuCheck />
                {t!(common.copied)}
            </span>
        </button>
    }
    .into_any()
}
