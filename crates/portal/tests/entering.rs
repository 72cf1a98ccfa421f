//! Who is let into an organisation, and what they may do there.

use contract::{ConnectionId, OrgId, OrgSlug, Role, SessionId};
use portal::{
    Error,
    access::{SignedIn, Visitor, permission},
    session::Proof,
};
use testkit::{Person, TestPortal};

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

/// Acme with a connection for acme.example, an owner, and Bo, who is a member and has just come in by the connection.
struct Acme {
    world: TestPortal,
    org: OrgId,
    alice: Person,
    bo: Person,
}

async fn acme(policy: &str) -> Acme {
    let world = TestPortal::new().await;
    let (alice, bo) = (world.person("Alice", "alice@acme.example").await, world.person("Bo", "bo@acme.example").await);
    let org = world.org("Acme", "acme", &alice).await;
    let owner = world.membership_of(org, &alice).await;
    world.member(org, &bo, &[Role::Member]).await;
    let domain = world.domain(org, "acme.example", policy).await;
    let connection = ConnectionId(org.0);
    let insert = "insert into connection (org_id, id, key, name, provider, protocol, state, step, created_by, created_at, changed_at)";
    world
        .arrange(&format!("{insert} values ('{org}', '{connection}', 'k', 'Okta', 'okta', 'saml', 'active', 'activate', '{owner}', now(), now())"))
        .await;
    world.arrange(&format!("insert into connection_domain values ('{org}', '{connection}', '{domain}')")).await;
    world.proven_by(org, connection, domain, &bo).await;
    Acme { world, org, alice, bo }
}

/// That person, proven by connections alone.
fn by_connection(person: &Person) -> Visitor {
    let mut visitor = person.visitor();
    let signed_in = SignedIn { proofs: vec![Proof::SingleSignOn], ..visitor.signed_in.as_deref().unwrap().clone() };
    visitor.signed_in = Some(signed_in.into());
    visitor
}

async fn required(acme: &Acme) {
    acme.world.arrange(&format!("insert into sign_in_policy (org_id, required_from) values ('{}', '2026-11-01')", acme.org)).await;
}

#[tokio::test]
async fn a_connection_proves_for_its_organisation_alone() {
    let acme = acme("ask_to_join").await;
    let (world, bo) = (&acme.world, &acme.bo);
    world.org("Globex", "globex", bo).await;
    let here = world.portal.enter(&by_connection(bo), &slug("acme")).await.unwrap();
    assert_eq!(here.proven_by(), Some(ConnectionId(acme.org.0)));
    // The other organisation isn't told from one that isn't there, and neither are their own pages open.
    for elsewhere in ["globex", "nowhere"] {
        assert!(matches!(world.portal.enter(&by_connection(bo), &slug(elsewhere)).await, Err(Error::SignInAgain)), "{elsewhere}");
    }
    assert!(matches!(by_connection(bo).person(), Err(Error::Unauthenticated)));
    let mine = portal::switcher::mine(&world.portal, &by_connection(bo)).await.unwrap();
    assert_eq!(mine.organizations.iter().map(|org| org.slug.as_str()).collect::<Vec<_>>(), ["acme"]);
    assert_eq!(portal::switcher::mine(&world.portal, &bo.visitor()).await.unwrap().organizations.len(), 2);
    assert!(world.portal.enter(&bo.visitor(), &slug("globex")).await.is_ok());
}

