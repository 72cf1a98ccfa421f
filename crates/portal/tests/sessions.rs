//! A session lives as long as its row, and no longer.

use contract::{Locale, Rule};
use portal::{
    Error,
    access::{SignedIn, Visitor},
    account, recovery,
    session::{KEY, Lifetimes, LiveSession, NewSession, Proof, SessionStore},
    sign_in::{self, SignedInNow},
};
use std::collections::HashMap;
use testkit::{PASSWORD, Person, TestPortal, stranger};
use time::{Duration, OffsetDateTime};
use tower_sessions_core::{
    SessionStore as _,
    session::{Id, Record},
};

const LIFETIMES: Lifetimes = Lifetimes { idle: Duration::days(7), absolute: Duration::days(30) };

async fn signed_in(world: &TestPortal) -> (SessionStore, Id) {
    let alice = world.person("Alice", "alice@acme.example").await;
    let store = SessionStore::new(world.portal.clone(), LIFETIMES);
    let new =
        NewSession { person: alice.id, proofs: vec![Proof::Password], generation: None, goes_on: None, device: "Firefox · Linux".into(), ip: None };
    let id = create(&store, new).await.unwrap();
    (store, id)
}

/// Makes a session as the web layer does.
async fn create(store: &SessionStore, new: NewSession) -> Result<Id, Error> {
    let data = HashMap::from([(KEY.into(), serde_json::to_value(new).unwrap())]);
    let mut record = Record { id: Id::default(), data, expiry_date: OffsetDateTime::UNIX_EPOCH };
    store.create(&mut record).await.map_err(|error| portal::session::refusal(error.into()))?;
    Ok(record.id)
}

/// Somebody has typed their password, or a code, and has no session yet.
async fn about_to_sign_in(world: &TestPortal, person: &Person, browser: &Visitor, by: Proof) -> SignedInNow {
    let address = person.address.as_str();
    sign_in::begin(&world.portal, browser, address, Locale::En, None).await.unwrap();
    if by == Proof::Password {
        return sign_in::by_password(&world.portal, browser, PASSWORD).await.unwrap();
    }
    sign_in::mail_code(&world.portal, browser).await.unwrap();
    let code = world.mail(address).await.code();
    sign_in::by_code(&world.portal, browser, &code).await.unwrap()
}

async fn live(store: &SessionStore, id: Id) -> Option<LiveSession> {
    store.load(&id).await.unwrap().map(|record| serde_json::from_value(record.data[KEY].clone()).unwrap())
}

#[tokio::test]
async fn a_revoked_session_is_not_brought_back_by_a_request_under_way() {
    let world = TestPortal::new().await;
    let (store, id) = signed_in(&world).await;
    let under_way = store.load(&id).await.unwrap().unwrap();
    store.delete(&id).await.unwrap();
    store.save(&under_way).await.unwrap();
    assert!(live(&store, id).await.is_none());
}

#[tokio::test]
async fn a_session_ends_when_idle_and_in_any_case() {
    let world = TestPortal::new().await;
    let (store, id) = signed_in(&world).await;
    for day in 1..=29 {
        world.pass(Duration::days(1));
        let person = live(&store, id).await.unwrap_or_else(|| panic!("ended on day {day}")).signed_in(id).unwrap();
        portal::session::touch(&world.portal, LIFETIMES, &person).await.unwrap();
    }
    world.pass(Duration::days(1));
    assert!(live(&store, id).await.is_none(), "the absolute end");

    let world = TestPortal::new().await;
    let (store, id) = signed_in(&world).await;
    world.pass(Duration::days(7));
    assert!(live(&store, id).await.is_none(), "the idle end");
}

#[tokio::test]
async fn what_was_proven_before_all_sessions_ended_makes_none() {
    let world = TestPortal::new().await;
    let (portal, store) = (&world.portal, SessionStore::new(world.portal.clone(), LIFETIMES));
    let alice = world.person("Alice", "alice@acme.example").await;
    let browser = stranger("mallory's laptop");
    for by in [Proof::Password, Proof::Code] {
        let now = about_to_sign_in(&world, &alice, &browser, by).await;
        account::sign_out_everywhere(portal, &alice.visitor()).await.unwrap();
        let late = create(&store, NewSession::of(portal, &browser, &now, None).await.unwrap()).await;
        assert!(matches!(late, Err(Error::Gone(Rule::FlowOver))), "{by:?}: {late:?}");
    }
    let now = about_to_sign_in(&world, &alice, &browser, Proof::Password).await;
    account::change_password(portal, &alice.visitor(), PASSWORD, "seven herons over the marsh").await.unwrap();
    let late = create(&store, NewSession::of(portal, &browser, &now, None).await.unwrap()).await;
    assert!(matches!(late, Err(Error::Gone(Rule::FlowOver))), "{late:?}");
    assert_eq!(world.sessions_of(&alice).await, 0);
    world.drain().await;

    let now = about_to_sign_in(&world, &alice, &browser, Proof::Code).await;
    create(&store, NewSession::of(portal, &browser, &now, None).await.unwrap()).await.unwrap();
    assert_eq!(world.sessions_of(&alice).await, 1);
}

