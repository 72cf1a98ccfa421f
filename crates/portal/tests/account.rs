//! One's own account.

use contract::{Flaw, Locale, Rule};
use portal::{
    Error,
    account::{self, AddressChange},
    audit::PersonEvent,
    flow::Again,
    recovery,
};
use testkit::{PASSWORD, Person, TestPortal, stranger};

const ANA: &str = "ana@acme.example";
const NEW_ADDRESS: &str = "ana@globex.example";
const NEW: &str = "seven herons over the marsh";

async fn recorded(world: &TestPortal, person: &Person) -> Vec<PersonEvent> {
    let page = account::record(&world.portal, &person.visitor(), None).await.unwrap();
    page.lines.into_iter().map(|line| line.event).collect()
}

fn flaws(error: Error) -> Vec<(String, Flaw)> {
    match error {
        Error::Invalid(fields) => fields.into_iter().map(|problem| (problem.field.into_owned(), problem.flaw)).collect(),
        other => panic!("expected flaws, not {other:?}"),
    }
}

#[tokio::test]
async fn a_new_name_reaches_every_organisation() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana", ANA).await;
    for (name, slug) in [("Acme", "acme"), ("Globex", "globex")] {
        world.org(name, slug, &ana).await;
    }
    account::change_profile(&world.portal, &ana.visitor(), "Ana Lindqvist", "de", "europe/vienna").await.unwrap();
    world.drain().await;
    let names: Vec<(String,)> = sqlx::query_as("select display_name from membership").fetch_all(&mut world.superuser().await).await.unwrap();
    assert_eq!(names, [("Ana Lindqvist".into(),), ("Ana Lindqvist".into(),)]);
    let profile = account::profile(&world.portal, &ana.visitor()).await.unwrap();
    assert_eq!((profile.name.as_str(), profile.zone.as_str()), ("Ana Lindqvist", "Europe/Vienna"));
    assert_eq!(recorded(&world, &ana).await, [PersonEvent::ProfileChanged]);

    let typed = account::change_profile(&world.portal, &ana.visitor(), "www.evil.example", "fr", "Mars/Olympus").await;
    let fields: Vec<String> = flaws(typed.unwrap_err()).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["name", "locale", "zone"]);
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_ends_other_sessions() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana", ANA).await;
    world.session_of(&ana, "a forgotten tablet").await;
    let visitor = ana.visitor();
    let wrong = account::change_password(&world.portal, &visitor, "not my password", NEW).await;
    assert_eq!(flaws(wrong.unwrap_err()), [("current".to_owned(), Flaw::Wrong)]);
    let weak = account::change_password(&world.portal, &visitor, PASSWORD, "ana@acme").await;
    assert!(matches!(flaws(weak.unwrap_err())[..], [(_, Flaw::TooWeak { .. })]));
    assert_eq!(world.sessions_of(&ana).await, 1);

    account::change_password(&world.portal, &visitor, PASSWORD, NEW).await.unwrap();
    assert_eq!(world.sessions_of(&ana).await, 0);
    assert_eq!(world.mail(ANA).await.subject, "Your password for Northwind Cloud was changed");
    assert_eq!(recorded(&world, &ana).await, [PersonEvent::PasswordChanged]);
}

#[tokio::test]
async fn an_old_password_does_not_override_a_recovery_that_ends_first() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana", ANA).await;
    // As if she had recovered it between the look at the old one and the change: trying it counts, then it is compared.
    let meanwhile = "begin update person set generation = generation + 1; return new; end";
    let function = "create function meanwhile() returns trigger language plpgsql security definer set search_path = public";
    world.arrange(&format!("{function} as $$ {meanwhile} $$")).await;
    world.arrange("create trigger meanwhile before insert on throttle for each row execute function meanwhile()").await;
    let changed = account::change_password(&world.portal, &ana.visitor(), PASSWORD, NEW).await;
    assert!(matches!(changed, Err(Error::Unauthenticated)), "{changed:?}");
    assert_eq!(recorded(&world, &ana).await, []);
}

#[tokio::test]
async fn a_session_left_open_does_not_let_anybody_guess_the_password_for_long() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana", ANA).await;
    for _ in 0..40 {
        assert!(account::change_password(&world.portal, &ana.visitor(), "a guess", NEW).await.is_err());
    }
    let right = account::change_password(&world.portal, &ana.visitor(), PASSWORD, NEW).await;
    assert!(matches!(right, Err(Error::Limited(_))));
}

