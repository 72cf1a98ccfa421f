//! A company signs up in the browser.

use contract::{Flaw, Locale, PersonId, Rule};
use portal::{
    Error,
    access::Visitor,
    flow::Again,
    sign_up::{self, AddressKind, Answer, Confirmed, Introduction, Step},
};
use testkit::{TestPortal, stranger};
use time::Duration;

const ANA: &str = "ana@acme.example";
const PASSWORD: &str = "a quiet harbour at dawn";

async fn begin(world: &TestPortal, visitor: &Visitor, address: &str) -> Result<(), Error> {
    sign_up::begin(&world.portal, visitor, address, Locale::En, Answer::default()).await
}

fn introduction() -> Introduction<'static> {
    Introduction {
        name: "Ana Lindqvist",
        password: PASSWORD,
        accepts_terms: true,
        terms_version: "2026-01",
        locale: Locale::De,
        zone: "Europe/Vienna",
    }
}

async fn sign_up(world: &TestPortal, visitor: &Visitor, address: &str) -> PersonId {
    begin(world, visitor, address).await.unwrap();
    let code = world.mail(address).await.code();
    assert_eq!(sign_up::confirm(&world.portal, visitor, &code).await.unwrap(), Confirmed::New);
    sign_up::introduce(&world.portal, visitor, introduction()).await.unwrap().person
}

fn flaws(error: Error) -> Vec<(String, Flaw)> {
    match error {
        Error::Invalid(fields) => fields.into_iter().map(|problem| (problem.field.into_owned(), problem.flaw)).collect(),
        other => panic!("expected flaws, not {other:?}"),
    }
}

#[tokio::test]
async fn ana_signs_up_and_can_stop_and_go_on_at_every_page() {
    let world = TestPortal::new().await;
    let ana = stranger("ana's laptop");
    assert_eq!(sign_up::resume(&world.portal, &ana).await.unwrap(), Step::Address { challenge: None });

    begin(&world, &ana, "  Ana@Acme.example ").await.unwrap();
    world.pass(Duration::seconds(12));
    let step = sign_up::resume(&world.portal, &ana).await.unwrap();
    assert!(matches!(step, Step::Code { again: Again::In(left), .. } if left == Duration::seconds(18)), "{step:?}");

    let mail = world.mail(ANA).await;
    assert_eq!(mail.subject, "Your code for Northwind Cloud");
    assert_eq!(sign_up::confirm(&world.portal, &ana, &mail.code()).await.unwrap(), Confirmed::New);
    world.pass(Duration::hours(20));
    let step = sign_up::resume(&world.portal, &ana).await.unwrap();
    assert!(matches!(step, Step::Profile { kind: AddressKind::Work, .. }), "next morning she is still there: {step:?}");

    let now = sign_up::introduce(&world.portal, &ana, introduction()).await.unwrap();
    let (name, locale, zone, terms): (String, String, String, String) =
        sqlx::query_as("select name, locale, zone, terms_version from person where id = $1 and address = $2")
            .bind(now.person.0)
            .bind(ANA)
            .fetch_one(&mut world.superuser().await)
            .await
            .unwrap();
    assert_eq!((name.as_str(), locale.as_str(), zone.as_str(), terms.as_str()), ("Ana Lindqvist", "de", "Europe/Vienna", "2026-01"));
    let again = sign_up::introduce(&world.portal, &ana, introduction()).await;
    assert!(matches!(again, Err(Error::Gone(Rule::FlowOver))), "the page sent twice makes one person");
}

#[tokio::test]
async fn somebody_with_an_account_sees_the_same_and_is_signed_in_by_the_code() {
    let world = TestPortal::new().await;
    let person = world.person("Ana Lindqvist", ANA).await;
    let ana = stranger("ana's laptop");
    begin(&world, &ana, ANA).await.unwrap();
    let mail = world.mail(ANA).await;
    assert_eq!(mail.subject, "You already have an account with Northwind Cloud");
    let Confirmed::Known(now) = sign_up::confirm(&world.portal, &ana, &mail.code()).await.unwrap() else { panic!("she is known") };
    assert_eq!((now.person, now.next.unwrap().as_str()), (person.id, "/sign-up/organization"));
}

