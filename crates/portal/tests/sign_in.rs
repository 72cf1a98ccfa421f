//! Somebody comes back.

use contract::{Flaw, LocalPath, Locale, Rule};
use portal::{
    Error, Result,
    access::{SignedIn, Visitor},
    account,
    flow::{self, Purpose},
    recovery,
    secret::SecretHash,
    session::Proof,
    sign_in::{self, SignedInNow, Step},
};
use testkit::{PASSWORD, TestPortal, stranger};
use time::Duration;

const ANA: &str = "ana@acme.example";

async fn begin(world: &TestPortal, visitor: &Visitor, address: &str) {
    let next = LocalPath::parse("/o/acme/members").ok();
    sign_in::begin(&world.portal, visitor, address, Locale::En, next).await.unwrap();
}

async fn by_password(world: &TestPortal, visitor: &Visitor, password: &str) -> Result<SignedInNow> {
    sign_in::by_password(&world.portal, visitor, password).await
}

fn is_wrong(answer: &Result<SignedInNow>) -> bool {
    matches!(answer, Err(Error::Invalid(fields)) if fields[0].flaw == Flaw::Wrong)
}

/// A browser that has signed in as Ana before.
async fn known(world: &TestPortal, browser: &str, person: contract::PersonId) -> Visitor {
    let hash = SecretHash::of(format!("{browser}'s long cookie").as_bytes());
    let visitor = Visitor { browser: Some(hash), ..stranger(browser) };
    let now = SignedInNow { person, by: Proof::Password, generation: None, next: None };
    portal::browser::remember(&world.portal, hash, &now).await.unwrap();
    visitor
}

#[tokio::test]
async fn ana_signs_in_by_password_and_goes_on_where_she_was_going() {
    let world = TestPortal::new().await;
    let person = world.person("Ana", ANA).await;
    let ana = stranger("ana's laptop");
    assert_eq!(sign_in::resume(&world.portal, &ana).await.unwrap(), Step::Address);
    begin(&world, &ana, ANA).await;
    assert!(is_wrong(&by_password(&world, &ana, "not my password").await));

    let now = by_password(&world, &ana, PASSWORD).await.unwrap();
    assert_eq!((now.person, now.by, now.next.unwrap().as_str()), (person.id, Proof::Password, "/o/acme/members"));
    assert!(matches!(by_password(&world, &ana, PASSWORD).await, Err(Error::Gone(Rule::FlowOver))), "a flow ends with its sign-in");
}

#[tokio::test]
async fn ana_signs_in_by_a_code() {
    let world = TestPortal::new().await;
    let person = world.person("Ana", ANA).await;
    let ana = stranger("ana's laptop");
    begin(&world, &ana, ANA).await;
    sign_in::mail_code(&world.portal, &ana).await.unwrap();
    let code = world.mail(ANA).await.code();
    let now = sign_in::by_code(&world.portal, &ana, &code).await.unwrap();
    assert_eq!((now.person, now.by), (person.id, Proof::Code));
}

#[tokio::test]
async fn one_code_signs_in_once() {
    let world = TestPortal::new().await;
    world.person("Ana", ANA).await;
    let ana = stranger("ana's laptop");
    begin(&world, &ana, ANA).await;
    sign_in::mail_code(&world.portal, &ana).await.unwrap();
    let code = world.mail(ANA).await.code();
    let answers = futures::future::join_all((0..8).map(|_| sign_in::by_code(&world.portal, &ana, &code))).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
}

