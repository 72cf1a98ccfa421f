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
use testkit::{TestPortal, stranger};

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

    browser::remember(&world.portal, hash, &SignedInNow { person: ana.id, by: Proof::Password, next: None }).await.unwrap();
    keep(&world, &known).await.unwrap();
    world.arrange("update throttle set count = 240 where kind = 'forms_of_person'").await;
    assert!(matches!(keep(&world, &known).await, Err(Error::Limited(_))), "one person's browsers share a counter");
}