#[tokio::test]
async fn a_stranger_cannot_tell_whose_address_is_known() {
    let world = TestPortal::new().await;
    world.person("Ana Lindqvist", ANA).await;
    let mut seen = Vec::new();
    for address in [ANA, "nobody@acme.example"] {
        let mallory = stranger(&format!("mallory after {address}"));
        let portal = &world.portal;
        let (begun, begin) = world.work(begin(&world, &mallory, address)).await;
        let (page, resume) = world.work(sign_up::resume(portal, &mallory)).await;
        world.drain().await;
        let (wrong, confirm) = world.work(sign_up::confirm(portal, &mallory, "000000")).await;
        let page = format!("{page:?}").replace(address, "…");
        seen.push((format!("{begun:?} {wrong:?}"), page, begin, resume, confirm));
    }
    assert!(!seen[0].2.statements.is_empty());
    assert_eq!(seen[0], seen[1]);
}

#[tokio::test]
async fn every_flaw_of_the_third_page_is_told_at_once() {
    let world = TestPortal::new().await;
    let ana = stranger("ana's laptop");
    begin(&world, &ana, ANA).await.unwrap();
    let code = world.mail(ANA).await.code();
    sign_up::confirm(&world.portal, &ana, &code).await.unwrap();
    let typed = Introduction { name: "Visit evil.example now", password: "password1", accepts_terms: false, ..introduction() };
    let flaws = flaws(sign_up::introduce(&world.portal, &ana, typed).await.unwrap_err());
    let fields: Vec<&str> = flaws.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["name", "password", "terms"]);
    assert_eq!(world.portal.passwords.runs(), 0, "nothing is hashed for a form that fails");
}

#[tokio::test]
async fn only_the_terms_of_today_are_accepted() {
    let world = TestPortal::new().await;
    let ana = stranger("ana's laptop");
    begin(&world, &ana, ANA).await.unwrap();
    let code = world.mail(ANA).await.code();
    sign_up::confirm(&world.portal, &ana, &code).await.unwrap();
    for shown in ["2025-12", ""] {
        let refused = sign_up::introduce(&world.portal, &ana, Introduction { terms_version: shown, ..introduction() }).await;
        assert_eq!(flaws(refused.unwrap_err()), [("terms".to_owned(), Flaw::Expired)]);
    }
    let _ = sign_up::introduce(&world.portal, &ana, introduction()).await.unwrap();
}

#[tokio::test]
async fn what_was_proven_before_there_was_an_account_is_no_way_into_it() {
    let world = TestPortal::new().await;
    let library = stranger("a library's computer");
    begin(&world, &library, ANA).await.unwrap();
    let code = world.mail(ANA).await.code();
    sign_up::confirm(&world.portal, &library, &code).await.unwrap();
    world.pass(Duration::HOUR);
    sign_up(&world, &stranger("ana's laptop"), ANA).await;
    let late = sign_up::confirm(&world.portal, &library, "000000").await;
    assert!(matches!(late, Err(Error::Gone(Rule::FlowOver))), "{late:?}");
    assert!(matches!(sign_up::resume(&world.portal, &library).await.unwrap(), Step::Address { .. }));
}

