//! The record: who reads it, how it is filtered, and what leaves with an export.

use contract::Role;
use futures::{StreamExt, TryStreamExt};
use portal::{
    Error,
    access::{Can, permission::SeeActivity},
    activity::{self, About, By, Cursor, Filter, Format},
    audit::{Event, EventGroup, EventKind},
};
use std::collections::HashSet;
use testkit::{Person, TestPortal, one_of_every_kind};
use time::Duration;

/// Acme with its owner Alice, whose clock moves a minute with everything that happens.
async fn acme() -> (TestPortal, Person, Can<SeeActivity>) {
    let world = TestPortal::new().await;
    let alice = world.person("Alice Ng", "alice@acme.example").await;
    world.org("Acme", "acme", &alice).await;
    let can = world.can(&alice, "acme").await;
    (world, alice, can)
}

async fn happen(world: &TestPortal, can: &Can<SeeActivity>, event: Event) {
    world.pass(Duration::MINUTE);
    can.begin().await.unwrap().commit(event).await.unwrap();
}

async fn kinds(can: &Can<SeeActivity>, query: &str) -> Vec<String> {
    let page = activity::list(can, &Filter::parse(query), Cursor::Newest, "Europe/Berlin").await.unwrap();
    page.entries.into_iter().map(|entry| entry.kind).collect()
}

#[tokio::test]
async fn every_kind_of_event_is_read_back_as_it_was_written() {
    let (world, alice, can) = acme().await;
    let all = one_of_every_kind();
    assert_eq!(
        all.iter().map(Event::kind).collect::<HashSet<_>>(),
        EventKind::ALL.iter().copied().collect(),
        "testkit's one_of_every_kind lacks one"
    );
    for event in &all {
        assert_eq!(serde_json::to_value(event).unwrap()["kind"], event.kind().key(), "the tag and the key differ");
        happen(&world, &can, event.clone()).await;
    }
    let page = activity::list(&can, &Filter::default(), Cursor::Newest, "UTC").await.unwrap();
    assert_eq!(page.count, Some(all.len() as i64));
    assert_eq!(page.actors, [(By::Person(alice.id), "Alice Ng".to_owned())]);
    let older = activity::list(&can, &Filter::default(), page.older.unwrap(), "UTC").await.unwrap();
    let entries: Vec<_> = page.entries.into_iter().chain(older.entries).rev().collect();
    assert_eq!(entries.len(), all.len());
    for (entry, event) in entries.iter().zip(&all) {
        assert_eq!((entry.event.as_ref(), entry.kind(), entry.by), (Some(event), Some(event.kind()), By::Person(alice.id)));
        assert_eq!((&entry.target, entry.device.as_str(), entry.ip), (&event.target(), "Firefox · Linux", Some([192, 0, 2, 7].into())));
    }
}

#[tokio::test]
async fn the_filter_is_the_url() {
    let (world, alice, can) = acme().await;
    let bo = world.person("Bo", "bo@acme.example").await;
    let here = world.member(can.org_id(), &bo, &[Role::Owner]).await;
    happen(&world, &can, Event::OrganizationRenamed { before: "Acme".into(), after: "Acme 100%".into() }).await;
    world.pass(Duration::days(3));
    happen(&world, &can, Event::RolesChanged { member: here, name: "Bo".into(), before: vec![Role::Member], after: vec![Role::Owner] }).await;
    let bos: Can<SeeActivity> = world.can(&bo, "acme").await;
    happen(&world, &bos, Event::MemberSuspended { member: here, name: "Bo".into() }).await;

    assert_eq!(kinds(&can, "").await, ["member_suspended", "roles_changed", "organization_renamed"]);
    assert_eq!(kinds(&can, &format!("by={}", alice.id)).await, ["roles_changed", "organization_renamed"]);
    assert_eq!(kinds(&can, "by=portal").await, [""; 0]);
    assert_eq!(kinds(&can, "about=members").await, ["member_suspended", "roles_changed"]);
    assert_eq!(kinds(&can, "about=roles_changed").await, ["roles_changed"]);
    assert_eq!(kinds(&can, "when=1d").await, ["member_suspended", "roles_changed"]);
    assert_eq!(kinds(&can, "from=2026-11-02&to=2026-11-02").await, ["organization_renamed"]);
    assert_eq!(kinds(&can, "to=2026-11-01").await, [""; 0]);
    assert_eq!(kinds(&can, "q=100%25").await, ["organization_renamed"]);
    assert_eq!(kinds(&can, "q=_").await, [""; 0], "wildcards are letters");
    assert_eq!(kinds(&can, "q=ALICE+owner").await, ["roles_changed"], "every word counts, whatever its case");
}

