//! A list of people, whole: tabs, filters, table, bulk bar, pager, dialogs.

use crate::house::nav;
use app::{
    islands::{Selection, SelectionWords},
    shell::{House, Place},
    ui::{
        Badge, BulkArea, BulkBar, Button, ButtonLink, Cell, Choice, Column, ConfirmByTyping, Dialog, DialogButton, DialogFoot, Filter, FilterBar,
        Kind, Menu, MenuButton, MenuCell, MenuLink, MenuRule, Moment, PageHeader, Pager, Row, SelectCell, Shows, Sorted, Status, Tab, Table, Tabs,
        Told, Tone, Who,
    },
};
use leptos::prelude::*;
use time::{Duration, OffsetDateTime, macros::datetime};

const NOW: OffsetDateTime = datetime!(2026-11-23 13:02 UTC);

/// Name, address, role, whether active, how they came, minutes since they were last active, days since they joined.
type Person = (&'static str, &'static str, &'static str, bool, &'static str, i64, i64);

const PEOPLE: [Person; 7] = [
    ("Ana Lindqvist", "ana@acme.example", "Owner", true, "Founder", 0, 266),
    ("Bo Nakamura", "bo@acme.example", "People administrator", true, "Invitation", 4, 259),
    ("Chidinma Okonkwo-Fairweather", "chidinma.okonkwo-fairweather@acme-logistics.example", "Sign-in administrator", true, "Invitation", 1_100, 257),
    ("Dariusz Wójcik", "d.wojcik@acme-freight.example", "Member", true, "Request", 4_400, 158),
    ("Elif Kaya", "elif@partner.example", "Auditor", false, "Invitation", 103_000, 500),
    ("Łukasz Dvořák-Şimşek", "lukasz@acme.example", "Member", true, "Invitation", 62, 2),
    ("Maximiliane Freifrau von Hohenstein-Wolfratshausen", "maximiliane@acme.example", "Member", true, "Request", 30_000, 2),
];

pub fn page() -> AnyView {
    let tabs = vec![
        Tab { href: "#".into(), label: "Members".into(), count: Some("412".into()), calls: false, current: true },
        Tab { href: "#".into(), label: "Invitations".into(), count: Some("9".into()), calls: false, current: false },
        Tab { href: "#".into(), label: "Requests".into(), count: Some("2".into()), calls: true, current: false },
    ];
    let columns = vec![
        Column::select(),
        Column::new("Person").sort("?sort=-name", Some(Sorted::Up)),
        Column::new("Role").from(Shows::Tablet),
        Column::new("Status"),
        Column::new("Came by").from(Shows::Desk),
        Column::new("Last active").from(Shows::Desk).sort("?sort=active", None),
        Column::new("Joined").from(Shows::Desk).sort("?sort=joined", None),
        Column::unseen("Actions"),
    ];
    let states = [("active", "Active"), ("suspended", "Suspended")].map(|(value, label)| Choice::new(value, label));
    let seen = [("7", "in the last week"), ("365", "this year")].map(|(value, label)| Choice::new(value, label));
    let words = SelectionWords { chosen: "# selected".into(), choose_all: "Select all 412 that match".into(), all_chosen: "All 412 selected".into() };
    view! {
        <House nav=nav() place=Place::Members here="/o/acme/members">
            <PageHeader title="Members" text="Everyone who can work in Acme Logistics. 412 of 500 seats are taken.">
                <ButtonLink href="#">"Export"</ButtonLink>
                <ButtonLink href="#" kind=Kind::Primary icon=icondata_lu::LuPlus>"Invite people"</ButtonLink>
            </PageHeader>
            <Tabs label="People" tabs />
            <FilterBar action="/o/acme/members" search=Some(("q", "Search name or e-mail address".into(), String::new())) clear="#">
                <Filter name="seen" label="Last active" choices=seen.to_vec() value="365".to_owned() without="#" />
                <Filter name="status" label="Status" choices=states.to_vec() without="#" />
                <Filter name="role" label="Role" choices=states.to_vec() without="#" />
            </FilterBar>
            <BulkArea>
                <Table name="Members" columns>
                    {PEOPLE.map(row).collect_view()}
                </Table>
                <Pager note="50 of 412" next="?after=x" />
                <BulkBar id="bulk">
                    <Selection form="bulk".to_owned() more=true all=false words />
                    <Button small=true attr:formaction="/fn/suspend">"Suspend"</Button>
                    <DialogButton opens="remove" small=true kind=Kind::Danger>"Remove"</DialogButton>
                </BulkBar>
            </BulkArea>
            <Dialog id="remove" title="Remove 3 people?">
                <p class="text-soft">"They lose access to Acme Logistics at once. Their accounts and other organisations are untouched."</p>
                <form method="post" action="/fn/x" class="grid gap-4">
                    <ConfirmByTyping name="phrase" phrase="Acme Logistics" />
                    <DialogFoot closes="remove"><Button kind=Kind::Danger>"Remove"</Button></DialogFoot>
                </form>
            </Dialog>
        </House>
    }
    .into_any()
}

fn row((name, address, role, active, came, minutes, days): Person) -> impl IntoView {
    let you = (name == "Ana Lindqvist").then(|| "you".to_owned());
    let (tone, state) = if active { (Tone::Ok, "Active") } else { (Tone::Warn, "Suspended") };
    view! {
        <Row>
            <SelectCell form="bulk" value=address name />
            <Cell grows=true><Who name detail=address href="#".to_owned() note=you /></Cell>
            <Cell shows=Shows::Tablet><Badge tone=if role == "Owner" { Tone::Accent } else { Tone::Neutral }>{role}</Badge></Cell>
            <Cell><Status tone>{state}</Status></Cell>
            <Cell shows=Shows::Desk>{came}</Cell>
            <Cell shows=Shows::Desk><Moment at=NOW - Duration::minutes(minutes) /></Cell>
            <Cell shows=Shows::Desk><Moment at=NOW - Duration::days(days) told=Told::Day /></Cell>
            <MenuCell>
                <Menu id=format!("menu-{address}") about=name>
                    <MenuLink href="#" glyph=icondata_lu::LuUser>"View"</MenuLink>
                    <MenuButton glyph=icondata_lu::LuShieldCheck acts="button">"Change roles"</MenuButton>
                    <MenuRule />
                    <MenuButton glyph=icondata_lu::LuPause>"Suspend"</MenuButton>
                    <MenuButton glyph=icondata_lu::LuUserMinus danger=true acts="button" attr:command="show-modal" attr:commandfor="remove">"Remove"</MenuButton>
                </Menu>
            </MenuCell>
        </Row>
    }
}