#[tokio::test]
async fn a_ticket_goes_on_waiting_while_it_can_be_used() {
    let world = TestPortal::new().await;
    for guest in 0..20 {
        begin(&world, &stranger(&format!("browser {guest}")), &format!("guest{guest}@acme.example")).await.unwrap();
    }
    world.drain().await;
    let ana = stranger("ana's laptop");
    let first = async || match sign_up::first(&world.portal, &ana).await.unwrap() {
        Step::Address { challenge: Some(challenge) } => challenge,
        step => panic!("a challenge, not {step:?}"),
    };
    let again = async |ticket: &str| sign_up::challenge_again(&world.portal, &ana, first().await, ticket).await.unwrap();

    let ticket = first().await.ticket;
    world.pass(Duration::seconds(12));
    let kept = again(&ticket).await;
    assert_eq!((kept.ticket.as_str(), kept.wait), (ticket.as_str(), Duration::seconds(8)));
    for useless in ["", "1.2.3", &ticket[1..]] {
        let fresh = again(useless).await;
        assert!(fresh.ticket != useless && fresh.wait == Duration::seconds(20), "{fresh:?}");
    }
    world.pass(Duration::seconds(8));
    sign_up::begin(&world.portal, &ana, ANA, Locale::En, Answer { work: "", ticket: &ticket }).await.unwrap();
    assert_ne!(again(&ticket).await.ticket, ticket, "it is spent");
    let ticket = first().await.ticket;
    world.pass(Duration::minutes(15));
    assert_ne!(again(&ticket).await.ticket, ticket, "it is too old");
    world.drain().await;
}

#[tokio::test]
async fn nobody_is_made_of_an_address_that_is_not_proven() {
    let world = TestPortal::new().await;
    let mallory = stranger("mallory's laptop");
    begin(&world, &mallory, ANA).await.unwrap();
    world.drain().await;
    let early = sign_up::introduce(&world.portal, &mallory, introduction()).await;
    assert!(matches!(early, Err(Error::Gone(Rule::FlowOver))));
    assert_eq!(world.portal.passwords.runs(), 0);
}

#[tokio::test]
async fn two_browsers_at_once_make_one_person() {
    let world = TestPortal::new().await;
    let (laptop, phone) = (stranger("ana's laptop"), stranger("ana's phone"));
    for browser in [&laptop, &phone] {
        begin(&world, browser, ANA).await.unwrap();
        let code = world.mail(ANA).await.code();
        sign_up::confirm(&world.portal, browser, &code).await.unwrap();
    }
    let (one, two) =
        futures::join!(sign_up::introduce(&world.portal, &laptop, introduction()), sign_up::introduce(&world.portal, &phone, introduction()));
    let taken = [one, two].into_iter().filter(|answer| matches!(answer, Err(Error::Conflict(Rule::AddressTaken)))).count();
    assert_eq!(taken, 1);
}

#[tokio::test]
async fn a_crowded_address_block_must_work_or_wait() {
    let world = TestPortal::new().await;
    for guest in 0..20 {
        begin(&world, &stranger(&format!("browser {guest}")), &format!("guest{guest}@acme.example")).await.unwrap();
    }
    let ana = stranger("ana's laptop");
    let refused = begin(&world, &ana, ANA).await;
    assert!(matches!(refused, Err(Error::Conflict(Rule::ProofOfWorkNeeded))));
    let Step::Address { challenge: Some(challenge) } = sign_up::resume(&world.portal, &ana).await.unwrap() else { panic!("a challenge") };

    // With script: altcha's worker solves it.
    let work = solve(&challenge.work);
    let answer = Answer { work: &work, ticket: "" };
    sign_up::begin(&world.portal, &ana, ANA, Locale::En, answer).await.unwrap();
    let again = sign_up::begin(&world.portal, &stranger("another"), "b@acme.example", Locale::En, answer).await;
    assert!(matches!(again, Err(Error::Conflict(Rule::ProofOfWorkNeeded))), "a proof is good once");

    // Without: it waits.
    let bob = stranger("bob's laptop");
    let answer = Answer { work: "", ticket: &challenge.ticket };
    let early = sign_up::begin(&world.portal, &bob, "bob@acme.example", Locale::En, answer).await;
    assert!(matches!(early, Err(Error::Limited(left)) if left.as_secs() == 20), "{early:?}");
    world.pass(challenge.wait);
    sign_up::begin(&world.portal, &bob, "bob@acme.example", Locale::En, answer).await.unwrap();
    let again = sign_up::begin(&world.portal, &bob, "bob2@acme.example", Locale::En, answer).await;
    assert!(matches!(again, Err(Error::Conflict(Rule::ProofOfWorkNeeded))), "a ticket is good once");
    world.drain().await;
}

