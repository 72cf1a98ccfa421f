//! The house around a page, and its home page.

use app::{
    shell::{House, Invited, OrgChoice, OrgNav, PersonNav, Place, Waiting},
    ui::{Banner, Button, ButtonLink, Card, Checklist, ChecklistItem, Flash, Kind, Link, Moment, PageHeader, Told, Tone},
};
use contract::Permission;
use leptos::prelude::*;
use time::macros::datetime;

pub fn nav() -> OrgNav {
    let names = [
        "Globex Europe",
        "Initech",
        "Vandelay Industries Import Export Holding",
        "Hooli",
        "Umbrella Freight",
        "Soylent",
        "Wonka Logistics",
        "Stark Rail",
    ];
    OrgNav {
        name: "Acme Logistics".into(),
        slug: "acme".into(),
        role: words::role_name(contract::Role::Administrator).into(),
        may: Permission::ALL.into(),
        members: Some("412".into()),
        waiting: Some(Waiting { count: "2".into(), words: "2 requests wait".into() }),
        person: PersonNav { name: "Ana Lindqvist".into(), address: "ana@acme.example".into() },
        others: names.map(|name| OrgChoice { name: name.into(), slug: "x".into(), role: words::role_name(contract::Role::Member).into() }).into(),
        invitations: vec![Invited { org: "Pied Piper".into(), href: "/invitation".into() }],
    }
}

pub fn home() -> AnyView {
    view! {
        <House nav=nav() place=Place::Home here="/o/acme">
            <Flash text="Invitation to bo@acme.example sent.">
                <Button small=true kind=Kind::Quiet>"Undo"</Button>
            </Flash>
            <PageHeader title="Welcome, Ana" text="Four things make Acme Logistics ready for your colleagues." />
            <div class="grid max-w-prose gap-6">
                <Banner tone=Tone::Warn title="Only one owner">
                    "If you lose access, nobody can act for the organisation. " <Link href="#">"Make somebody else an owner"</Link>
                </Banner>
                <Card flush=true title="Getting started" text="Two of four done.">
                    <Checklist>
                        <ChecklistItem done=true title="Your e-mail address is verified">
                            "ana@acme.example, by you, " <Moment at=datetime!(2026-11-20 9:00 UTC) />
                        </ChecklistItem>
                        <ChecklistItem done=true title="First colleague invited">
                            "bo@acme.example, by you, " <Moment at=datetime!(2026-11-23 12:58 UTC) />
                        </ChecklistItem>
                        <ChecklistItem done=false title="First colleague in">"Waiting for Bo. The invitation is open until " <Moment at=datetime!(2026-11-30 12:58 UTC) told=Told::Day /> "."</ChecklistItem>
                        <ChecklistItem done=false title="A second owner">
                            <p class="mb-2">"So that the organisation never depends on one person."</p>
                            <ButtonLink href="#" small=true>"Invite an owner"</ButtonLink>
                        </ChecklistItem>
                    </Checklist>
                </Card>
            </div>
        </House>
    }
    .into_any()
}
