use leptos::prelude::*;
use words::t;

/// One changed value. `None` is "nothing"; secrets come masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub label: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// What changed: before and after, side by side.
#[component]
pub fn DiffView(changes: Vec<Change>) -> impl IntoView {
    let side = |value: Option<String>, word: &'static str, class: &'static str| {
        let text = match value {
            Some(value) => view! { <span class=format!("rounded-sm px-1 py-px {class}")>{value}</span> }.into_any(),
            None => view! { <span class="text-muted italic">{t!(common.no_value)}</span> }.into_any(),
        };
        view! {
            <span class="min-w-0 wrap-anywhere">
                <span class="sr-only">{word}": "</span>
                {text}
            </span>
        }
    };
    let rows = changes.into_iter().map(|change| {
        view! {
            <div class="grid gap-x-4 gap-y-1 px-3 py-2 tablet:grid-cols-[8rem_minmax(0,1fr)]">
                <dt class="text-muted">{change.label}</dt>
                <dd class="flex flex-wrap items-baseline gap-x-2 gap-y-1">
                    {side(change.before, t!(common.before), "bg-danger-tint text-soft line-through decoration-danger/60")}
                    <span aria-hidden="true" class="text-muted">"→"</span>
                    {side(change.after, t!(common.after), "bg-ok-tint text-text")}
                </dd>
            </div>
        }
    });
    view! { <dl class="divide-y divide-line rounded-control border border-line bg-surface text-xs">{rows.collect_view()}</dl> }.into_any()
}