#[tokio::test]
async fn a_stranger_cannot_tell_whose_address_is_known() {
    let world = TestPortal::new().await;
    world.person("Ana", ANA).await;
    let without_password = world.person("Cem", "cem@acme.example").await;
    sqlx::query("delete from person_password where person_id = $1").bind(without_password.id.0).execute(&mut world.superuser().await).await.unwrap();
    let mut seen = Vec::new();
    for address in [ANA, "cem@acme.example", "nobody@acme.example"] {
        let mallory = stranger(&format!("mallory after {address}"));
        let portal = &world.portal;
        let (_, named) = world.work(begin(&world, &mallory, address)).await;
        let (page, resumed) = world.work(sign_in::resume(portal, &mallory)).await;
        let (wrong, guessed) = world.work(by_password(&world, &mallory, "a guess at it")).await;
        let (mailed, asked) = world.work(sign_in::mail_code(portal, &mallory)).await;
        world.drain().await;
        let (no_code, tried) = world.work(sign_in::by_code(portal, &mallory, "000000")).await;
        world.pass(Duration::minutes(10));
        let (too_late, late) = world.work(sign_in::by_code(portal, &mallory, "000000")).await;
        let said = format!("{page:?} {wrong:?} {mailed:?} {no_code:?} {too_late:?}").replace(address, "…");
        assert_eq!(guessed.argon2, 1);
        seen.push((said, [named, resumed, guessed, asked, tried, late]));
    }
    assert_eq!(seen[0], seen[2]);
    assert_eq!(seen[1], seen[2]);
    assert!(world.mail("nobody@acme.example").await.subject.contains("no account"));
}

#[tokio::test]
async fn a_known_browser_remembers_how_and_a_stranger_is_told_nothing() {
    let world = TestPortal::new().await;
    let person = world.person("Ana", ANA).await;
    let ana = known(&world, "ana's laptop", person.id).await;
    let by_code = SignedInNow { person: person.id, by: Proof::Code, generation: None, next: None };
    portal::browser::remember(&world.portal, ana.browser.unwrap(), &by_code).await.unwrap();
    for (visitor, expected) in [(&ana, Proof::Code), (&stranger("mallory's laptop"), Proof::Password)] {
        begin(&world, visitor, ANA).await;
        let Step::Prove { preferred, .. } = sign_in::resume(&world.portal, visitor).await.unwrap() else { panic!("an address was named") };
        assert_eq!(preferred, expected);
    }
    world.pass(portal::browser::KNOWN_FOR);
    begin(&world, &ana, ANA).await;
    let Step::Prove { preferred, .. } = sign_in::resume(&world.portal, &ana).await.unwrap() else { panic!("an address was named") };
    assert_eq!(preferred, Proof::Password);
}

#[tokio::test]
async fn strangers_lock_out_each_other_and_never_a_known_browser() {
    let world = TestPortal::new().await;
    let person = world.person("Ana", ANA).await;
    let ana = known(&world, "ana's laptop", person.id).await;
    begin(&world, &ana, ANA).await;
    let mallory = stranger("mallory's laptop");
    begin(&world, &mallory, ANA).await;
    for _ in 0..40 {
        assert!(is_wrong(&by_password(&world, &mallory, "a guess").await));
    }
    assert!(matches!(by_password(&world, &mallory, PASSWORD).await, Err(Error::Limited(_))));
    for hour in 0..3 {
        for browser in 0..8 {
            let other = stranger(&format!("mallory's browser {hour} {browser}"));
            begin(&world, &other, ANA).await;
            sign_in::mail_code(&world.portal, &other).await.unwrap();
        }
        world.drain().await;
        world.pass(Duration::hours(1));
    }
    let new_phone = stranger("ana's new phone");
    begin(&world, &new_phone, ANA).await;
    assert!(matches!(sign_in::mail_code(&world.portal, &new_phone).await, Err(Error::Limited(_))), "the mailbox is protected too");

    sign_in::begin(&world.portal, &ana, ANA, Locale::En, None).await.unwrap();
    sign_in::mail_code(&world.portal, &ana).await.unwrap();
    let code = world.mail(ANA).await.code();
    assert!(sign_in::by_code(&world.portal, &ana, &code).await.is_ok());
    begin(&world, &ana, ANA).await;
    assert!(by_password(&world, &ana, PASSWORD).await.is_ok());
}

#[tokio::test]
async fn a_known_browser_has_a_limit_of_its_own() {
    let world = TestPortal::new().await;
    let person = world.person("Ana", ANA).await;
    let stolen = known(&world, "ana's stolen laptop", person.id).await;
    begin(&world, &stolen, ANA).await;
    for _ in 0..40 {
        assert!(is_wrong(&by_password(&world, &stolen, "a guess").await));
    }
    assert!(matches!(by_password(&world, &stolen, PASSWORD).await, Err(Error::Limited(_))));
    let desktop = known(&world, "ana's desktop", person.id).await;
    begin(&world, &desktop, ANA).await;
    assert!(by_password(&world, &desktop, PASSWORD).await.is_ok());
}

