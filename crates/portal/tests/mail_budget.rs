//! Whatever mails a recipient is sent by whoever asks, they come out of one budget.

use contract::Locale;
use portal::{
    Error,
    access::permission::InvitePeople,
    invitation, recovery, sign_in,
    sign_up::{self, Answer},
};
use testkit::{TestPortal, stranger};
use time::Duration;

const BO: &str = "bo@x.example";

/// Six organisations that invite Bo.
async fn inviting(world: &TestPortal) {
    for nth in 0..6 {
        let owner = world.person("Olga", &format!("olga{nth}@acme.example")).await;
        let slug = format!("acme-{nth}");
        world.org("Acme", &slug, &owner).await;
        let can = world.can::<InvitePeople>(&owner, &slug).await;
        invitation::invite(&can, BO, &["member".into()], "en", "", "7").await.unwrap();
    }
}

#[tokio::test]
async fn signing_up_recovering_and_inviting_bury_nobody_together() {
    let world = TestPortal::new().await;
    let portal = &world.portal;
    inviting(&world).await;
    assert_eq!(world.mails(BO).await.len(), 6);
    sign_up::begin(portal, &stranger("one"), BO, Locale::En, Answer::default()).await.unwrap();
    recovery::begin(portal, &stranger("two"), BO, Locale::En).await.unwrap();
    assert_eq!(world.mails(BO).await.len(), 8);

    for (browser, asked) in [
        ("three", sign_up::begin(portal, &stranger("three"), BO, Locale::En, Answer::default()).await),
        ("four", recovery::begin(portal, &stranger("four"), BO, Locale::En).await),
    ] {
        assert!(matches!(asked, Err(Error::Limited(_))), "{browser}: {asked:?}");
    }
    let five = stranger("five");
    sign_in::begin(portal, &five, BO, Locale::En, None).await.unwrap();
    assert!(matches!(sign_in::mail_code(portal, &five).await, Err(Error::Limited(_))));
    world.pass(Duration::HOUR);
    recovery::begin(portal, &stranger("six"), BO, Locale::En).await.unwrap();
    assert_eq!(world.mails(BO).await.len(), 9);
}

#[tokio::test]
async fn invitations_that_find_it_used_up_wait_for_the_next_hour() {
    let world = TestPortal::new().await;
    for browser in ["one", "two", "three", "four", "five"] {
        recovery::begin(&world.portal, &stranger(browser), BO, Locale::En).await.unwrap();
    }
    inviting(&world).await;
    assert_eq!(world.mails(BO).await.len(), 8, "three of six invitations");
    world.pass(Duration::HOUR);
    assert_eq!(world.mails(BO).await.len(), 11);
}
