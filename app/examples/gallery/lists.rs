//! What is read: timelines, differences, facts, progress, emptiness, banners.

use crate::house::nav;
use app::{
    shell::{House, Place},
    ui::{
        Avatar, Badge, Banner, Button, ButtonLink, Card, Change, DiffView, EmptyState, Field, FilterBar, FilterPanel, KeyValue, KeyValues, Kind,
        Link, Moment, OrgMark, PageHeader, Progress, Size, Status, StatusDot, Timeline, TimelineEntry, Told, Tone,
    },
};
use leptos::prelude::*;
use time::macros::datetime;

pub fn page() -> AnyView {
    let tones = [
        (Tone::Neutral, "Neutral"),
        (Tone::Accent, "Accent"),
        (Tone::Ok, "Ok"),
        (Tone::Warn, "Warn"),
        (Tone::Danger, "Danger"),
        (Tone::Info, "Info"),
    ];
    let changes = vec![
        Change { label: "Name".into(), before: Some("Acme".into()), after: Some("Acme Logistics".into()) },
        Change { label: "Roles".into(), before: None, after: Some("Auditor, People administrator".into()) },
    ];
    view! {
        <House nav=nav() place=Place::Activity here="/o/acme/activity">
            <PageHeader title="Activity" text="Everything that was changed here, by whom.">
                <ButtonLink href="#" icon=icondata_lu::LuDownload>"Export"</ButtonLink>
            </PageHeader>
            <FilterBar action="#" search=Some(("q", "Search".into(), String::new()))>
                <FilterPanel id="when" label="When" without="#">
                    <Field name="from" label="From" kind="date" optional=true />
                    <Field name="to" label="To" kind="date" optional=true />
                </FilterPanel>
            </FilterBar>
            <div class="grid gap-6">
                <Card>
                    <Timeline>
                        <TimelineEntry
                            glyph=icondata_lu::LuPencil
                            said=|| view! { <strong class="font-medium">"Ana Lindqvist"</strong> " renamed the organisation" }
                            when=|| view! { <Moment at=datetime!(2026-11-23 12:58 UTC) /> }
                        >
                            <DiffView changes />
                        </TimelineEntry>
                        <TimelineEntry
                            glyph=icondata_lu::LuMail
                            said=|| view! { <strong class="font-medium">"Bo Nakamura"</strong> " invited " <Link href="#">"chidinma@acme.example"</Link> }
                            when=|| view! { <Moment at=datetime!(2026-11-20 8:00 UTC) /> }
                        />
                    </Timeline>
                </Card>
                <Card title="Tones">
                    <div class="flex flex-wrap gap-2">{tones.map(|(tone, word)| view! { <Badge tone>{word}</Badge> }).collect_view()}</div>
                    <div class="flex flex-wrap gap-2">{tones.map(|(tone, word)| view! { <Status tone>{word}</Status> }).collect_view()}</div>
                    <div class="flex flex-wrap gap-4">{tones.map(|(tone, word)| view! { <StatusDot tone>{word}</StatusDot> }).collect_view()}</div>
                    <div class="flex flex-wrap items-center gap-3">
                        {["Ana Lindqvist", "Bo Nakamura", "Chidinma Okonkwo", "Dariusz Wójcik", "Elif Kaya", "Farah Haddad", "Gus", "Hana Ito", "Ines Roth"].map(|name| view! { <Avatar name /> }).collect_view()}
                        <Avatar name="Ana Lindqvist" size=Size::Small /> <Avatar name="Ana Lindqvist" size=Size::Large /> <OrgMark name="Acme Logistics" /> <OrgMark name="Globex" size=Size::Large />
                    </div>
                </Card>
                <div class="grid gap-3">
                    {tones.map(|(tone, word)| view! { <Banner tone title=word.to_owned()>"Until 7 December an owner can change their mind. " <Link href="#">"Keep the organisation"</Link></Banner> }).collect_view()}
                </div>
                <KeyValues>
                    <KeyValue label="Joined"><Moment at=datetime!(2026-03-02 8:00 UTC) told=Told::Exact /></KeyValue>
                    <KeyValue label="Roles"><span class="flex flex-wrap gap-1.5"><Badge tone=Tone::Accent>"Owner"</Badge> <Badge>"Auditor"</Badge></span></KeyValue>
                </KeyValues>
                <Card><Progress label="Suspending 412 people" done=128 total=412 note="128 of 412, 2 failed" /></Card>
                <Card flush=true>
                    <EmptyState glyph=icondata_lu::LuMailOpen title="No invitations are open" text="Everybody you invited has come in. Invite the next ones, many at once if you like.">
                        <Button kind=Kind::Primary icon=icondata_lu::LuPlus>"Invite people"</Button>
                    </EmptyState>
                </Card>
            </div>
        </House>
    }
    .into_any()
}
