//! What happened to one thing, as its page shows it.

use super::line::short;
use crate::{
    shell::Place,
    ui::{ButtonLink, Card, Timeline},
};
use leptos::prelude::*;
use portal::activity::Entry;
use words::t;

/// How many lines such a page shows.
pub const LINES: i64 = 8;

/// What happened to one thing, newest first, and the way to all that is found by its name; `more` stands beside that.
pub fn recent(entries: Vec<Entry>, org: &str, text: &'static str, name: &str, more: Option<AnyView>) -> AnyView {
    let named = form_urlencoded::Serializer::new(String::new()).append_pair("q", name).finish();
    let all = format!("{}?{named}", Place::Activity.path(org));
    let (lines, all) = if entries.is_empty() {
        (view! { <p class="text-muted">{t!(activity.recent.none)}</p> }.into_any(), None)
    } else {
        let lines = entries.into_iter().map(|entry| short(entry, org)).collect_view();
        let lines = view! { <Timeline>{lines}</Timeline> };
        let all = view! { <ButtonLink href=all small=true>{t!(activity.recent.all)}</ButtonLink> };
        (lines.into_any(), Some(all))
    };
    view! {
        <Card title=t!(activity.recent.title) text>
            {lines}
            <div class="flex flex-wrap gap-2">{all} {more}</div>
        </Card>
    }
    .into_any()
}
