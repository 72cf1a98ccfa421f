//! What happened to one membership, newest first.

use crate::{
    features::activity::short,
    shell::Place,
    ui::{ButtonLink, Card, Timeline},
};
use leptos::prelude::*;
use portal::{
    activity::{By, Entry, Filter},
    member::Detail,
};
use words::t;

/// How many lines a member's page shows.
pub(super) const LINES: i64 = 8;

pub(super) fn record(entries: Vec<Entry>, org: &str, them: &Detail) -> AnyView {
    let own = format!("{}?{}", Place::Activity.path(org), Filter { by: Some(By::Person(them.person)), ..Filter::default() });
    let named = form_urlencoded::Serializer::new(String::new()).append_pair("q", &them.name).finish();
    let all = format!("{}?{named}", Place::Activity.path(org));
    let (lines, all) = if entries.is_empty() {
        (view! { <p class="text-muted">{t!(member.record.none)}</p> }.into_any(), None)
    } else {
        let lines = entries.into_iter().map(|entry| short(entry, org)).collect_view();
        let lines = view! { <Timeline>{lines}</Timeline> };
        let all = view! { <ButtonLink href=all small=true>{t!(member.record.all)}</ButtonLink> };
        (lines.into_any(), Some(all))
    };
    view! {
        <Card title=t!(member.record.title) text=t!(member.record.text)>
            {lines}
            <div class="flex flex-wrap gap-2">
                {all}
                <ButtonLink href=own small=true>
                    {t!(member.record.own)}
                </ButtonLink>
            </div>
        </Card>
    }
    .into_any()
}