#[tokio::test]
async fn whoever_acted_lately_can_be_asked_for_and_so_can_everybody_an_address_names() {
    let (world, alice, can) = acme().await;
    // Long ago; their ids are the lowest there are.
    for number in 0..150 {
        let one = world.person(&format!("Early {number:03}"), &format!("early{number}@acme.example")).await;
        let member = world.member(can.org_id(), &one, &[Role::Member]).await;
        let joined =
            Event::MemberJoined { member, name: one.name, address: one.address.to_string(), roles: vec![Role::Member], source: "domain".into() };
        world
            .arrange(&format!(
                "insert into event select '{}', gen_random_uuid(), now(), 'member_joined', '{}', 'Early {number:03}', '', 'member', '{member}', '', '{}', '', null, ''",
                can.org_id(),
                one.id,
                serde_json::to_value(&joined).unwrap().to_string().replace('\'', "''"),
            ))
            .await;
    }
    world.arrange("update event set id = ('018f0000' || right(id::text, 28))::uuid").await;
    world.pass(Duration::DAY);
    happen(&world, &can, Event::AskToJoinSwitched { on: true }).await;
    let newer = world.person("Nia Newer", "nia@acme.example").await;
    world.member(can.org_id(), &newer, &[Role::Administrator]).await;
    let nia: Can<SeeActivity> = world.can(&newer, "acme").await;
    happen(&world, &nia, Event::AskToJoinSwitched { on: false }).await;

    let offered = async |query: &str| activity::list(&can, &Filter::parse(query), Cursor::Newest, "UTC").await.unwrap().actors;
    let usual = offered("").await;
    assert_eq!(usual.len(), 100);
    assert_eq!(usual[..2], [(By::Person(newer.id), "Nia Newer".to_owned()), (By::Person(alice.id), "Alice Ng".to_owned())], "the latest first");
    let quiet = world.person("Quinn Quiet", "quinn@acme.example").await;
    world.member(can.org_id(), &quiet, &[Role::Member]).await;
    assert!(!offered("").await.iter().any(|(_, name)| name == "Quinn Quiet"), "who has done nothing is not offered");
    let chosen = offered(&format!("by={}", quiet.id)).await;
    assert_eq!(chosen[0], (By::Person(quiet.id), "Quinn Quiet".to_owned()), "and is there where an address names them");
    let other = world.person("Mallory", "mallory@globex.example").await;
    assert!(!offered(&format!("by={}", other.id)).await.iter().any(|(_, name)| name == "Mallory"), "not so somebody of elsewhere");
}

#[tokio::test]
async fn pages_go_on_where_the_last_ended_both_ways() {
    let (world, _, can) = acme().await;
    for number in 0..120 {
        happen(&world, &can, Event::OrganizationRenamed { before: String::new(), after: format!("Acme {number}") }).await;
    }
    let label = |page: &activity::Page, at: usize| page.entries[at].target.label.clone();
    let page = |cursor| {
        activity::list(&can, const { &Filter { by: None, about: None, period: activity::Period::Ever, text: String::new() } }, cursor, "UTC")
    };

    let first = page(Cursor::Newest).await.unwrap();
    assert_eq!((first.entries.len(), label(&first, 0), first.newer), (50, "Acme 119".into(), None));
    let second = page(first.older.unwrap()).await.unwrap();
    assert_eq!((second.entries.len(), label(&second, 0)), (50, "Acme 69".into()));
    let third = page(second.older.unwrap()).await.unwrap();
    assert_eq!((third.entries.len(), label(&third, 19), third.older), (20, "Acme 0".into(), None));
    let back = page(third.newer.unwrap()).await.unwrap();
    assert_eq!((back.entries.len(), label(&back, 0)), (50, "Acme 69".into()));
    assert!(page(back.newer.unwrap()).await.unwrap().newer.is_none());
}

