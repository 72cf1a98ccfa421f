use crate::world::Acme;
use contract::{Role, Rule};
use portal::{
    Error,
    access::{
        Can,
        permission::{DecideRequests, SeeMembers},
    },
    audit::Event,
    join_request::{self, Request},
    member,
    page::{Count, Edge, Page},
};
use testkit::Person;
use time::Duration;

/// Acme, which welcomes people of its domain, and Bo, who would like to join.
async fn welcoming() -> (Acme, Person) {
    let acme = Acme::new().await;
    sqlx::query("update organization set ask_to_join = true").execute(&mut acme.world.superuser().await).await.unwrap();
    let bo = acme.world.person("Bo Nakamura", "bo@acme.example").await;
    (acme, bo)
}

async fn decider(acme: &Acme) -> Can<DecideRequests> {
    acme.world.can(&acme.alice, "acme").await
}

async fn open(acme: &Acme) -> Vec<Request> {
    let can: Can<SeeMembers> = acme.world.can(&acme.alice, "acme").await;
    let open = join_request::list(&can, &Edge::First).await.unwrap().rows;
    assert_eq!(join_request::count(&can).await.unwrap(), Count::Exactly(open.len() as u32));
    open
}

fn member_role() -> Vec<String> {
    vec!["member".into()]
}

#[tokio::test]
async fn somebody_asks_is_approved_and_hears_of_it() {
    let (acme, bo) = welcoming().await;
    acme.somebody("Petra", &[Role::PeopleAdministrator]).await;
    acme.somebody("Mo", &[Role::Member]).await;
    let portal = &acme.world.portal;
    assert_eq!(join_request::welcoming(portal, &bo.visitor()).await.unwrap().len(), 1);
    join_request::ask(portal, &bo.visitor(), acme.org, "I am new in Vienna.").await.unwrap();
    assert!(join_request::welcoming(portal, &bo.visitor()).await.unwrap()[0].requested);
    assert!(matches!(join_request::ask(portal, &bo.visitor(), acme.org, "").await, Err(Error::Conflict(Rule::AlreadyRequested))));

    for decider in ["alice@acme.example", "petra@acme.example"] {
        let mail = acme.world.mail(decider).await;
        assert_eq!(
            (mail.subject.as_str(), mail.link().as_str()),
            ("Bo Nakamura asks to join Acme Logistics", "http://portico.test/o/acme/members/requests")
        );
        assert!(mail.text.contains("> I am new in Vienna."));
    }
    assert!(acme.world.mails("mo@acme.example").await.is_empty());

    let request = open(&acme).await.remove(0);
    assert_eq!((request.name.as_str(), request.was_removed), ("Bo Nakamura", false));
    join_request::approve(&decider(&acme).await, request.id, &["auditor".into()]).await.unwrap();
    assert_eq!(acme.world.inside(&bo, "acme").await.roles(), [Role::Auditor]);
    assert_eq!(acme.seats().await, 4);
    let mail = acme.world.mail("bo@acme.example").await;
    assert_eq!((mail.subject.as_str(), mail.link().as_str()), ("Welcome to Acme Logistics", "http://portico.test/o/acme"));
    assert!(open(&acme).await.is_empty());
    let record = acme.record().await;
    assert_eq!(record[0], Event::JoinRequested { request: request.id, name: "Bo Nakamura".into(), address: "bo@acme.example".into() });
    assert_eq!(record[1], Event::JoinApproved { request: request.id, name: "Bo Nakamura".into(), roles: vec![Role::Auditor] });
    assert!(matches!(&record[2], Event::MemberJoined { source, .. } if source == "request"));
    for again in [
        join_request::approve(&decider(&acme).await, request.id, &member_role()).await,
        join_request::decline(&decider(&acme).await, request.id).await,
    ] {
        assert!(matches!(again, Err(Error::Conflict(Rule::RequestDecided))), "{again:?}");
    }
}