#[tokio::test]
async fn a_password_that_was_not_tried_is_not_a_wrong_one() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana", ANA).await;
    let crowd = world.crowd_of_known().await;
    for _ in 0..45 {
        let busy = account::change_password(&world.portal, &ana.visitor(), PASSWORD, NEW).await;
        assert!(matches!(busy, Err(Error::Unavailable(_))), "{busy:?}");
    }
    drop(crowd);
    account::change_password(&world.portal, &ana.visitor(), PASSWORD, NEW).await.unwrap();
    world.drain().await;
}

#[tokio::test]
async fn a_recovery_that_was_proven_elsewhere_ends_when_the_password_changes() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana", ANA).await;
    let mallory = stranger("mallory at ana's mailbox");
    recovery::begin(&world.portal, &mallory, ANA, Locale::En).await.unwrap();
    let code = world.mail(ANA).await.code();
    recovery::confirm(&world.portal, &mallory, &code).await.unwrap();
    account::change_password(&world.portal, &ana.visitor(), PASSWORD, NEW).await.unwrap();
    let late = recovery::finish(&world.portal, &mallory, "another long password entirely").await;
    assert!(matches!(late, Err(Error::Gone(Rule::FlowOver))), "{late:?}");
    world.drain().await;
}

#[tokio::test]
async fn moving_to_another_address_takes_a_code_from_both() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana", ANA).await;
    world.org("Acme", "acme", &ana).await;
    world.session_of(&ana, "a forgotten tablet").await;
    let (portal, visitor) = (&world.portal, ana.visitor());
    let same = account::change_address(portal, &visitor, ANA).await;
    assert_eq!(flaws(same.unwrap_err()), [("address".to_owned(), Flaw::Unchanged)]);

    account::change_address(portal, &visitor, NEW_ADDRESS).await.unwrap();
    let (current, new) = (world.mail(ANA).await, world.mail(NEW_ADDRESS).await);
    assert!(current.text.contains(NEW_ADDRESS), "the present address is told where the account would go:\n{}", current.text);

    let half = account::confirm_address(portal, &visitor, &current.code(), "000000").await;
    assert_eq!(flaws(half.unwrap_err()), [("code".to_owned(), Flaw::Wrong)]);
    let AddressChange::Proving(proofs) = account::resume_address_change(portal, &visitor).await.unwrap() else { panic!("under way") };
    assert!(proofs.current.is_none() && proofs.new.is_some(), "the right code need not be typed again");

    world.pass(time::Duration::minutes(1));
    account::confirm_address(portal, &visitor, "", &new.code()).await.unwrap();
    assert_eq!(account::profile(portal, &visitor).await.unwrap().address.as_str(), NEW_ADDRESS);
    assert_eq!(world.sessions_of(&ana).await, 0);
    for address in [ANA, NEW_ADDRESS] {
        assert_eq!(world.mail(address).await.subject, "Your address for Northwind Cloud was changed");
    }
    let carried: (String,) = sqlx::query_as("select address from membership").fetch_one(&mut world.superuser().await).await.unwrap();
    assert_eq!(carried.0, NEW_ADDRESS);
    assert_eq!(recorded(&world, &ana).await, [PersonEvent::AddressChanged { before: ANA.into(), after: NEW_ADDRESS.into() }]);
}

#[tokio::test]
async fn half_a_move_is_not_kept_ready_by_beginning_it_again() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana", ANA).await;
    let (portal, visitor) = (&world.portal, ana.visitor());
    account::change_address(portal, &visitor, NEW_ADDRESS).await.unwrap();
    let current = world.mail(ANA).await.code();
    let half = account::confirm_address(portal, &visitor, &current, "000000").await;
    assert_eq!(flaws(half.unwrap_err()), [("code".to_owned(), Flaw::Wrong)]);
    for proven in [true, true, false] {
        world.pass(time::Duration::minutes(10));
        account::change_address(portal, &visitor, NEW_ADDRESS).await.unwrap();
        let AddressChange::Proving(proofs) = account::resume_address_change(portal, &visitor).await.unwrap() else { panic!("under way") };
        assert_eq!(proofs.current.is_none(), proven);
    }
    world.drain().await;
}

#[tokio::test]
async fn somebody_elses_address_can_be_asked_for_but_not_had_and_the_page_says_nothing() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana", ANA).await;
    world.person("Bob", "bob@acme.example").await;
    let mut seen = Vec::new();
    for address in ["bob@acme.example", "nobody@acme.example"] {
        let (asked, work) = world.work(account::change_address(&world.portal, &ana.visitor(), address)).await;
        world.drain().await;
        let step = account::resume_address_change(&world.portal, &ana.visitor()).await.unwrap();
        let wrong = account::confirm_address(&world.portal, &ana.visitor(), "000000", "000000").await;
        account::cancel_address_change(&world.portal, &ana.visitor()).await.unwrap();
        seen.push((format!("{asked:?} {step:?} {wrong:?}").replace(address, "…"), work));
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(world.mail("bob@acme.example").await.subject, "Somebody wants to use this address");
}

