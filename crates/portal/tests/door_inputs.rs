//! Whatever is typed at the door, or sent by a program, gets an answer that is about it: never a fault of ours.

use contract::{LocalPath, Locale};
use portal::{
    Error, account,
    flow::{self, Purpose},
    form_return::{self, Kept},
    organization::{self, Founding},
    recovery,
    secret::Secret,
    sign_in,
    sign_up::{self, Answer, Introduction},
};
use proptest::prelude::*;
use testkit::{Person, TestPortal, stranger};

/// Letters of every script, control characters and U+0000 too; things that look like what is asked for; and far too much.
fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,80}",
        proptest::collection::vec(any::<char>(), 0..60).prop_map(|chars| chars.into_iter().collect()),
        "[a-z@.\\x00\\r\\n ]{0,40}",
        "[0-9 -]{0,12}",
        "(UTC|Europe/|\\.\\./|/){1,6}",
        "[a-zA-Z0-9_.=-]{0,90}",
        Just("x".repeat(70_000)),
    ]
}

async fn all(world: &TestPortal, ana: &Person, text: &str) -> Vec<(&'static str, Option<Error>)> {
    let portal = &world.portal;
    let (nobody, signed_in) = (stranger("a program"), ana.visitor());
    let answer = Answer { work: text, ticket: text };
    let introduction = Introduction { name: text, password: text, accepts_terms: true, terms_version: text, locale: Locale::En, zone: text };
    let founding = Founding { name: text, slug: text, locale: text, zone: text };
    let kept = Kept { fields: [("field".to_owned(), vec![text.to_owned()])].into(), ..Kept::default() };
    let link = Secret::parse(text);
    vec![
        ("sign_up::begin", sign_up::begin(portal, &nobody, text, Locale::En, answer).await.err()),
        ("sign_up::confirm", sign_up::confirm(portal, &nobody, text).await.err()),
        ("sign_up::introduce", sign_up::introduce(portal, &nobody, introduction).await.err()),
        ("organization::found", organization::found(portal, &signed_in, founding).await.err()),
        ("sign_in::begin", sign_in::begin(portal, &nobody, text, Locale::De, LocalPath::parse(text).ok()).await.err()),
        ("sign_in::by_password", sign_in::by_password(portal, &nobody, text).await.err()),
        ("sign_in::by_code", sign_in::by_code(portal, &nobody, text).await.err()),
        ("recovery::begin", recovery::begin(portal, &nobody, text, Locale::En).await.err()),
        ("recovery::confirm", recovery::confirm(portal, &nobody, text).await.err()),
        ("recovery::finish", recovery::finish(portal, &nobody, text).await.err()),
        ("account::change_profile", account::change_profile(portal, &signed_in, text, text, text).await.err()),
        ("account::change_password", account::change_password(portal, &signed_in, text, text).await.err()),
        ("account::change_address", account::change_address(portal, &signed_in, text).await.err()),
        ("account::confirm_address", account::confirm_address(portal, &signed_in, text, text).await.err()),
        (
            "flow::linked",
            match link {
                Some(link) => flow::by_link(portal, &nobody, &link).await.err(),
                None => flow::find(portal, &nobody, Purpose::SignUp).await.err(),
            },
        ),
        ("form_return::keep", form_return::keep(portal, &nobody, "form", &kept).await.err()),
    ]
}

#[test]
fn whatever_is_typed_is_answered() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (world, ana) = runtime.block_on(async {
        let world = TestPortal::new().await;
        let ana = world.person("Ana", "ana@acme.example").await;
        (world, ana)
    });
    proptest!(ProptestConfig::with_cases(60), |(text in anything())| {
        for (verb, error) in runtime.block_on(all(&world, &ana, &text)) {
            prop_assert!(!matches!(error, Some(Error::Internal(_))), "{verb}: {error:?}");
        }
    });
    runtime.block_on(world.drain());
}
