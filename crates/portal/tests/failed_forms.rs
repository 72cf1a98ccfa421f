//! What a form that failed comes back with, and how much of it is kept for whom.

use portal::{
    Error,
    access::Visitor,
    browser,
    form_return::{self, Kept},
    secret::SecretHash,
    session::Proof,
    sign_in::SignedInNow,
};
use std::collections::BTreeMap;
use testkit::{TestPortal, stranger};
use time::Duration;

async fn keep(world: &TestPortal, visitor: &Visitor) -> Result<(), Error> {
    form_return::keep(&world.portal, visitor, "sign-in/password", &Kept::default()).await
}

#[tokio::test]
async fn neighbours_do_not_use_up_the_forms_of_a_known_browser() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana", "ana@acme.example").await;
    let hash = SecretHash::of(b"ana's long cookie");
    let known = Visitor { browser: Some(hash), ..stranger("ana's laptop") };
    keep(&world, &known).await.unwrap();
    world.arrange("update throttle set count = 1200 where kind = 'forms_from_block'").await;
    assert!(matches!(keep(&world, &stranger("a neighbour's browser")).await, Err(Error::Limited(_))));
    assert!(matches!(keep(&world, &known).await, Err(Error::Limited(_))), "a cookie that nobody has signed in with is nothing");

    let now = SignedInNow { person: ana.id, by: Proof::Password, generation: None, next: None };
    browser::remember(&world.portal, hash, &now).await.unwrap();
    keep(&world, &known).await.unwrap();
    world.arrange("update throttle set count = 240 where kind = 'forms_of_person'").await;
    assert!(matches!(keep(&world, &known).await, Err(Error::Limited(_))), "one person's browsers share a counter");
}

#[tokio::test]
async fn of_what_a_stranger_types_four_kibibytes_are_kept() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana", "ana@acme.example").await;
    let most = 4 * 1024 - r#"{"address":[""]}"#.len();
    for (visitor, typed, comes_back) in [(stranger("a bot"), most, true), (stranger("a bot"), most + 1, false), (ana.visitor(), most + 1, true)] {
        let fields = BTreeMap::from([("address".to_owned(), vec!["x".repeat(typed)])]);
        let failed = Kept { fields, notice: Some("what was said of it".into()), ..Kept::default() };
        form_return::keep(&world.portal, &visitor, "sign-in/begin", &failed).await.unwrap();
        let taken = form_return::take(&world.portal, visitor.holder().unwrap(), "sign-in/begin").await.unwrap();
        let left = Kept { fields: BTreeMap::new(), ..failed.clone() };
        assert!(taken == Some(if comes_back { failed } else { left }), "{typed} bytes of {:?}", visitor.signed_in);
    }
}

#[tokio::test]
async fn a_failed_form_comes_back_for_ten_minutes() {
    let world = TestPortal::new().await;
    let ana = stranger("ana's laptop");
    for (time, comes_back) in [(Duration::minutes(10) - Duration::SECOND, true), (Duration::minutes(10), false)] {
        keep(&world, &ana).await.unwrap();
        world.pass(time);
        let taken = form_return::take(&world.portal, ana.holder().unwrap(), "sign-in/password").await.unwrap();
        assert_eq!(taken.is_some(), comes_back, "after {time}");
    }
}
