//! A session lives as long as its row, and no longer.

use portal::session::{KEY, Lifetimes, LiveSession, NewSession, Proof, SessionStore};
use std::collections::HashMap;
use testkit::TestPortal;
use time::{Duration, OffsetDateTime};
use tower_sessions_core::{
    SessionStore as _,
    session::{Id, Record},
};

const LIFETIMES: Lifetimes = Lifetimes { idle: Duration::days(7), absolute: Duration::days(30) };

async fn signed_in(world: &TestPortal) -> (SessionStore, Id) {
    let alice = world.person("Alice", "alice@acme.example").await;
    let store = SessionStore::new(world.portal.clone(), LIFETIMES);
    let new = NewSession { person: alice.id, proofs: vec![Proof::Password], goes_on: None, device: "Firefox · Linux".into(), ip: None };
    let mut record = Record {
        id: Id::default(),
        data: HashMap::from([(KEY.into(), serde_json::to_value(new).unwrap())]),
        expiry_date: OffsetDateTime::UNIX_EPOCH,
    };
    store.create(&mut record).await.unwrap();
    (store, record.id)
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
