//! What happened to one membership, newest first.

use crate::{
    features::activity::short,
    shell::Place,
    ui::{ButtonLink, Card, Timeline},
};
use leptos::prelude::*;
use portal::activity::Entry;
use words::t;

/// How many lines a member's page shows.
pub(super) const LINES: i64 = 8;

pub(super) fn record(entries: Vec<Entry>, org: &str, name: &str) -> AnyView {
    let all = form_urlencoded::Serializer::new(format!("{}?", Place::Activity.path(org))).append_pair("q", name).finish();
    let lines = if entries.is_empty() {
        view! { <p class="text-muted">{t!(member.record.none)}</p> }.into_any()
    } else {
        view! {
            <Timeline>{entries.into_iter().map(short).collect_view()}</Timeline>
            <div>
                <ButtonLink href=all small=true>
                    {t!(member.record.all)}
                </ButtonLink>
            </div>
        }
        .into_any()
    };
    view! { <Card title=t!(member.record.title) text=t!(member.record.text)>{lines}</Card> }.into_any()
}