#[tokio::test]
async fn an_export_is_exactly_the_slice_and_is_itself_recorded() {
    let (world, _, can) = acme().await;
    happen(&world, &can, Event::OrganizationRenamed { before: "Acme".into(), after: "=HYPERLINK(1)".into() }).await;
    let copied = |number| Event::InvitationLinkCopied { invitation: uuid::Uuid::nil().into(), address: format!("p{number}@x.example") };
    can.begin().await.unwrap().commit((0..2_500).map(copied).collect::<Vec<_>>()).await.unwrap();
    world.pass(Duration::MINUTE);

    let export = activity::export(can.clone(), Filter::parse("about=invitations"), Format::Ndjson, "UTC").await.unwrap();
    assert_eq!(export.name, "acme-activity-2026-11-02.ndjson");
    // What happens while it streams is no part of it.
    happen(&world, &can, copied(9_999)).await;
    let chunks: Vec<Vec<u8>> = export.chunks.try_collect().await.unwrap();
    assert!(chunks.len() >= 3, "it came in {} pieces", chunks.len());
    let text = String::from_utf8(chunks.concat()).unwrap();
    assert_eq!(text.lines().count(), 2_500);
    for line in text.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!((&value["event"], &value["actor"]["name"]), (&"invitation_link_copied".into(), &"Alice Ng".into()));
    }
    assert!(!text.contains("p9999@x.example"));

    let export = activity::export(can.clone(), Filter::parse("about=organization"), Format::Csv, "UTC").await.unwrap();
    let csv = String::from_utf8(export.chunks.try_concat().await.unwrap()).unwrap();
    let mut lines = csv.lines();
    assert!(lines.next().unwrap().starts_with("time,event,actor_name"));
    let line = lines.next().unwrap();
    assert!(line.starts_with("2026-11-02T09:01:00Z,organization_renamed,Alice Ng,alice@acme.example,"), "{line}");
    assert!(
        line.contains(",'=HYPERLINK(1),") && line.contains(",name: Acme,name: =HYPERLINK(1),192.0.2.7,Firefox · Linux,7K2M-9QXD-04TZ,"),
        "{line}"
    );
    assert_eq!(lines.next(), None);

    let exports =
        activity::list(&can, &Filter { about: Some(About::Group(EventGroup::Record)), ..Filter::default() }, Cursor::Newest, "UTC").await.unwrap();
    assert_eq!(exports.entries.len(), 2);
    assert_eq!(exports.entries[1].event, Some(Event::ActivityExported { format: "ndjson".into(), filter: "about=invitations".into() }));
}

#[tokio::test]
async fn an_export_of_nothing_is_a_heading() {
    let (_world, _, can) = acme().await;
    let export = activity::export(can, Filter::parse("q=nobody"), Format::Csv, "UTC").await.unwrap();
    let chunks: Vec<_> = export.chunks.collect().await;
    assert_eq!(chunks.len(), 1);
}

#[tokio::test]
async fn the_record_is_for_those_who_may_see_it() {
    let (world, _, can) = acme().await;
    let bo = world.person("Bo", "bo@acme.example").await;
    world.member(can.org_id(), &bo, &[Role::Member]).await;
    assert!(matches!(world.inside(&bo, "acme").await.can::<SeeActivity>(), Err(Error::Forbidden)));
}
