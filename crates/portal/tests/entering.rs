//! Who is let into an organisation, and what they may do there.

use contract::{OrgSlug, Role};
use portal::{Error, access::permission};
use testkit::TestPortal;

fn slug(text: &str) -> OrgSlug {
    OrgSlug::parse(text).unwrap()
}

#[tokio::test]
async fn a_stranger_learns_nothing_of_an_organisation() {
    let world = TestPortal::new().await;
    let alice = world.person("Alice", "alice@acme.example").await;
    let mallory = world.person("Mallory", "mallory@globex.example").await;
    world.org("Acme", "acme", &alice).await;

    let refused = world.portal.enter(&mallory.visitor(), &slug("acme")).await;
    let nowhere = world.portal.enter(&mallory.visitor(), &slug("nowhere")).await;
    assert!(matches!((refused, nowhere), (Err(Error::NotFound), Err(Error::NotFound))));
    assert!(matches!(world.portal.enter(&testkit::stranger("a browser"), &slug("acme")).await, Err(Error::Unauthenticated)));
}

#[tokio::test]
async fn a_member_may_do_what_their_roles_say() {
    let world = TestPortal::new().await;
    let (alice, bob) = (world.person("Alice", "alice@acme.example").await, world.person("Bob", "bob@acme.example").await);
    let acme = world.org("Acme", "acme", &alice).await;
    world.member(acme, &bob, &[Role::Auditor]).await;

    let here = world.inside(&bob, "acme").await;
    assert!(here.can::<permission::SeeActivity>().is_ok());
    assert!(matches!(here.can::<permission::InvitePeople>(), Err(Error::Forbidden)));
}