#[tokio::test]
async fn a_proof_cannot_be_made_up_carried_elsewhere_or_kept() {
    let world = TestPortal::new().await;
    for guest in 0..20 {
        begin(&world, &stranger(&format!("browser {guest}")), &format!("guest{guest}@acme.example")).await.unwrap();
    }
    let ana = stranger("ana's laptop");
    let Step::Address { challenge: Some(challenge) } = sign_up::resume(&world.portal, &ana).await.unwrap() else { panic!("a challenge") };
    let solved = solve(&challenge.work);
    let easier = solve(&challenge.work.replace("\"cost\":5000", "\"cost\":1"));
    let (head, _) = challenge.ticket.rsplit_once('.').unwrap();
    let earlier = challenge.ticket.replacen(|c: char| c.is_ascii_digit(), "0", 1);
    world.pass(Duration::minutes(5));
    for answer in [
        Answer { work: &easier, ticket: "" },
        Answer { work: "no base64", ticket: &challenge.ticket },
        Answer { work: "e30=", ticket: "" },
        Answer { work: "", ticket: head },
        Answer { work: "", ticket: &earlier },
        Answer { work: "", ticket: "1.2.3" },
    ] {
        let refused = sign_up::begin(&world.portal, &ana, ANA, Locale::En, answer).await;
        assert!(matches!(refused, Err(Error::Conflict(Rule::ProofOfWorkNeeded))), "{answer:?}: {refused:?}");
    }
    world.pass(Duration::minutes(10));
    let late = sign_up::begin(&world.portal, &ana, ANA, Locale::En, Answer { work: &solved, ticket: "" }).await;
    assert!(matches!(late, Err(Error::Conflict(Rule::ProofOfWorkNeeded))));
    world.drain().await;
}

/// As altcha's worker does.
fn solve(challenge: &str) -> String {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let challenge: altcha::Challenge = serde_json::from_str(challenge).unwrap();
    let solution = altcha::solve_challenge(altcha::SolveChallengeOptions::new(&challenge)).unwrap().unwrap();
    STANDARD.encode(serde_json::to_vec(&altcha::Payload { challenge, solution }).unwrap())
}

#[tokio::test]
async fn the_last_page_guesses_the_company_and_shows_who_welcomes_her() {
    let world = TestPortal::new().await;
    let owner = world.person("Olga", "olga@acme.example").await;
    let org = world.org("Acme", "acme", &owner).await;
    let ana = world.person("Ana", ANA).await;
    let step = sign_up::organization_step(&world.portal, &ana.visitor()).await.unwrap();
    assert_eq!((step.is_first, step.name.as_str(), step.slug.as_str(), step.welcoming.len()), (true, "Acme", "acme-2", 0));
    assert!(!sign_up::organization_step(&world.portal, &owner.visitor()).await.unwrap().is_first);

    sqlx::query("update organization set ask_to_join = true").execute(&mut world.superuser().await).await.unwrap();
    let step = sign_up::organization_step(&world.portal, &ana.visitor()).await.unwrap();
    assert_eq!((step.welcoming[0].org, step.welcoming[0].requested), (org, false));

    let elsewhere = world.person("Eve", "eve@gmail.com").await;
    let step = sign_up::organization_step(&world.portal, &elsewhere.visitor()).await.unwrap();
    assert_eq!((step.name.as_str(), step.kind, step.welcoming.len()), ("", AddressKind::Consumer, 0));
}

#[tokio::test]
async fn whoever_signed_up_can_sign_in() {
    let world = TestPortal::new().await;
    let ana = stranger("ana's laptop");
    let person = sign_up(&world, &ana, ANA).await;
    portal::sign_in::begin(&world.portal, &ana, ANA, Locale::En, None).await.unwrap();
    assert_eq!(portal::sign_in::by_password(&world.portal, &ana, PASSWORD).await.unwrap().person, person);
}