#[tokio::test]
async fn nobody_else_learns_that_the_organisation_exists() {
    let (acme, _) = welcoming().await;
    let portal = &acme.world.portal;
    let stranger = acme.world.person("Stranger", "s@globex.example").await;
    let consumer = acme.world.person("Gina", "gina@gmail.com").await;
    let (owner, _) = acme.somebody("Olga", &[Role::Owner]).await;
    sqlx::query("update membership set address = 'olga@gmail.com' where person_id = $1")
        .bind(owner.id.0)
        .execute(&mut acme.world.superuser().await)
        .await
        .unwrap();
    for somebody in [&stranger, &consumer] {
        assert_eq!(join_request::welcoming(portal, &somebody.visitor()).await.unwrap(), []);
        assert!(matches!(join_request::ask(portal, &somebody.visitor(), acme.org, "").await, Err(Error::NotFound)));
    }
    // Nor does a colleague, once it is switched off.
    sqlx::query("update organization set ask_to_join = false").execute(&mut acme.world.superuser().await).await.unwrap();
    let cy = acme.world.person("Cy", "cy@acme.example").await;
    assert_eq!(join_request::welcoming(portal, &cy.visitor()).await.unwrap(), []);
    assert!(matches!(join_request::ask(portal, &cy.visitor(), acme.org, "").await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_request_is_declined_or_taken_back_and_may_be_made_again() {
    let (acme, bo) = welcoming().await;
    let portal = &acme.world.portal;
    join_request::ask(portal, &bo.visitor(), acme.org, "").await.unwrap();
    join_request::decline(&decider(&acme).await, open(&acme).await[0].id).await.unwrap();
    assert_eq!(acme.world.mail("bo@acme.example").await.subject, "Your request to join Acme Logistics");
    join_request::ask(portal, &bo.visitor(), acme.org, "").await.unwrap();
    join_request::withdraw(portal, &bo.visitor(), acme.org).await.unwrap();
    assert!(matches!(join_request::withdraw(portal, &bo.visitor(), acme.org).await, Err(Error::NotFound)));
    assert!(open(&acme).await.is_empty());
    assert_eq!(acme.seats().await, 1);
    acme.world.drain().await;
}

#[tokio::test]
async fn nobody_asks_and_takes_it_back_all_day() {
    let (acme, bo) = welcoming().await;
    let portal = &acme.world.portal;
    for _ in 0..6 {
        join_request::ask(portal, &bo.visitor(), acme.org, "").await.unwrap();
        join_request::withdraw(portal, &bo.visitor(), acme.org).await.unwrap();
    }
    assert!(matches!(join_request::ask(portal, &bo.visitor(), acme.org, "").await, Err(Error::Limited(_))));
    acme.world.pass(Duration::DAY);
    join_request::ask(portal, &bo.visitor(), acme.org, "").await.unwrap();
    acme.world.drain().await;
}

#[tokio::test]
async fn whoever_decides_lets_in_the_address_that_they_have_seen() {
    let (acme, bo) = welcoming().await;
    join_request::ask(&acme.world.portal, &bo.visitor(), acme.org, "").await.unwrap();
    acme.world.drain().await;
    let moved = "update person set address = 'bo@gmail.com' where id = $1";
    sqlx::query(moved).bind(bo.id.0).execute(&mut acme.world.superuser().await).await.unwrap();
    let id = open(&acme).await[0].id;
    let approved = join_request::approve(&decider(&acme).await, id, &member_role()).await;
    assert!(matches!(approved, Err(Error::Conflict(Rule::AddressChanged))), "{approved:?}");
    join_request::decline(&decider(&acme).await, id).await.unwrap();
    acme.world.drain().await;
}

#[tokio::test]
async fn whoever_is_let_in_by_a_request_is_not_invited_any_more() {
    let (acme, bo) = welcoming().await;
    let inviter = crate::invitations::inviter(&acme).await;
    portal::invitation::invite(&inviter, "bo@acme.example", &["owner".into()], "en", "", "7").await.unwrap();
    join_request::ask(&acme.world.portal, &bo.visitor(), acme.org, "").await.unwrap();
    join_request::approve(&decider(&acme).await, open(&acme).await[0].id, &member_role()).await.unwrap();
    let kinds: Vec<_> = acme.record().await.iter().map(|event| event.kind().key()).collect();
    assert_eq!(kinds, ["invitation_sent", "join_requested", "join_approved", "invitation_revoked", "member_joined"]);
    assert_eq!(acme.world.inside(&bo, "acme").await.roles(), [Role::Member]);
    acme.world.drain().await;
}

#[tokio::test]
async fn approving_takes_a_seat_and_rights() {
    let (acme, bo) = welcoming().await;
    let (petra, _) = acme.somebody("Petra", &[Role::PeopleAdministrator]).await;
    join_request::ask(&acme.world.portal, &bo.visitor(), acme.org, "").await.unwrap();
    acme.world.drain().await;
    let id = open(&acme).await[0].id;
    let petra: Can<DecideRequests> = acme.world.can(&petra, "acme").await;
    assert!(matches!(join_request::approve(&petra, id, &["auditor".into()]).await, Err(Error::Conflict(Rule::BeyondYourRights))));
    assert!(matches!(join_request::approve(&petra, id, &[]).await, Err(Error::Invalid(_))));
    acme.limit_seats(2).await;
    assert!(matches!(join_request::approve(&petra, id, &member_role()).await, Err(Error::Conflict(Rule::NoSeat))));
    assert_eq!(open(&acme).await.len(), 1, "it stays open");
    acme.limit_seats(3).await;
    join_request::approve(&petra, id, &member_role()).await.unwrap();
    acme.world.drain().await;
}

#[tokio::test]
async fn the_removed_may_ask_and_whoever_decides_sees_it() {
    let (acme, _) = welcoming().await;
    let (gone, id) = acme.somebody("Gone", &[Role::Administrator]).await;
    member::remove(&acme.manages(&acme.alice).await, id).await.unwrap();
    join_request::ask(&acme.world.portal, &gone.visitor(), acme.org, "").await.unwrap();
    let request = open(&acme).await.remove(0);
    assert!(request.was_removed);
    join_request::approve(&decider(&acme).await, request.id, &member_role()).await.unwrap();
    assert_eq!(acme.world.inside(&gone, "acme").await.roles(), [Role::Member]);
    acme.world.drain().await;
}

#[tokio::test]
async fn another_organisations_requests_are_not_there() {
    let (acme, bo) = welcoming().await;
    join_request::ask(&acme.world.portal, &bo.visitor(), acme.org, "").await.unwrap();
    acme.world.drain().await;
    let id = open(&acme).await[0].id;
    let mallory = acme.world.person("Mallory", "mallory@globex.example").await;
    acme.world.org("Globex", "globex", &mallory).await;
    let mallory: Can<DecideRequests> = acme.world.can(&mallory, "globex").await;
    for tried in [join_request::approve(&mallory, id, &member_role()).await, join_request::decline(&mallory, id).await] {
        assert!(matches!(tried, Err(Error::NotFound)), "{tried:?}");
    }
}

#[tokio::test]
async fn a_hundred_who_ask_come_page_by_page_the_longest_waiting_first() {
    let (acme, _) = welcoming().await;
    sqlx::query(
        "with people as (
            insert into person select gen_random_uuid(), 'asker' || n || '@acme.example', 'Asker ' || n, 'en', 'Europe/Berlin', '1', now(), now(), now()
              from generate_series(1, 110) as n returning id, name, address)
         insert into join_request (org_id, id, person_id, name, address, message, status, created_at)
         select $1, gen_random_uuid(), id, name, address, '', 'pending', timestamptz '2026-11-01 00:00Z' + substr(name, 7)::int * interval '1 minute'
           from people",
    )
    .bind(acme.org.0)
    .execute(&mut acme.world.superuser().await)
    .await
    .unwrap();
    let can: Can<SeeMembers> = acme.world.can(&acme.alice, "acme").await;
    let page = async |edge: Edge| join_request::list(&can, &edge).await.unwrap();
    let names = |page: &Page<Request>| (page.rows.len(), page.rows[0].name.clone());

    let first = page(Edge::First).await;
    assert_eq!((names(&first), first.previous.is_none()), ((50, "Asker 1".into()), true));
    let address = format!("after={}", first.next.unwrap().print());
    let second = page(join_request::edge(&address)).await;
    assert_eq!(names(&second), (50, "Asker 51".into()));
    let third = page(Edge::After(second.next.unwrap())).await;
    assert_eq!((names(&third), third.next.is_none()), ((10, "Asker 101".into()), true));
    let back = page(Edge::Before(third.previous.unwrap())).await;
    assert_eq!(names(&back), (50, "Asker 51".into()));
}
