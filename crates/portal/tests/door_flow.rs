//! How an address is proven, and by whom.

use contract::{EmailAddress, Flaw, Locale, Rule};
use portal::{
    Error, Portal,
    access::Visitor,
    flow::{self, Asked, Flow, ProvenBy, Purpose, Stage},
    secret::{Secret, ServerKey},
};
use testkit::{TestPortal, stranger};
use time::Duration;

const ANA: &str = "ana@acme.example";

fn asked(address: &str) -> Asked {
    Asked { address: EmailAddress::parse(address).unwrap(), person: None, locale: Locale::En, next: None }
}

async fn ask(world: &TestPortal, visitor: &Visitor) {
    flow::ask(&world.portal, visitor, Purpose::Invitation, &asked(ANA)).await.unwrap();
}

async fn prove(world: &TestPortal, visitor: &Visitor, code: &str) -> Result<Flow, Error> {
    flow::prove(&world.portal, visitor, Purpose::Invitation, code).await
}

fn flaw(error: &Error) -> Option<&Flaw> {
    match error {
        Error::Invalid(fields) => fields.first().map(|problem| &problem.flaw),
        _ => None,
    }
}

/// Six digits that are not these.
fn other_than(code: &str) -> &'static str {
    if code == "111111" { "222222" } else { "111111" }
}

fn secret_of(link: &str) -> Secret {
    Secret::parse(link.rsplit('/').next().unwrap()).unwrap()
}

#[tokio::test]
async fn ana_proves_her_address_by_the_code_in_her_mail() {
    let world = TestPortal::new().await;
    let ana = stranger("ana's laptop");
    ask(&world, &ana).await;
    assert_eq!(flow::verified(&world.portal, &ana, Purpose::Invitation).await.unwrap(), None);

    let code = world.mail(ANA).await.code();
    let flow = prove(&world, &ana, &format!(" {} {}", &code[..3], &code[3..])).await.unwrap();
    assert_eq!(flow.stage, Stage::Proven(ProvenBy::Code));
    assert_eq!(flow::verified(&world.portal, &ana, Purpose::Invitation).await.unwrap(), Some(flow.address));
    assert_eq!(flow::verified(&world.portal, &ana, Purpose::SignUp).await.unwrap(), None, "a proof for one purpose is none for another");
}

#[tokio::test]
async fn the_code_is_of_no_use_in_another_browser() {
    let world = TestPortal::new().await;
    let (ana, mallory) = (stranger("ana's laptop"), stranger("mallory's laptop"));
    ask(&world, &ana).await;
    let code = world.mail(ANA).await.code();
    assert!(matches!(prove(&world, &mallory, &code).await, Err(Error::Gone(Rule::FlowOver))));

    ask(&world, &mallory).await;
    let hers = world.mail(ANA).await.code();
    assert_ne!(code, hers);
    assert_eq!(flaw(&prove(&world, &mallory, &code).await.unwrap_err()), Some(&Flaw::Wrong));
    assert!(prove(&world, &ana, &code).await.is_ok(), "what mallory asked for burnt nothing of ana's");
}

#[tokio::test]
async fn five_wrong_codes_spend_it_and_a_new_one_has_five_tries_again() {
    let world = TestPortal::new().await;
    let ana = stranger("ana's laptop");
    ask(&world, &ana).await;
    let code = world.mail(ANA).await.code();
    for _ in 0..5 {
        assert_eq!(flaw(&prove(&world, &ana, other_than(&code)).await.unwrap_err()), Some(&Flaw::Wrong));
    }
    assert!(matches!(prove(&world, &ana, &code).await, Err(Error::Conflict(Rule::CodeSpent))));

    world.pass(Duration::seconds(30));
    flow::mail(&world.portal, &ana, Purpose::Invitation).await.unwrap();
    let code = world.mail(ANA).await.code();
    assert!(prove(&world, &ana, &code).await.is_ok());
}

#[tokio::test]
async fn what_is_no_code_costs_no_try() {
    let world = TestPortal::new().await;
    let ana = stranger("ana's laptop");
    ask(&world, &ana).await;
    let code = world.mail(ANA).await.code();
    for typed in ["", "12345", "abcdef", "1234567", "١٢٣٤٥٦"] {
        assert!(matches!(flaw(&prove(&world, &ana, typed).await.unwrap_err()), Some(Flaw::Missing | Flaw::Malformed)), "{typed}");
    }
    assert!(prove(&world, &ana, &code).await.is_ok());
}

