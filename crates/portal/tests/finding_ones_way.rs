//! Where a person can go, and what an organisation has still to do.

use contract::{Permission, Role};
use portal::{
    Error,
    access::permission::{ManageMembers, SeeMembers},
    audit::Event,
    member::{self, RoleChange},
    onboarding::{self, Item, Step},
    organization::{self, Founding},
    page::Count,
    switcher,
};
use testkit::{Person, TestPortal};
use time::Duration;
use uuid::Uuid;

#[tokio::test]
async fn the_rail_shows_what_is_there_and_where_else_to_go() {
    let world = TestPortal::new().await;
    let [ana, bo, cleo] = [("Ana", "ana@acme.example"), ("Bo", "bo@acme.example"), ("Cleo", "cleo@acme.example")];
    let (ana, bo, cleo) = (world.person(ana.0, ana.1).await, world.person(bo.0, bo.1).await, world.person(cleo.0, cleo.1).await);
    let acme = world.org("Acme", "acme", &ana).await;
    let globex = world.org("Globex", "globex", &bo).await;
    let in_globex = world.member(globex, &ana, &[Role::Auditor, Role::Member]).await;
    world.member(acme, &bo, &[Role::Member]).await;
    world.member(acme, &cleo, &[Role::Member]).await;

    let here = world.inside(&ana, "acme").await;
    let (mine, counts) = switcher::rail(&here, &ana.visitor()).await.unwrap();
    let counts = counts.unwrap();
    assert_eq!((counts.members, counts.invitations, counts.requests), (Count::Exactly(3), Count::Exactly(0), Count::Exactly(0)));
    let orgs: Vec<_> = mine.organizations.iter().map(|org| (org.slug.as_str(), org.roles.as_slice(), org.open)).collect();
    assert_eq!(orgs, [("acme", [Role::Owner].as_slice(), true), ("globex", &[Role::Auditor, Role::Member], true)]);
    assert_eq!(mine, switcher::mine(&world.portal, &ana.visitor()).await.unwrap());

    // A plain member counts nobody; one who is suspended elsewhere sees that it is shut.
    let (_, counts) = switcher::rail(&*world.inside(&bo, "acme").await, &bo.visitor()).await.unwrap();
    assert_eq!(counts, None);
    member::suspend(&world.can::<ManageMembers>(&bo, "globex").await, in_globex).await.unwrap();
    let mine = switcher::mine(&world.portal, &ana.visitor()).await.unwrap();
    assert_eq!(mine.organizations.iter().map(|org| org.open).collect::<Vec<_>>(), [true, false]);
    assert!(matches!(switcher::mine(&world.portal, &testkit::stranger("a browser")).await, Err(Error::Unauthenticated)));
    world.drain().await;
}

#[tokio::test]
async fn a_plain_member_is_told_whom_to_ask() {
    let world = TestPortal::new().await;
    let (ana, bo) = (world.person("Ana", "ana@acme.example").await, world.person("Bo", "bo@acme.example").await);
    let acme = world.org("Acme", "acme", &ana).await;
    world.member(acme, &bo, &[Role::Member]).await;
    for (name, role) in [("Petra", Role::PeopleAdministrator), ("Ada", Role::Auditor), ("Mo", Role::Member)] {
        let person = world.person(name, &format!("{}@acme.example", name.to_lowercase())).await;
        world.member(acme, &person, &[role]).await;
    }
    // Somebody elsewhere is nobody here.
    let gil = world.person("Gil", "gil@globex.example").await;
    world.org("Globex", "globex", &gil).await;

    let helpers = member::whom_to_ask(&world.can(&bo, "acme").await).await.unwrap();
    let mut named: Vec<_> = helpers.iter().map(|helper| (helper.name.as_str(), helper.address.as_str(), helper.roles.as_slice())).collect();
    named.sort_unstable();
    assert_eq!(named, [("Ana", "ana@acme.example", [Role::Owner].as_slice()), ("Petra", "petra@acme.example", &[Role::PeopleAdministrator])]);
    // Nobody is told to ask themselves.
    assert_eq!(member::whom_to_ask(&world.can(&ana, "acme").await).await.unwrap().len(), 1);
}

