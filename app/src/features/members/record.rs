//! What happened to one membership, newest first.

use crate::{
    shell::Place,
    ui::{ButtonLink, Card, Change, DiffView, Moment, Timeline, TimelineEntry},
};
use contract::Role;
use icondata_core::Icon as Glyph;
use leptos::prelude::*;
use portal::{
    activity::{By, Entry},
    audit::Event,
};
use words::{rich, role_name, t};

/// How many lines a member's page shows.
pub(super) const LINES: i64 = 8;

pub(super) fn record(entries: Vec<Entry>, org: &str, name: &str) -> AnyView {
    let all = form_urlencoded::Serializer::new(format!("{}?", Place::Activity.path(org))).append_pair("q", name).finish();
    let lines = if entries.is_empty() {
        view! { <p class="text-muted">{t!(member.record.none)}</p> }.into_any()
    } else {
        view! {
            <Timeline>{entries.into_iter().map(line).collect_view()}</Timeline>
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

fn line(entry: Entry) -> AnyView {
    let by = match entry.by {
        By::Person(_) => entry.actor_name.clone(),
        By::Portal => t!(member.record.portal).to_owned(),
    };
    let at = entry.at;
    let (glyph, said, changes) = said(entry.event, by);
    view! {
        <TimelineEntry glyph said=move || said when=move || view! { <Moment at /> }>
            {(!changes.is_empty()).then(|| view! { <DiffView changes /> })}
        </TimelineEntry>
    }
    .into_any()
}

fn said(event: Option<Event>, by: String) -> (Glyph, AnyView, Vec<Change>) {
    let plain = |glyph, said: AnyView| (glyph, said, Vec::new());
    match event {
        Some(Event::MemberJoined { name, roles, .. }) => {
            let said = rich!(member.record.joined, name = name, <b> = <strong class="font-medium" />).into_any();
            (icondata_lu::LuUserPlus, said, vec![of_roles(&[], &roles)])
        }
        Some(Event::RolesChanged { before, after, .. }) => {
            let said = rich!(member.record.roles_changed, by = by, <b> = <strong class="font-medium" />).into_any();
            (icondata_lu::LuShieldCheck, said, vec![of_roles(&before, &after)])
        }
        Some(Event::MemberSuspended { .. }) => {
            plain(icondata_lu::LuPause, rich!(member.record.suspended, by = by, <b> = <strong class="font-medium" />).into_any())
        }
        Some(Event::MemberReactivated { .. }) => {
            plain(icondata_lu::LuPlay, rich!(member.record.reactivated, by = by, <b> = <strong class="font-medium" />).into_any())
        }
        Some(Event::MemberRemoved { roles, .. }) => {
            let said = rich!(member.record.removed, by = by, <b> = <strong class="font-medium" />).into_any();
            (icondata_lu::LuUserMinus, said, vec![of_roles(&roles, &[])])
        }
        Some(Event::MemberLeft { .. }) => {
            plain(icondata_lu::LuLogOut, rich!(member.record.left, by = by, <b> = <strong class="font-medium" />).into_any())
        }
        _ => plain(icondata_lu::LuPencil, rich!(member.record.other, by = by, <b> = <strong class="font-medium" />).into_any()),
    }
}

fn of_roles(before: &[Role], after: &[Role]) -> Change {
    let names = |roles: &[Role]| (!roles.is_empty()).then(|| roles.iter().map(|role| role_name(*role)).collect::<Vec<_>>().join(", "));
    Change { label: t!(member.roles.title).to_owned(), before: names(before), after: names(after) }
}