#[tokio::test]
async fn what_the_proof_hangs_on_ends_it_with_the_next_request() {
    let undone = [
        "update connection set state = 'off'",
        "update domain set state = 'lost'",
        "delete from connection_domain",
        "update sso_session set expires_at = '2026-11-02 09:00 UTC'",
    ];
    for undone in undone {
        let acme = acme("ask_to_join").await;
        assert!(acme.world.portal.enter(&by_connection(&acme.bo), &slug("acme")).await.is_ok());
        acme.world.arrange("update domain set state = 'missing'").await;
        assert!(acme.world.portal.enter(&by_connection(&acme.bo), &slug("acme")).await.is_ok(), "a fortnight of grace");
        acme.world.arrange(undone).await;
        assert!(matches!(acme.world.portal.enter(&by_connection(&acme.bo), &slug("acme")).await, Err(Error::SignInAgain)), "{undone}");
    }
    let acme = acme("ask_to_join").await;
    acme.world.arrange("update membership set status = 'suspended' where display_name = 'Bo'").await;
    assert!(matches!(acme.world.portal.enter(&by_connection(&acme.bo), &slug("acme")).await, Err(Error::Suspended)));
    acme.world.arrange("update membership set status = 'removed' where display_name = 'Bo'").await;
    assert!(matches!(acme.world.portal.enter(&by_connection(&acme.bo), &slug("acme")).await, Err(Error::SignInAgain)));
}

#[tokio::test]
async fn where_single_sign_on_is_required_an_own_factor_is_not_enough() {
    let acme = acme("require_sso").await;
    let (portal, bo) = (&acme.world.portal, &acme.bo);
    assert!(portal.enter(&bo.visitor(), &slug("acme")).await.is_ok(), "it is announced, and hasn't begun");
    required(&acme).await;
    let own_alone = Visitor {
        signed_in: Some(SignedIn { session: SessionId(acme.org.0), ..bo.visitor().signed_in.as_deref().unwrap().clone() }.into()),
        ..bo.visitor()
    };
    assert!(matches!(portal.enter(&own_alone, &slug("acme")).await, Err(Error::SignInAgain)));
    assert!(portal.enter(&by_connection(bo), &slug("acme")).await.is_ok());
    // It goes on being required when the proof of the domain is gone, and for somebody who has moved to another address.
    acme.world.arrange("update domain set state = 'lost'").await;
    assert!(matches!(portal.enter(&own_alone, &slug("acme")).await, Err(Error::SignInAgain)));
    let mut elsewhere = bo.clone();
    elsewhere.address = contract::EmailAddress::parse("bo@elsewhere.example").unwrap();
    assert!(matches!(portal.enter(&elsewhere.visitor(), &slug("acme")).await, Err(Error::SignInAgain)));
    // Somebody at another domain needn't.
    let guest = acme.world.person("Gus", "gus@guest.example").await;
    acme.world.member(acme.org, &guest, &[Role::Auditor]).await;
    assert!(portal.enter(&guest.visitor(), &slug("acme")).await.is_ok());
}

#[tokio::test]
async fn an_owner_breaks_the_glass_and_everybody_hears_of_it_once() {
    let acme = acme("require_sso").await;
    let (world, alice) = (&acme.world, &acme.alice);
    required(&acme).await;
    assert!(matches!(world.portal.enter(&alice.visitor(), &slug("acme")).await, Err(Error::SignInAgain)));
    let owner = world.membership_of(acme.org, alice).await;
    world.arrange(&format!("insert into break_glass values ('{}', '{owner}', '{owner}', '2026-10-01')", acme.org)).await;

    let ahead = Visitor { prefetch: true, ..alice.visitor() };
    let fetched_ahead = world.portal.enter(&ahead, &slug("acme")).await;
    assert!(matches!(fetched_ahead, Err(Error::SignInAgain)), "it would be news, and nobody has asked to see it yet");
    for _ in 0..3 {
        assert!(world.portal.enter(&alice.visitor(), &slug("acme")).await.is_ok());
    }
    assert!(world.portal.enter(&ahead, &slug("acme")).await.is_ok());
    let mails = world.mails("alice@acme.example").await;
    assert_eq!(mails.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(), ["Alice came into Acme without single sign-on"]);

    // Who is no owner any more has no such way.
    world.arrange("delete from membership_role where role = 'owner'").await;
    assert!(matches!(world.portal.enter(&alice.visitor(), &slug("acme")).await, Err(Error::SignInAgain)));
}