#[tokio::test]
async fn a_blocks_wrong_passwords_keep_no_known_browser_out() {
    let world = TestPortal::new().await;
    let person = world.person("Ana", ANA).await;
    let (ana, phone) = (known(&world, "ana's laptop", person.id).await, stranger("ana's new phone"));
    begin(&world, &ana, ANA).await;
    assert!(is_wrong(&by_password(&world, &ana, "a slip").await));
    let of_block = world.look("select from throttle where kind = 'password_from_block'").await;
    assert!(of_block.is_empty(), "what she mistypes here is not counted for her neighbours");

    begin(&world, &phone, ANA).await;
    assert!(is_wrong(&by_password(&world, &phone, "a slip").await));
    world.arrange("update throttle set count = 100 where kind = 'password_from_block'").await;
    assert!(matches!(by_password(&world, &phone, PASSWORD).await, Err(Error::Limited(_))));
    assert!(by_password(&world, &ana, PASSWORD).await.is_ok());
}

#[tokio::test]
async fn a_blocks_wrong_codes_keep_no_known_browser_out() {
    let world = TestPortal::new().await;
    let person = world.person("Ana", ANA).await;
    let (ana, phone) = (known(&world, "ana's laptop", person.id).await, stranger("ana's new phone"));
    let by_code = async |visitor: &Visitor, code: &str| sign_in::by_code(&world.portal, visitor, code).await;
    let mut codes = Vec::new();
    for visitor in [&ana, &phone] {
        begin(&world, visitor, ANA).await;
        sign_in::mail_code(&world.portal, visitor).await.unwrap();
        codes.push(world.mail(ANA).await.code());
    }
    assert!(is_wrong(&by_code(&ana, "000000").await));
    let of_block = world.look("select from throttle where kind = 'code_from_block'").await;
    assert!(of_block.is_empty(), "what she mistypes here is not counted for her neighbours");

    assert!(is_wrong(&by_code(&phone, "000000").await));
    world.arrange("update throttle set count = 200 where kind = 'code_from_block'").await;
    assert!(matches!(by_code(&phone, &codes[1]).await, Err(Error::Limited(_))));
    assert!(by_code(&ana, &codes[0]).await.is_ok());
}

#[tokio::test]
async fn neighbours_do_not_use_up_a_known_browsers_mails() {
    let world = TestPortal::new().await;
    let person = world.person("Ana", ANA).await;
    let ana = known(&world, "ana's laptop", person.id).await;
    let mut sent = 0;
    for neighbour in 0..125 {
        let (browser, address) = (stranger(&format!("a neighbour's browser {neighbour}")), format!("neighbour{neighbour}@acme.example"));
        sent += i32::from(recovery::begin(&world.portal, &browser, &address, Locale::En).await.is_ok());
    }
    assert_eq!(sent, 120);
    begin(&world, &ana, ANA).await;
    sign_in::mail_code(&world.portal, &ana).await.unwrap();
    let code = world.mail(ANA).await.code();
    assert!(sign_in::by_code(&world.portal, &ana, &code).await.is_ok());
    recovery::begin(&world.portal, &ana, ANA, Locale::En).await.unwrap();
    let code = world.mail(ANA).await.code();
    recovery::confirm(&world.portal, &ana, &code).await.unwrap();
}

#[tokio::test]
async fn a_known_browser_has_a_budget_of_mails_all_the_same() {
    let world = TestPortal::new().await;
    let person = world.person("Ana", ANA).await;
    let mut sent = 0;
    for visit in 0..12 {
        let browser = known(&world, "ana's stolen laptop", person.id).await;
        let visitor = Visitor { visit: Some(SecretHash::of(format!("visit {visit}").as_bytes())), ..browser };
        sent += i32::from(recovery::begin(&world.portal, &visitor, ANA, Locale::En).await.is_ok());
    }
    assert_eq!(sent, 8);
    world.drain().await;
}