#[tokio::test]
async fn a_code_works_for_ten_minutes() {
    let world = TestPortal::new().await;
    let ana = stranger("ana's laptop");
    ask(&world, &ana).await;
    let code = world.mail(ANA).await.code();
    world.pass(Duration::minutes(10));
    assert_eq!(flaw(&prove(&world, &ana, &code).await.unwrap_err()), Some(&Flaw::Expired));
}

#[tokio::test]
async fn the_link_is_seen_by_anybody_and_used_only_where_it_was_asked_for() {
    let world = TestPortal::new().await;
    let (ana, scanner) = (stranger("ana's laptop"), stranger("a mail scanner"));
    ask(&world, &ana).await;
    let mail = world.mail(ANA).await;
    let secret = secret_of(&mail.link());

    assert!(flow::linked(&world.portal, &scanner, &secret).await.unwrap().is_none());
    assert!(matches!(flow::by_link(&world.portal, &scanner, &secret).await, Err(Error::Gone(Rule::FlowOver))));
    assert_eq!(flow::verified(&world.portal, &ana, Purpose::Invitation).await.unwrap(), None);

    let seen = flow::linked(&world.portal, &ana, &secret).await.unwrap().unwrap();
    assert_eq!((seen.purpose, seen.address.as_str()), (Purpose::Invitation, ANA));
    assert_eq!(flow::verified(&world.portal, &ana, Purpose::Invitation).await.unwrap(), None, "looking is not proving");
    assert_eq!(flow::by_link(&world.portal, &ana, &secret).await.unwrap().stage, Stage::Proven(ProvenBy::Link));
}

#[tokio::test]
async fn further_mails_take_longer_each_and_are_five_at_most() {
    let world = TestPortal::new().await;
    let ana = stranger("ana's laptop");
    ask(&world, &ana).await;
    ask(&world, &ana).await;
    assert_eq!(world.mails(ANA).await.len(), 1, "asked twice in a breath, one mail is on its way");
    for wait in [30, 60, 120, 240] {
        world.pass(Duration::seconds(wait - 1));
        let early = flow::mail(&world.portal, &ana, Purpose::Invitation).await;
        assert!(matches!(early, Err(Error::Limited(left)) if left.as_secs() == 1), "{early:?}");
        world.pass(Duration::seconds(1));
        flow::mail(&world.portal, &ana, Purpose::Invitation).await.unwrap();
        world.drain().await;
    }
    world.pass(Duration::minutes(20));
    assert!(matches!(flow::mail(&world.portal, &ana, Purpose::Invitation).await, Err(Error::Limited(_))));
    assert_eq!(world.mails(ANA).await.len(), 5);
}

#[tokio::test]
async fn only_the_newest_mail_counts_and_one_that_is_overtaken_is_not_sent() {
    let world = TestPortal::new().await;
    let ana = stranger("ana's laptop");
    ask(&world, &ana).await;
    let first = world.mail(ANA).await.code();
    world.pass(Duration::seconds(30));
    flow::mail(&world.portal, &ana, Purpose::Invitation).await.unwrap();
    world.pass(Duration::minutes(1));
    flow::mail(&world.portal, &ana, Purpose::Invitation).await.unwrap();
    let mails = world.mails(ANA).await;
    assert_eq!(mails.len(), 2);
    let second = mails[1].code();
    assert_eq!(flaw(&prove(&world, &ana, &first).await.unwrap_err()), Some(&Flaw::Wrong));
    assert!(prove(&world, &ana, &second).await.is_ok());
}

#[tokio::test]
async fn a_stranger_cannot_bury_a_mailbox_however_many_browsers_they_open() {
    let world = TestPortal::new().await;
    let mut sent = 0;
    for browser in 0..20 {
        let asked = flow::ask(&world.portal, &stranger(&format!("browser {browser}")), Purpose::SignUp, &asked(ANA)).await;
        match asked {
            Ok(()) => sent += 1,
            Err(error) => assert!(matches!(error, Error::Limited(_))),
        }
    }
    assert_eq!((sent, world.mails(ANA).await.len()), (8, 8));
    world.pass(Duration::HOUR);
    ask(&world, &stranger("an hour later")).await;
    world.drain().await;
}

