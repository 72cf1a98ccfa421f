use leptos::prelude::*;

/// Facts, one a row.
#[component]
pub fn KeyValues(
    /// Inside a card, whose border is theirs.
    #[prop(optional)]
    bare: bool,
    children: Children,
) -> impl IntoView {
    let frame = if bare { "tablet:*:px-5" } else { "rounded-card border border-line bg-surface" };
    view! { <dl class=format!("divide-y divide-line text-sm {frame}")>{children()}</dl> }.into_any()
}

/// One fact: what it is called, and what it is.
#[component]
pub fn KeyValue(#[prop(into)] label: String, children: Children) -> impl IntoView {
    view! {
        <div class="grid gap-x-4 gap-y-0.5 px-4 py-3 phone:grid-cols-[8rem_minmax(0,1fr)]">
            <dt class="text-muted">{label}</dt>
            <dd class="min-w-0">{children()}</dd>
        </div>
    }
    .into_any()
}