#[tokio::test]
async fn whoever_ends_all_sessions_and_whoever_signs_in_at_the_same_moment_wait_for_each_other() {
    let world = TestPortal::new().await;
    let (portal, store) = (&world.portal, SessionStore::new(world.portal.clone(), LIFETIMES));
    let alice = world.person("Alice", "alice@acme.example").await;
    for round in 0..20 {
        let browser = stranger(&format!("mallory's laptop {round}"));
        let now = about_to_sign_in(&world, &alice, &browser, Proof::Password).await;
        let new = NewSession::of(portal, &browser, &now, None).await.unwrap();
        let owner = alice.visitor();
        let (ended, _) = futures::join!(account::sign_out_everywhere(portal, &owner), create(&store, new));
        ended.unwrap();
        assert_eq!(world.sessions_of(&alice).await, 0, "whichever came first");
    }
}

#[tokio::test]
async fn nothing_goes_on_with_a_session_that_was_revoked_meanwhile() {
    let world = TestPortal::new().await;
    let (portal, store) = (&world.portal, SessionStore::new(world.portal.clone(), LIFETIMES));
    let (_, id) = signed_in(&world).await;
    let alice = live(&store, id).await.unwrap().signed_in(id).unwrap();
    let laptop = |alice: &SignedIn| Visitor { signed_in: Some(alice.clone().into()), ..stranger("alice's laptop") };
    // By a provider: what it proves goes with what she has proven herself.
    let now = SignedInNow { person: alice.person, by: Proof::SingleSignOn, generation: None, next: None };
    let new = NewSession::of(portal, &laptop(&alice), &now, None).await.unwrap();
    assert_eq!(new.proofs, [Proof::Password, Proof::SingleSignOn]);
    let id = create(&store, new).await.unwrap();

    let alice = live(&store, id).await.unwrap().signed_in(id).unwrap();
    account::revoke(portal, &laptop(&alice), alice.session).await.unwrap();
    let late = NewSession::of(portal, &laptop(&alice), &now, None).await;
    assert!(matches!(late, Err(Error::Gone(Rule::FlowOver))), "{late:?}");
}

#[tokio::test]
async fn nor_with_one_that_all_others_ended_with_before_it_is_made() {
    let world = TestPortal::new().await;
    let (portal, store) = (&world.portal, SessionStore::new(world.portal.clone(), LIFETIMES));
    let (_, id) = signed_in(&world).await;
    let alice = live(&store, id).await.unwrap().signed_in(id).unwrap();
    let laptop = Visitor { signed_in: Some(alice.clone().into()), ..stranger("alice's laptop") };
    let now = SignedInNow { person: alice.person, by: Proof::SingleSignOn, generation: None, next: None };
    let new = NewSession::of(portal, &laptop, &now, None).await.unwrap();
    account::sign_out_everywhere(portal, &laptop).await.unwrap();
    let late = create(&store, new).await;
    assert!(matches!(late, Err(Error::Gone(Rule::FlowOver))), "{late:?}");
}

#[tokio::test]
async fn a_recovery_in_a_browser_that_is_signed_in_goes_on_there() {
    let world = TestPortal::new().await;
    let (portal, store) = (&world.portal, SessionStore::new(world.portal.clone(), LIFETIMES));
    let (_, id) = signed_in(&world).await;
    let alice = live(&store, id).await.unwrap().signed_in(id).unwrap();
    let laptop = Visitor { signed_in: Some(alice.clone().into()), ..stranger("alice's laptop") };
    recovery::begin(portal, &laptop, "alice@acme.example", Locale::En).await.unwrap();
    let code = world.mail("alice@acme.example").await.code();
    recovery::confirm(portal, &laptop, &code).await.unwrap();
    let now = recovery::finish(portal, &laptop, "seven herons over the marsh").await.unwrap();
    let id = create(&store, NewSession::of(portal, &laptop, &now, None).await.unwrap()).await.unwrap();
    let after = live(&store, id).await.unwrap().signed_in(id).unwrap();
    assert_eq!((after.session, after.proofs), (alice.session, vec![Proof::Password, Proof::Code]));
    world.drain().await;
}
