use super::{change::change, kind::kind_name, said::said};
use crate::{
    features::bulk::bulk_path,
    ssr,
    ui::{CopyId, DiffView, Icon, KeyValue, KeyValues, Link, Moment, TimelineEntry, Told},
};
use leptos::prelude::*;
use portal::{
    activity::{By, Entry},
    audit::{self, Aspect, Event},
    bulk::KEPT_FOR,
};
use words::t;

/// One line of the record: the sentence, from where, and behind "Details" everything else that is kept.
pub(super) fn line(entry: Entry, org: &str) -> AnyView {
    let who = match entry.by {
        By::Person(_) => entry.actor_name.clone(),
        By::Portal => ssr::vendor(),
    };
    let at = entry.at;
    let (details, outcomes) = (details(&entry, who.clone()), outcomes(&entry, org));
    let (glyph, said) = said(entry.event, who);
    view! {
        <TimelineEntry glyph said=move || said when=move || view! { <Moment at told=Told::Clock /> }>
            {outcomes}
            {details}
        </TimelineEntry>
    }
    .into_any()
}

/// The same on other pages: the sentence, how long ago, and what changed.
pub fn short(entry: Entry, org: &str) -> AnyView {
    let (at, changes) = (entry.at, entry.changes().into_iter().map(change).collect::<Vec<_>>());
    let outcomes = outcomes(&entry, org);
    let who = match entry.by {
        By::Person(_) => entry.actor_name,
        By::Portal => ssr::vendor(),
    };
    let (glyph, said) = said(entry.event, who);
    view! {
        <TimelineEntry glyph said=move || said when=move || view! { <Moment at /> }>
            {(!changes.is_empty()).then(|| view! { <DiffView changes /> })}
            {outcomes}
        </TimelineEntry>
    }
    .into_any()
}

/// The way to what became of each row of an act over many, while that is kept. Whoever may see the record may see that.
fn outcomes(entry: &Entry, org: &str) -> Option<AnyView> {
    let Some(Event::BulkStarted { bulk, .. }) = entry.event else { return None };
    if ssr::portal().is_ok_and(|portal| entry.at + KEPT_FOR < portal.clock.now()) {
        return None;
    }
    let href = bulk_path(org, bulk);
    Some(view! { <p class="text-xs"><Link href>{t!(activity.outcomes)}</Link></p> }.into_any())
}

/// "Firefox · Linux · 192.0.2.7".
fn from_where(entry: &Entry) -> Option<String> {
    let parts = [Some(entry.device.clone()).filter(|device| !device.is_empty()), entry.ip.map(|ip| ip.to_string())];
    let from = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    (!from.is_empty()).then_some(from)
}

fn details(entry: &Entry, who: String) -> AnyView {
    // What was exported or begun is a fact of it: nothing was otherwise before.
    let is_fact = |change: &audit::Change| matches!(change.what, Aspect::Act | Aspect::Total | Aspect::Format | Aspect::Filter);
    let (facts, changes): (Vec<_>, Vec<_>) = entry.changes().into_iter().partition(is_fact);
    let changes: Vec<_> = changes.into_iter().map(change).collect();
    let facts = facts.into_iter().map(change).map(|fact| view! { <KeyValue label=fact.label>{fact.after}</KeyValue> }).collect_view();
    let (at, id, address) = (entry.at, entry.id.to_string(), entry.actor_address.clone());
    let kind = entry.kind().map_or(entry.kind.clone(), |kind| kind_name(kind).to_owned());
    let from = from_where(entry);
    let request = Some(entry.request.clone()).filter(|request| !request.is_empty());
    view! {
        <details class="group/details">
            <summary class="flex w-fit cursor-pointer flex-wrap items-center gap-x-2 rounded-sm text-xs text-muted pointer-coarse:-my-2.5 pointer-coarse:min-h-11">
                {from} <span class="inline-flex items-center gap-0.5 text-soft hover:text-text">
                    {t!(activity.details)} <Icon glyph=icondata_lu::LuChevronDown class="size-3.5 group-open/details:rotate-180" />
                </span>
            </summary>
            <div class="grid gap-2 pt-2">
                {(!changes.is_empty()).then(|| view! { <DiffView changes /> })}
                <KeyValues>
                    <KeyValue label=t!(activity.fact.kind)>{kind}</KeyValue>
                    {facts}
                    <KeyValue label=t!(activity.fact.time)>
                        <Moment at told=Told::Exact />
                    </KeyValue>
                    <KeyValue label=t!(activity.fact.by)>
                        {who} {(!address.is_empty()).then(|| view! { <span class="block break-all text-muted">{address}</span> })}
                    </KeyValue>
                    {request.map(|id| view! { <KeyValue label=t!(activity.fact.reference)><CopyId id /></KeyValue> })}
                    <KeyValue label=t!(activity.fact.id)>
                        <CopyId id />
                    </KeyValue>
                </KeyValues>
            </div>
        </details>
    }
    .into_any()
}
