use super::MaybeText;
use leptos::prelude::*;

/// How far something has come: done of total, with the words that say so.
#[component]
pub fn Progress(#[prop(into)] label: String, done: u64, total: u64, #[prop(optional, into)] note: MaybeText) -> impl IntoView {
    let note = note.0;
    view! {
        <div class="grid gap-2">
            <div class="flex justify-between gap-4">
                <span class="font-medium">{label.clone()}</span>
                {note.map(|note| view! { <span class="text-muted">{note}</span> })}
            </div>
            <progress aria-label=label value=done.to_string() max=total.max(1).to_string() class="bar" />
        </div>
    }
    .into_any()
}