#[tokio::test]
async fn a_mailbox_that_has_had_its_mails_keeps_no_mail_from_the_other() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana", ANA).await;
    let (portal, visitor) = (&world.portal, ana.visitor());
    account::change_address(portal, &visitor, NEW_ADDRESS).await.unwrap();
    for browser in 0..7 {
        recovery::begin(portal, &stranger(&format!("mallory's browser {browser}")), NEW_ADDRESS, Locale::En).await.unwrap();
    }
    assert_eq!((world.mails(NEW_ADDRESS).await.len(), world.mails(ANA).await.len()), (8, 1));
    let early = account::mail_address_codes(portal, &visitor).await;
    assert!(matches!(early, Err(Error::Limited(left)) if left.as_secs() == 30), "{early:?}");
    world.pass(time::Duration::minutes(1));
    account::mail_address_codes(portal, &visitor).await.unwrap();
    assert_eq!((world.mails(NEW_ADDRESS).await.len(), world.mails(ANA).await.len()), (8, 2));
    let AddressChange::Proving(proofs) = account::resume_address_change(portal, &visitor).await.unwrap() else { panic!("under way") };
    assert_eq!((proofs.new, matches!(proofs.current, Some(Again::In(_)))), (Some(Again::Now), true), "it may be asked for again at once");
    assert!(matches!(account::mail_address_codes(portal, &visitor).await, Err(Error::Limited(_))));
}

#[tokio::test]
async fn an_address_taken_meanwhile_is_not_moved_to() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana", ANA).await;
    account::change_address(&world.portal, &ana.visitor(), NEW_ADDRESS).await.unwrap();
    let (current, new) = (world.mail(ANA).await.code(), world.mail(NEW_ADDRESS).await.code());
    world.person("Somebody faster", NEW_ADDRESS).await;
    let late = account::confirm_address(&world.portal, &ana.visitor(), &current, &new).await;
    assert!(matches!(late, Err(Error::Conflict(Rule::AddressTaken))));
}

#[tokio::test]
async fn ana_sees_where_she_is_signed_in_and_ends_it() {
    let world = TestPortal::new().await;
    let (ana, bob) = (world.person("Ana", ANA).await, world.person("Bob", "bob@acme.example").await);
    let tablet = world.session_of(&ana, "a forgotten tablet").await;
    let bobs = world.session_of(&bob, "bob's laptop").await;
    let sessions = account::sessions(&world.portal, &ana.visitor()).await.unwrap();
    assert_eq!(sessions.len(), 1);
    assert_eq!((sessions[0].device.as_str(), sessions[0].place.unwrap().to_string().as_str()), ("a forgotten tablet", "192.0.2.0/24"));

    assert!(matches!(account::revoke(&world.portal, &ana.visitor(), bobs).await, Err(Error::NotFound)));
    account::revoke(&world.portal, &ana.visitor(), tablet).await.unwrap();
    assert!(matches!(account::revoke(&world.portal, &ana.visitor(), tablet).await, Err(Error::NotFound)));
    assert_eq!((world.sessions_of(&ana).await, world.sessions_of(&bob).await), (0, 1));
    assert_eq!(recorded(&world, &ana).await, [PersonEvent::SessionRevoked { device: "a forgotten tablet".into() }]);

    world.session_of(&ana, "one").await;
    world.session_of(&ana, "two").await;
    account::sign_out_everywhere(&world.portal, &ana.visitor()).await.unwrap();
    assert_eq!((world.sessions_of(&ana).await, world.sessions_of(&bob).await), (0, 1));
}

#[tokio::test]
async fn the_record_is_ones_own_and_comes_in_pages() {
    let world = TestPortal::new().await;
    let (ana, bob) = (world.person("Ana", ANA).await, world.person("Bob", "bob@acme.example").await);
    for _ in 0..60 {
        world.pass(time::Duration::minutes(1));
        account::sign_out(&world.portal, &ana.visitor()).await.unwrap();
    }
    let newest = account::record(&world.portal, &ana.visitor(), None).await.unwrap();
    assert_eq!(newest.lines.len(), 50);
    let oldest = account::record(&world.portal, &ana.visitor(), newest.older).await.unwrap();
    assert_eq!((oldest.lines.len(), oldest.older), (10, None));
    assert!(newest.lines.iter().chain(&oldest.lines).map(|line| line.at).rev().is_sorted());
    assert!(recorded(&world, &bob).await.is_empty());
}
