use leptos::prelude::*;

/// Acts that can't be undone, apart from everything else.
#[component]
pub fn DangerZone(#[prop(into)] title: String, children: Children) -> impl IntoView {
    view! {
        <section class="rounded-card border border-danger/40 bg-surface">
            <h2 class="border-b border-danger/25 px-4 py-3.5 font-semibold text-danger tablet:px-5">{title}</h2>
            <div class="divide-y divide-line">{children()}</div>
        </section>
    }
    .into_any()
}

/// One such act: what it does, and the button that begins it (children).
#[component]
pub fn DangerAct(#[prop(into)] title: String, #[prop(into)] text: String, children: Children) -> impl IntoView {
    view! {
        <div class="flex flex-wrap items-center gap-x-6 gap-y-3 px-4 py-4 tablet:px-5">
            <div class="grid grow basis-72 gap-0.5">
                <h3 class="font-medium">{title}</h3>
                <p class="text-muted">{text}</p>
            </div>
            {children()}
        </div>
    }
    .into_any()
}
