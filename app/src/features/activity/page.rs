use super::{
    filters::{address, filters},
    line::line,
};
use crate::{
    features::house,
    shell::Place,
    ssr,
    ui::{EmptyState, Icon, Kind, MenuButton, PageHeader, Pager, Timeline, look},
};
use leptos::prelude::*;
use portal::{
    Result,
    access::permission::SeeActivity,
    activity::{self, Cursor, Entry, Filter},
};
use words::t;

/// The record, newest first, by what the address asks for.
///
/// # Errors
/// As [`ssr::org`].
pub async fn page() -> Result<AnyView> {
    let can = ssr::org::<SeeActivity>(&ssr::param("org")).await?;
    let filter = Filter::parse(&ssr::query());
    let zone = ssr::visitor().anybody()?.zone.clone();
    let found = activity::list(&can, &filter, cursor(), &zone).await?;
    let path = Place::Activity.path(can.org().slug.as_str());
    let at = |cursor: Option<Cursor>| {
        let part = match cursor? {
            Cursor::Newest => return Some(address(&path, &filter)),
            Cursor::OlderThan(id) => format!("older={id}"),
            Cursor::NewerThan(id) => format!("newer={id}"),
        };
        let base = address(&path, &filter);
        Some(format!("{base}{}{part}", if filter.is_empty() { '?' } else { '&' }))
    };
    let (newer, older) = (at(found.newer), at(found.older));
    let list = if found.entries.is_empty() {
        view! { <EmptyState glyph=icondata_lu::LuHistory title=t!(activity.none) text=t!(activity.none_text) /> }.into_any()
    } else {
        view! {
            {days(found.entries, can.org().slug.as_str())}
            <Pager note=counted(found.count) previous=newer next=older />
        }
        .into_any()
    };
    let export = export(&path, &filter);
    let page = view! {
        <PageHeader title=t!(activity.title) text=t!(activity.text, org = can.org().name.clone())>
            {export}
        </PageHeader>
        {filters(&path, &filter, found.actors)}
        {list}
    };
    house(&can, Place::Activity, page).await
}

/// Where in the record the address asks for.
fn cursor() -> Cursor {
    let id = |name| ssr::asked(name).and_then(|id| id.parse().ok());
    id("older").map(Cursor::OlderThan).or_else(|| id("newer").map(Cursor::NewerThan)).unwrap_or_default()
}

/// The entries under the days they belong to, where the reader is.
fn days(entries: Vec<Entry>, org: &str) -> AnyView {
    let mut days: Vec<(String, Vec<Entry>)> = Vec::new();
    for entry in entries {
        let day = words::day(entry.at);
        match days.last_mut().filter(|(last, _)| *last == day) {
            Some((_, entries)) => entries.push(entry),
            None => days.push((day, vec![entry])),
        }
    }
    let days = days.into_iter().map(|(day, entries)| {
        let lines = entries.into_iter().map(|entry| line(entry, org)).collect_view();
        view! {
            <section class="border-line not-last:border-b">
                <h2 class="sticky top-0 z-10 bg-surface px-4 py-2.5 text-xs font-medium text-muted max-house:top-14 tablet:px-5">{day}</h2>
                <div class="px-4 pb-4 tablet:px-5">
                    <Timeline>{lines}</Timeline>
                </div>
            </section>
        }
    });
    view! { <div class="overflow-clip rounded-card border border-line bg-surface">{days.collect_view()}</div> }.into_any()
}

fn counted(count: Option<i64>) -> String {
    match count {
        Some(count) => t!(activity.count, count = count),
        None => format!("{}+", words::number(1_000)),
    }
}

/// Exactly what is shown, as a file. By POST: that somebody took it is recorded.
fn export(path: &str, filter: &Filter) -> AnyView {
    let (action, query) = (format!("{path}/export"), filter.to_string());
    view! {
        <button type="button" popovertarget="export" class=look(Kind::Secondary, false, "")>
            {t!(activity.export)}
            <Icon glyph=icondata_lu::LuChevronDown class="size-4 text-muted" />
        </button>
        <div id="export" popover="auto" role="group" aria-label=t!(activity.export_as) class="menu">
            <form method="post" action=action>
                <input type="hidden" name="query" value=query />
                <MenuButton glyph=icondata_lu::LuSheet attr:name="format" attr:value="csv">
                    {t!(activity.csv)}
                </MenuButton>
                <MenuButton glyph=icondata_lu::LuBraces attr:name="format" attr:value="ndjson">
                    {t!(activity.ndjson)}
                </MenuButton>
            </form>
        </div>
    }
    .into_any()
}