async fn checklist(world: &TestPortal, person: &Person) -> Vec<Item> {
    onboarding::checklist(&world.can::<SeeMembers>(person, "acme").await).await.unwrap()
}

fn done_by(items: &[Item], step: Step) -> Option<String> {
    items.iter().find(|item| item.step == step).and_then(|item| item.done.as_ref()).map(|done| done.by.clone())
}

#[tokio::test]
async fn nobody_is_asked_for_a_domain_who_perhaps_has_none() {
    let world = TestPortal::new().await;
    let gina = world.person("Gina", "gina@gmail.com").await;
    let org = world.org("Gina's", "acme", &gina).await;
    assert!(!checklist(&world, &gina).await.iter().any(|item| item.step == Step::DomainProven));
    let bo = world.person("Bo", "bo@acme.example").await;
    world.member(org, &bo, &[Role::Owner]).await;
    assert!(checklist(&world, &gina).await.iter().any(|item| item.step == Step::DomainProven));
}

#[tokio::test]
async fn the_checklist_tells_who_did_what() {
    let world = TestPortal::new().await;
    let (ana, bo) = (world.person("Ana", "ana@acme.example").await, world.person("Bo", "bo@acme.example").await);
    let founding = Founding { name: "Acme", slug: "acme", locale: "en", zone: "UTC" };
    organization::found(&world.portal, &ana.visitor(), founding).await.unwrap();
    let org = world.inside(&ana, "acme").await.org().id;

    let items = checklist(&world, &ana).await;
    assert_eq!(items.iter().map(|item| item.done.is_some()).collect::<Vec<_>>(), [true, false, false, false, false, false, false]);
    assert_eq!(done_by(&items, Step::AddressVerified).as_deref(), Some("Ana"));

    world.pass(Duration::HOUR);
    let can = world.can::<ManageMembers>(&ana, "acme").await;
    let sent = Event::InvitationSent {
        invitation: Uuid::nil().into(),
        address: "bo@acme.example".into(),
        roles: vec![Role::Member],
        expires_at: world.portal.clock.now(),
    };
    can.begin().await.unwrap().commit(sent).await.unwrap();
    world.pass(Duration::HOUR);
    let member = world.member(org, &bo, &[Role::Member]).await;
    let joined =
        Event::MemberJoined { member, name: "Bo".into(), address: "bo@acme.example".into(), roles: vec![Role::Member], source: "invitation".into() };
    can.begin().await.unwrap().commit(joined).await.unwrap();
    let items = checklist(&world, &ana).await;
    assert_eq!(done_by(&items, Step::ColleagueInvited).as_deref(), Some("Ana"));
    assert_eq!(done_by(&items, Step::ColleagueIn).as_deref(), Some("Bo"));
    assert_eq!(done_by(&items, Step::SecondOwner), None);

    world.pass(Duration::HOUR);
    member::change_roles(&can, member, &RoleChange::Add(vec![Role::Owner])).await.unwrap();
    let items = checklist(&world, &ana).await;
    assert_eq!(done_by(&items, Step::SecondOwner).as_deref(), Some("Ana"));
    assert_eq!(items[3].done.as_ref().map(|done| done.at), Some(world.portal.clock.now()));

    // It is what is, not what was: with one owner again it is to be done again.
    world.pass(Duration::HOUR);
    member::change_roles(&can, member, &RoleChange::Take(vec![Role::Owner])).await.unwrap();
    assert_eq!(done_by(&checklist(&world, &ana).await, Step::SecondOwner), None);
    assert_eq!(Step::SecondOwner.takes(), Permission::DeleteOrganization);
    world.drain().await;
}