#[tokio::test]
async fn only_wrong_passwords_add_up() {
    let world = TestPortal::new().await;
    let office = stranger("the office");
    for address in [ANA, "bo@acme.example", "cy@acme.example"] {
        world.person("A colleague", address).await;
        for _ in 0..50 {
            begin(&world, &office, address).await;
            let _ = by_password(&world, &office, PASSWORD).await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_right_password_is_not_tried_without_end() {
    let world = TestPortal::new().await;
    let person = world.person("Ana", ANA).await;
    let script = stranger("a script of ana's");
    for _ in 0..60 {
        begin(&world, &script, ANA).await;
        let _ = by_password(&world, &script, PASSWORD).await.unwrap();
    }
    let ana = known(&world, "ana's laptop", person.id).await;
    for visitor in [&script, &ana] {
        begin(&world, visitor, ANA).await;
        assert!(matches!(by_password(&world, visitor, PASSWORD).await, Err(Error::Limited(_))));
    }
    assert!(is_wrong(&by_password(&world, &script, "a guess").await), "wrong ones are counted apart");
    for _ in 0..38 {
        assert!(matches!(by_password(&world, &script, PASSWORD).await, Err(Error::Limited(_))));
    }
    let (_, work) = world.work(by_password(&world, &script, PASSWORD)).await;
    assert_eq!(work.argon2, 0, "and then it isn't even looked at");
    world.pass(Duration::HOUR);
    begin(&world, &script, ANA).await;
    assert!(by_password(&world, &script, PASSWORD).await.is_ok());
}

#[tokio::test]
async fn what_a_provider_says_makes_no_browser_known() {
    let world = TestPortal::new().await;
    let person = world.person("Ana", ANA).await;
    let by_provider = SignedInNow { person: person.id, by: Proof::SingleSignOn, generation: None, next: None };
    let ana = known(&world, "ana's laptop", person.id).await;
    portal::browser::remember(&world.portal, ana.browser.unwrap(), &by_provider).await.unwrap();
    let administrators = Visitor { browser: Some(SecretHash::of(b"a browser of her provider's administrator")), ..stranger("the administrator") };
    portal::browser::remember(&world.portal, administrators.browser.unwrap(), &by_provider).await.unwrap();

    // Strangers have had their tries, of which that browser is one; Ana has proven a factor of her own in hers before.
    let kinds = "unnest(array['password_for_account', 'mail_to_hourly']) as kind";
    world.arrange(&format!("insert into throttle select kind, sha256('address:{ANA}'), '2026-11-02 09:00Z', 40 from {kinds}")).await;
    for visitor in [&ana, &administrators] {
        begin(&world, visitor, ANA).await;
    }
    assert!(matches!(by_password(&world, &administrators, PASSWORD).await, Err(Error::Limited(_))));
    assert!(matches!(sign_in::mail_code(&world.portal, &administrators).await, Err(Error::Limited(_))));
    sign_in::mail_code(&world.portal, &ana).await.unwrap();
    assert!(by_password(&world, &ana, PASSWORD).await.is_ok());
    world.drain().await;
}

#[tokio::test]
async fn nor_does_a_session_that_a_provider_opened_have_mails_of_its_own() {
    let world = TestPortal::new().await;
    let person = world.person("Ana", ANA).await;
    let own = person.visitor();
    let signed_in = SignedIn { proofs: vec![Proof::SingleSignOn], ..own.signed_in.as_deref().unwrap().clone() };
    let by_provider = Visitor { signed_in: Some(signed_in.into()), visit: Some(SecretHash::of(b"another visit")), ..own.clone() };
    world.arrange(&format!("insert into throttle values ('mail_to_hourly', sha256('address:{ANA}'), '2026-11-02 09:00Z', 8)")).await;
    assert!(matches!(recovery::begin(&world.portal, &by_provider, ANA, Locale::En).await, Err(Error::Limited(_))));
    recovery::begin(&world.portal, &own, ANA, Locale::En).await.unwrap();
    world.drain().await;
}

#[tokio::test]
async fn naming_addresses_by_the_thousand_ends_and_keeps_no_known_browser_out() {
    let world = TestPortal::new().await;
    let person = world.person("Ana", ANA).await;
    let ana = known(&world, "ana's laptop", person.id).await;
    let (portal, bot) = (&world.portal, stranger("a bot"));
    begin(&world, &bot, ANA).await;
    world.arrange("update throttle set count = 6000 where kind = 'sign_ins_begun_from_block'").await;
    let before = world.look("select from door_flow").await.len();
    let mut seen = Vec::new();
    for address in [ANA, "nobody@acme.example"] {
        let bot = stranger(&format!("a bot after {address}"));
        seen.push(world.work(sign_in::begin(portal, &bot, address, Locale::En, None)).await);
    }
    let [(anas, work), (nobodys, same_work)] = &seen[..] else { panic!("two addresses") };
    assert!(matches!((anas, nobodys), (Err(Error::Limited(_)), Err(Error::Limited(_)))));
    assert_eq!(work, same_work);
    assert_eq!(world.look("select from door_flow").await.len(), before, "nothing is kept");

    begin(&world, &ana, ANA).await;
    world.arrange("update throttle set count = 240 where kind = 'sign_ins_begun_of_person'").await;
    let again = sign_in::begin(portal, &ana, ANA, Locale::En, None).await;
    assert!(matches!(again, Err(Error::Limited(_))), "one person's browsers share a counter");
}

#[tokio::test]
async fn an_address_that_was_proven_by_whoever_had_it_before_opens_nothing() {
    let world = TestPortal::new().await;
    world.person("Ana", ANA).await;
    let before = stranger("ana's laptop");
    begin(&world, &before, ANA).await;
    sign_in::mail_code(&world.portal, &before).await.unwrap();
    let code = world.mail(ANA).await.code();
    flow::prove(&world.portal, &before, Purpose::SignIn, &code).await.unwrap();
    world.pass(Duration::minutes(1));
    world.arrange("update person set address = 'ana@home.example'").await;
    world.person("Another Ana", ANA).await;
    assert!(matches!(sign_in::by_code(&world.portal, &before, &code).await, Err(Error::Gone(Rule::FlowOver))));
}

#[tokio::test]
async fn when_people_came_and_went_is_forgotten_after_a_year_and_what_they_changed_is_not() {
    let world = TestPortal::new().await;
    let person = world.person("Ana", ANA).await;
    let ana = stranger("ana's laptop");
    begin(&world, &ana, ANA).await;
    let _ = by_password(&world, &ana, PASSWORD).await.unwrap();
    account::change_profile(&world.portal, &person.visitor(), "Ana Lindqvist", "en", "Europe/Vienna").await.unwrap();
    account::sign_out(&world.portal, &person.visitor()).await.unwrap();
    for (days, kept) in [(399, 3), (1, 1)] {
        world.pass(Duration::days(days));
        world.enqueue(portal::jobs::Job::Sweep).await;
        world.drain().await;
        assert_eq!(world.look("select from person_event").await.len(), kept);
    }
}

#[tokio::test]
async fn stuffing_from_one_block_is_stopped_whoevers_accounts_are_tried() {
    let world = TestPortal::new().await;
    let mut limited = 0;
    for guess in 0..105 {
        let visitor = stranger(&format!("bot {guess}"));
        begin(&world, &visitor, &format!("victim{guess}@acme.example")).await;
        limited += usize::from(matches!(by_password(&world, &visitor, "hunter2").await, Err(Error::Limited(_))));
    }
    assert_eq!(limited, 5);
}

#[tokio::test]
async fn a_password_of_any_shape_is_answered() {
    let world = TestPortal::new().await;
    let ana = stranger("ana's laptop");
    begin(&world, &ana, ANA).await;
    let long = "x".repeat(100_000);
    for (typed, flaw) in [("", Flaw::Missing), (long.as_str(), Flaw::TooLong { most: 128 }), ("\0\u{202E}\u{FFFF}", Flaw::Wrong)] {
        let answer = by_password(&world, &ana, typed).await;
        assert!(matches!(&answer, Err(Error::Invalid(fields)) if fields[0].flaw == flaw), "{answer:?}");
    }
}

#[tokio::test]
async fn a_browser_is_forgotten_when_it_is_known_no_more() {
    let world = TestPortal::new().await;
    let person = world.person("Ana", ANA).await;
    known(&world, "ana's old laptop", person.id).await;
    world.pass(portal::browser::KNOWN_FOR / 2);
    known(&world, "ana's laptop", person.id).await;
    world.pass(portal::browser::KNOWN_FOR / 2);
    world.enqueue(portal::jobs::Job::Sweep).await;
    world.drain().await;
    assert_eq!(world.look("select from known_browser").await.len(), 1);
}
