use leptos::prelude::*;

/// One tab: a link with its count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    pub href: String,
    pub label: String,
    /// As shown: "412", "1,000+"; none to show none.
    pub count: Option<String>,
    /// Waits for somebody: the count is coloured.
    pub calls: bool,
    pub current: bool,
}

/// Pages beside each other. Links, so a tab is an address.
#[component]
pub fn Tabs(#[prop(into)] label: String, tabs: Vec<Tab>) -> impl IntoView {
    let tabs = tabs.into_iter().map(|tab| {
        let count = tab.count.map(|count| {
            let tone = if tab.calls { "bg-accent-tint text-accent" } else { "bg-chip text-soft" };
            view! { <span class=format!("rounded-full px-1.5 py-px text-xs font-medium {tone}")>{count}</span> }
        });
        view! {
            <a
                href=tab.href
                aria-current=tab.current.then_some("page")
                class="-mb-px flex items-center gap-2 border-b-2 border-transparent pt-2 pb-2.5 font-medium whitespace-nowrap text-muted transition-colors hover:text-text aria-[current]:border-accent aria-[current]:text-text pointer-coarse:py-3"
            >
                {tab.label}
                {count}
            </a>
        }
    });
    view! {
        <nav data-row aria-label=label class="relative mb-4 flex gap-5 overflow-x-auto border-b border-line [scrollbar-width:none]">
            {tabs.collect_view()}
        </nav>
    }
    .into_any()
}