#[tokio::test]
async fn many_at_once_guess_no_more_than_five_times() {
    let world = TestPortal::new().await;
    let ana = stranger("ana's laptop");
    ask(&world, &ana).await;
    let code = world.mail(ANA).await.code();
    let guesses = (0..30).map(|_| prove(&world, &ana, other_than(&code)));
    let answers = futures::future::join_all(guesses).await;
    let wrong = answers.iter().filter(|answer| matches!(flaw(answer.as_ref().unwrap_err()), Some(Flaw::Wrong))).count();
    assert_eq!(wrong, 5);
}

#[tokio::test]
async fn wrong_codes_for_an_address_are_sixty_a_day_over_all_its_flows() {
    let world = TestPortal::new().await;
    let (mallory, ana) = (stranger("mallory's laptop"), stranger("ana's laptop"));
    ask(&world, &mallory).await;
    let code = world.mail(ANA).await.code();
    let guess = async || prove(&world, &mallory, other_than(&code)).await.unwrap_err();
    assert_eq!(flaw(&guess().await), Some(&Flaw::Wrong));
    world.arrange("update throttle set count = 59 where kind = 'code_for_account'").await;
    assert_eq!(flaw(&guess().await), Some(&Flaw::Wrong), "the sixtieth");

    ask(&world, &ana).await;
    let code = world.mail(ANA).await.code();
    assert!(matches!(prove(&world, &ana, &code).await, Err(Error::Limited(_))));
    world.pass(Duration::DAY);
    ask(&world, &ana).await;
    let code = world.mail(ANA).await.code();
    assert!(prove(&world, &ana, &code).await.is_ok());
}

#[tokio::test]
async fn a_code_is_kept_under_the_servers_key_and_is_none_under_another() {
    let world = TestPortal::new().await;
    let ana = stranger("ana's laptop");
    ask(&world, &ana).await;
    let code = world.mail(ANA).await.code();
    let with_another_key = Portal { key: ServerKey::new([8; 32]), ..world.portal.clone() };
    let refused = flow::prove(&with_another_key, &ana, Purpose::Invitation, &code).await.unwrap_err();
    assert_eq!(flaw(&refused), Some(&Flaw::Wrong));
    assert!(prove(&world, &ana, &code).await.is_ok());
}

#[tokio::test]
async fn another_address_begins_anew() {
    let world = TestPortal::new().await;
    let ana = stranger("ana's laptop");
    ask(&world, &ana).await;
    let code = world.mail(ANA).await.code();
    flow::ask(&world.portal, &ana, Purpose::Invitation, &asked("ana@globex.example")).await.unwrap();
    world.drain().await;
    assert_eq!(flaw(&prove(&world, &ana, &code).await.unwrap_err()), Some(&Flaw::Wrong));
}

#[tokio::test]
async fn a_proof_is_kept_alive_neither_by_naming_the_address_again_nor_by_its_link() {
    let world = TestPortal::new().await;
    world.person("Ana", ANA).await;
    let (ana, portal) = (stranger("ana's laptop"), &world.portal);
    flow::ask(portal, &ana, Purpose::Recovery, &asked(ANA)).await.unwrap();
    let secret = secret_of(&world.mail(ANA).await.link());
    flow::by_link(portal, &ana, &secret).await.unwrap();
    world.pass(Duration::minutes(9));
    flow::by_link(portal, &ana, &secret).await.unwrap();
    for _ in 0..2 {
        world.pass(Duration::minutes(10));
        flow::ask(portal, &ana, Purpose::Recovery, &asked(ANA)).await.unwrap();
        assert!(flow::verified(portal, &ana, Purpose::Recovery).await.unwrap().is_some());
    }
    world.pass(Duration::minutes(1));
    assert_eq!(flow::verified(portal, &ana, Purpose::Recovery).await.unwrap(), None);
    flow::ask(portal, &ana, Purpose::Recovery, &asked(ANA)).await.unwrap();
    assert_eq!(world.mails(ANA).await.len(), 2, "from then on it takes another mail");
}
