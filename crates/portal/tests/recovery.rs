//! Somebody forgot their password.

use contract::{Flaw, Locale, Rule};
use portal::{
    Error,
    recovery::{self, Step},
    sign_in,
};
use testkit::{PASSWORD, TestPortal, stranger};

const ANA: &str = "ana@acme.example";
const NEW: &str = "seven herons over the marsh";

#[tokio::test]
async fn ana_chooses_a_new_password_and_everybody_else_is_signed_out() {
    let world = TestPortal::new().await;
    let person = world.person("Ana", ANA).await;
    world.session_of(&person, "a forgotten tablet").await;
    let ana = stranger("ana's laptop");

    recovery::begin(&world.portal, &ana, ANA, Locale::En).await.unwrap();
    assert!(matches!(recovery::resume(&world.portal, &ana).await.unwrap(), Step::Code { .. }));
    let code = world.mail(ANA).await.code();
    recovery::confirm(&world.portal, &ana, &code).await.unwrap();
    assert!(matches!(recovery::resume(&world.portal, &ana).await.unwrap(), Step::Password { .. }));

    let weak = recovery::finish(&world.portal, &ana, "anaacme1").await;
    assert!(matches!(weak, Err(Error::Invalid(fields)) if matches!(fields[0].flaw, Flaw::TooWeak { .. })));
    world.pass(time::Duration::minutes(1));
    let now = recovery::finish(&world.portal, &ana, NEW).await.unwrap();
    assert_eq!(now.person, person.id);
    assert_eq!(world.sessions_of(&person).await, 0);
    assert_eq!(world.mail(ANA).await.subject, "Your password for Northwind Cloud was changed");

    sign_in::begin(&world.portal, &ana, ANA, Locale::En, None).await.unwrap();
    assert!(sign_in::by_password(&world.portal, &ana, PASSWORD).await.is_err());
    assert!(sign_in::by_password(&world.portal, &ana, NEW).await.is_ok());
}

#[tokio::test]
async fn one_proof_changes_one_password() {
    let world = TestPortal::new().await;
    world.person("Ana", ANA).await;
    let ana = stranger("ana's laptop");
    recovery::begin(&world.portal, &ana, ANA, Locale::En).await.unwrap();
    let code = world.mail(ANA).await.code();
    recovery::confirm(&world.portal, &ana, &code).await.unwrap();
    let _ = recovery::finish(&world.portal, &ana, NEW).await.unwrap();
    let again = recovery::finish(&world.portal, &ana, "another long password entirely").await;
    assert!(matches!(again, Err(Error::Gone(Rule::FlowOver))));
    world.drain().await;
}

#[tokio::test]
async fn what_another_browser_has_proven_ends_with_it() {
    let world = TestPortal::new().await;
    world.person("Ana", ANA).await;
    let (ana, mallory, eve) = (stranger("ana's laptop"), stranger("mallory at ana's mailbox"), stranger("eve's laptop"));
    for browser in [&mallory, &ana] {
        recovery::begin(&world.portal, browser, ANA, Locale::En).await.unwrap();
        let code = world.mail(ANA).await.code();
        recovery::confirm(&world.portal, browser, &code).await.unwrap();
    }
    recovery::begin(&world.portal, &eve, ANA, Locale::En).await.unwrap();
    world.drain().await;
    let _ = recovery::finish(&world.portal, &ana, NEW).await.unwrap();
    let late = recovery::finish(&world.portal, &mallory, "another long password entirely").await;
    assert!(matches!(late, Err(Error::Gone(Rule::FlowOver))), "{late:?}");
    let told = recovery::resume(&world.portal, &eve).await.unwrap();
    assert!(matches!(told, Step::Code { .. }), "whoever has proven nothing is told nothing: {told:?}");
    world.drain().await;
}

#[tokio::test]
async fn two_browsers_at_once_change_one_password() {
    let world = TestPortal::new().await;
    world.person("Ana", ANA).await;
    let (laptop, phone) = (stranger("ana's laptop"), stranger("ana's phone"));
    for browser in [&laptop, &phone] {
        recovery::begin(&world.portal, browser, ANA, Locale::En).await.unwrap();
        let code = world.mail(ANA).await.code();
        recovery::confirm(&world.portal, browser, &code).await.unwrap();
    }
    let finish = |browser| recovery::finish(&world.portal, browser, NEW);
    let (one, two) = futures::join!(finish(&laptop), finish(&phone));
    let late = [one, two].into_iter().filter(|answer| matches!(answer, Err(Error::Gone(Rule::FlowOver)))).count();
    assert_eq!(late, 1);
    world.drain().await;
}

#[tokio::test]
async fn without_the_code_nothing_happens() {
    let world = TestPortal::new().await;
    world.person("Ana", ANA).await;
    let mallory = stranger("mallory's laptop");
    recovery::begin(&world.portal, &mallory, ANA, Locale::En).await.unwrap();
    world.drain().await;
    assert!(recovery::confirm(&world.portal, &mallory, "000000").await.is_err());
    assert!(matches!(recovery::finish(&world.portal, &mallory, NEW).await, Err(Error::Gone(Rule::FlowOver))));
}

#[tokio::test]
async fn a_stranger_cannot_tell_whose_address_is_known() {
    let world = TestPortal::new().await;
    world.person("Ana", ANA).await;
    let mut seen = Vec::new();
    for address in [ANA, "nobody@acme.example"] {
        let mallory = stranger(&format!("mallory after {address}"));
        let portal = &world.portal;
        let (begun, begin) = world.work(recovery::begin(portal, &mallory, address, Locale::En)).await;
        let (page, resume) = world.work(recovery::resume(portal, &mallory)).await;
        world.drain().await;
        let (wrong, confirm) = world.work(recovery::confirm(portal, &mallory, "000000")).await;
        let (finished, finish) = world.work(recovery::finish(portal, &mallory, NEW)).await;
        let said = format!("{begun:?} {page:?} {wrong:?} {finished:?}").replace(address, "…");
        seen.push((said, [begin, resume, confirm, finish]));
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(world.mail("nobody@acme.example").await.subject, "There is no account for this address");
}

#[tokio::test]
async fn what_was_proven_while_somebody_else_had_the_address_recovers_nothing() {
    let world = TestPortal::new().await;
    world.person("Ana", ANA).await;
    let before = stranger("ana's laptop");
    recovery::begin(&world.portal, &before, ANA, Locale::En).await.unwrap();
    let code = world.mail(ANA).await.code();
    recovery::confirm(&world.portal, &before, &code).await.unwrap();
    world.pass(time::Duration::minutes(1));
    world.arrange("update person set address = 'ana@home.example'").await;
    let another = world.person("Another Ana", ANA).await;
    world.session_of(&another, "her phone").await;
    let late = recovery::finish(&world.portal, &before, NEW).await;
    assert!(matches!(late, Err(Error::Gone(Rule::FlowOver))), "{late:?}");
    assert_eq!(world.sessions_of(&another).await, 1);
}
