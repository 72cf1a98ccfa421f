//! The door without script: what a person does, page by page.

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use time::Duration;

use crate::browser::Browser;
use crate::site::{Site, header};

const ANA: &str = "ana@acme.example";
const PASSWORD: &str = "a quiet harbour at dawn";

async fn code(site: &Site, to: &str) -> String {
    site.portal.mail(to).await.code()
}

#[tokio::test]
async fn ana_signs_up_page_by_page() {
    let site = Site::development().await;
    let mut ana = Browser::new(&site);
    ana.open("/sign-up").await;
    let again = ana.submit("/fn/sign-up/begin", &[("address", "ana at acme")]).await;
    assert!(again.contains("value=\"ana at acme\"") && again.contains("doesn’t look like an e-mail address"), "{again}");
    ana.submit("/fn/sign-up/begin", &[("address", ANA)]).await;
    assert_eq!(ana.path, "/sign-up/code");

    let wrong = ana.submit("/fn/sign-up/confirm", &[("code", "000000")]).await;
    assert!(wrong.contains("That isn’t the code"), "{wrong}");
    let code = code(&site, ANA).await;
    ana.submit("/fn/sign-up/confirm", &[("code", &code)]).await;
    assert_eq!(ana.path, "/sign-up/you");

    let flaws = ana.submit("/fn/sign-up/introduce", &[("name", "Ana Lindqvist"), ("password", "password1")]).await;
    assert!(flaws.contains("value=\"Ana Lindqvist\"") && flaws.contains("guessed too soon"), "{flaws}");
    assert!(!flaws.contains("password1"), "a password never comes back");
    ana.submit("/fn/sign-up/introduce", &[("name", "Ana Lindqvist"), ("password", PASSWORD), ("terms", "true")]).await;
    assert_eq!((ana.path.as_str(), ana.status), ("/sign-up/organization", StatusCode::OK));
    assert!(ana.page.contains("value=\"Acme\"") && ana.page.contains("value=\"acme\""), "{}", ana.page);
}

#[tokio::test]
async fn every_page_leads_to_where_one_is() {
    let site = Site::development().await;
    let mut ana = Browser::new(&site);
    for page in ["/sign-up/code", "/sign-up/you"] {
        ana.open(page).await;
        assert_eq!(ana.path, "/sign-up");
    }
    ana.open("/sign-up/organization").await;
    assert_eq!(ana.path, "/sign-in?next=/sign-up/organization");
    for page in ["/sign-in/password", "/sign-in/code"] {
        ana.open(page).await;
        assert_eq!(ana.path, "/sign-in");
    }
    for page in ["/recovery/code", "/recovery/password"] {
        ana.open(page).await;
        assert_eq!(ana.path, "/recovery");
    }
    ana.open("/sign-up").await;
    ana.submit("/fn/sign-up/begin", &[("address", ANA)]).await;
    ana.open("/sign-up").await;
    assert_eq!(ana.path, "/sign-up/code");
    ana.open("/sign-up?another").await;
    assert_eq!(ana.path, "/sign-up?another");
    site.portal.drain().await;
}

#[tokio::test]
async fn a_mail_scanner_opens_the_link_and_nothing_happens() {
    let site = Site::development().await;
    let (mut ana, mut scanner) = (Browser::new(&site), Browser::new(&site));
    ana.open("/sign-up").await;
    ana.submit("/fn/sign-up/begin", &[("address", ANA)]).await;
    let link = site.portal.mail(ANA).await.link();
    let path = link.strip_prefix("http://portico.test").unwrap();
    let opened = site.get(path).await;
    assert_eq!((opened.status(), header(&opened, "location")), (StatusCode::SEE_OTHER, "/confirm"));
    assert_eq!(header(&opened, "referrer-policy"), "no-referrer");

    let elsewhere = scanner.open(&link).await;
    assert!(elsewhere.contains("Open this where you began") && !elsewhere.contains(ANA), "{elsewhere}");
    assert!(!elsewhere.contains("action=\"/fn/confirm\""), "there is nothing to submit");

    let asked = ana.open(&link).await;
    assert!(asked.contains("Is it you?") && asked.contains(ANA), "{asked}");
    assert_eq!(ana.path, "/confirm", "the secret is out of the address");
    ana.submit("/fn/confirm", &[]).await;
    assert_eq!(ana.path, "/sign-up/you");
}

#[tokio::test]
async fn ana_comes_back_to_where_she_was_going() {
    let site = Site::development().await;
    site.portal.person("Ana", ANA).await;
    let mut ana = Browser::new(&site);
    ana.open("/account/sessions?x=1").await;
    assert_eq!(ana.path, "/sign-in?next=/account/sessions%3Fx%3D1");
    ana.submit("/fn/sign-in/begin", &[("address", ANA)]).await;
    let wrong = ana.submit("/fn/sign-in/password", &[("password", "not my password")]).await;
    assert!(wrong.contains("That isn’t the password"), "{wrong}");
    ana.submit("/fn/sign-in/password", &[("password", testkit::PASSWORD)]).await;
    assert_eq!(ana.path, "/account/sessions?x=1");
    assert!(ana.cookie("portico_session").is_some() && ana.cookie("portico_browser").is_some());
}

#[tokio::test]
async fn a_session_that_somebody_planted_is_not_what_ana_signs_in_to() {
    let site = Site::development().await;
    let ana = site.portal.person("Ana", ANA).await;
    let mallory = site.portal.person("Mallory", "mallory@globex.example").await;
    for planter in [&mallory, &ana] {
        let mut browser = Browser::new(&site);
        browser.open("/sign-in").await;
        browser.submit("/fn/sign-in/begin", &[("address", ANA)]).await;
        let planted = site.cookie_of(planter).await;
        let (name, planted) = planted.split_once('=').unwrap();
        browser.plant(name, planted);
        browser.submit("/fn/sign-in/password", &[("password", testkit::PASSWORD)]).await;
        assert_ne!(browser.cookie("portico_session").unwrap(), planted);
        assert!(browser.open("/account").await.contains("value=\"Ana\""));
        browser.plant(name, planted);
        browser.open("/account").await;
        assert_eq!(browser.path, "/sign-in?next=/account", "what was planted has ended");
    }
}

#[tokio::test]
async fn signing_up_is_taken_up_again_next_morning_and_a_recovery_is_not() {
    let site = Site::development().await;
    let person = site.portal.person("Bo", "bo@acme.example").await;
    let mut ana = Browser::new(&site);
    ana.open("/sign-up").await;
    ana.submit("/fn/sign-up/begin", &[("address", ANA)]).await;
    ana.close();
    ana.open("/sign-up").await;
    assert_eq!(ana.path, "/sign-up/code", "the code may be in another program");
    site.portal.pass(Duration::minutes(5));
    let code = code(&site, ANA).await;
    ana.submit("/fn/sign-up/confirm", &[("code", &code)]).await;
    let (_, _, head) = ana.trail.iter().rfind(|(asked, ..)| asked == "POST /fn/sign-up/confirm").unwrap();
    let cookies: Vec<&str> = head.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
    assert!(cookies.iter().any(|cookie| cookie.starts_with("portico_newcomer=") && cookie.contains("; Max-Age=86400")), "{cookies:?}");
    ana.close();
    site.portal.pass(Duration::hours(20));
    ana.open("/sign-up").await;
    assert_eq!(ana.path, "/sign-up/you");
    ana.submit("/fn/sign-up/introduce", &[("name", "Ana Lindqvist"), ("password", PASSWORD), ("terms", "true")]).await;
    assert_eq!(ana.path, "/sign-up/organization");

    let mut bo = Browser::new(&site);
    bo.open("/recovery").await;
    bo.submit("/fn/recovery/begin", &[("address", "bo@acme.example")]).await;
    let code = self::code(&site, "bo@acme.example").await;
    bo.submit("/fn/recovery/confirm", &[("code", &code)]).await;
    assert_eq!(bo.path, "/recovery/password");
    bo.close();
    bo.open("/recovery/password").await;
    assert_eq!(bo.path, "/recovery", "whoever comes to a shared computer next begins anew");
    assert_eq!(site.portal.sessions_of(&person).await, 0);
}

#[tokio::test]
async fn a_sign_in_that_was_begun_ends_with_the_browser() {
    let site = Site::development().await;
    site.portal.person("Ana", ANA).await;
    let mut ana = Browser::new(&site);
    ana.open("/sign-in").await;
    ana.submit("/fn/sign-in/begin", &[("address", ANA)]).await;
    ana.submit("/fn/sign-in/mail", &[]).await;
    assert_eq!(ana.path, "/sign-in/code");
    site.portal.drain().await;
    for page in ["/sign-in/code", "/sign-in/password"] {
        ana.open(page).await;
        assert_eq!(ana.path, page, "while it is open she goes on where she was");
    }
    ana.close();
    for page in ["/sign-in/code", "/sign-in/password"] {
        ana.open(page).await;
        assert_eq!(ana.path, "/sign-in", "whoever comes to a shared computer next begins anew");
    }
}

#[tokio::test]
async fn terms_that_changed_meanwhile_are_shown_and_accepted_anew() {
    let site = Site::development().await;
    let mut ana = Browser::new(&site);
    ana.open("/sign-up").await;
    ana.submit("/fn/sign-up/begin", &[("address", ANA)]).await;
    let code = code(&site, ANA).await;
    ana.submit("/fn/sign-up/confirm", &[("code", &code)]).await;
    let typed = [("name", "Ana Lindqvist"), ("password", PASSWORD), ("terms", "true")];
    let stale = ana.submit("/fn/sign-up/introduce", &[&typed[..], &[("terms_version", "2025-12")]].concat()).await;
    for said in ["The terms have changed since you opened this page", "(version 2026-01)", "value=\"Ana Lindqvist\""] {
        assert!(stale.contains(said), "{said} is missing: {stale}");
    }
    assert!(!stale.split("name=\"terms\"").nth(1).unwrap().split('>').next().unwrap().contains("checked"), "what is new isn’t accepted yet: {stale}");
    ana.submit("/fn/sign-up/introduce", &typed).await;
    assert_eq!(ana.path, "/sign-up/organization");
}

#[tokio::test]
async fn nobody_is_led_to_another_site() {
    let site = Site::development().await;
    site.portal.person("Ana", ANA).await;
    for next in ["//evil.example", "/%5Cevil.example", "https://evil.example", "javascript:alert(1)", "/%0d%0aSet-Cookie:x=y"] {
        let mut ana = Browser::new(&site);
        ana.open(&format!("/sign-in?next={next}")).await;
        ana.submit("/fn/sign-in/begin", &[("address", ANA)]).await;
        ana.submit("/fn/sign-in/password", &[("password", testkit::PASSWORD)]).await;
        assert!(!ana.path.contains("evil"), "{next} led to {}", ana.path);
        assert!(ana.cookie("x").is_none());
    }
}

#[tokio::test]
async fn what_is_over_says_so() {
    let site = Site::development().await;
    let person = site.portal.person("Ana", ANA).await;
    let mut ana = Browser::of(&site, &person).await;
    ana.open("/account/address").await;
    ana.submit("/fn/account/address", &[("address", "ana@globex.example")]).await;
    site.portal.pass(Duration::hours(2));
    let over = ana.submit("/fn/account/address/confirm", &[("current_code", "123456"), ("code", "654321")]).await;
    assert!(over.contains("This step is over"), "{over}");

    let mut stranger = Browser::new(&site);
    stranger.open("/sign-in").await;
    stranger.submit("/fn/sign-in/begin", &[("address", ANA)]).await;
    stranger.open("/sign-in/code").await;
    assert_eq!(stranger.path, "/sign-in/password", "no code was asked for");
    site.portal.drain().await;
}

#[tokio::test]
async fn whoever_signs_out_everywhere_meanwhile_lets_nobody_in() {
    let site = Site::development().await;
    let person = site.portal.person("Ana", ANA).await;
    // As if she had, between the password and the session.
    let meanwhile = "begin update person set generation = generation + 1 where id = new.person_id; return new; end";
    let function = "create function meanwhile() returns trigger language plpgsql security definer set search_path = public";
    site.portal.arrange(&format!("{function} as $$ {meanwhile} $$")).await;
    site.portal.arrange("create trigger meanwhile before insert on person_event for each row execute function meanwhile()").await;
    let mut mallory = Browser::new(&site);
    mallory.open("/sign-in").await;
    mallory.submit("/fn/sign-in/begin", &[("address", ANA)]).await;
    mallory.submit("/fn/sign-in/password", &[("password", testkit::PASSWORD)]).await;
    assert_eq!((mallory.path.as_str(), mallory.status), ("/sign-in", StatusCode::OK));
    assert!(mallory.page.contains("This step is over"), "{}", mallory.page);
    assert_eq!((site.portal.sessions_of(&person).await, mallory.cookie("portico_session")), (0, None));
}

#[tokio::test]
async fn whoever_signs_in_again_goes_on_with_one_session() {
    let site = Site::development().await;
    let person = site.portal.person("Ana", ANA).await;
    let mut ana = Browser::of(&site, &person).await;
    let before = ana.cookie("portico_session").unwrap().to_owned();
    ana.open("/recovery").await;
    ana.submit("/fn/recovery/begin", &[("address", ANA)]).await;
    let code = code(&site, ANA).await;
    ana.submit("/fn/recovery/confirm", &[("code", &code)]).await;
    ana.submit("/fn/recovery/finish", &[("password", PASSWORD)]).await;
    assert_eq!(site.portal.sessions_of(&person).await, 1);
    assert_ne!(ana.cookie("portico_session").unwrap(), before);
    assert!(ana.open("/account").await.contains("value=\"Ana\""));
    site.portal.drain().await;
}

#[tokio::test]
async fn each_sign_in_is_a_session_of_its_own() {
    let site = Site::development().await;
    let person = site.portal.person("Ana", ANA).await;
    let mut ana = Browser::new(&site);
    let mut ids = Vec::new();
    for _ in 0..2 {
        ana.open("/sign-in").await;
        ana.submit("/fn/sign-in/begin", &[("address", ANA)]).await;
        ana.submit("/fn/sign-in/password", &[("password", testkit::PASSWORD)]).await;
        ids.push(ana.cookie("portico_session").unwrap().to_owned());
        ana.open("/account").await;
        ana.submit("/fn/sign-out", &[]).await;
        assert_eq!(ana.path, "/sign-in");
        assert_eq!(site.portal.sessions_of(&person).await, 0);
    }
    assert_ne!(ids[0], ids[1]);
    ana.open("/account").await;
    assert_eq!(ana.path, "/sign-in?next=/account");
}

#[tokio::test]
async fn the_door_looks_the_same_whoevers_address_it_is() {
    let site = Site::development().await;
    site.portal.person("Ana", ANA).await;
    let mut seen = Vec::new();
    for address in [ANA, "eve@acme.example"] {
        let mut pages = Vec::new();
        let mut mallory = Browser::new(&site);
        mallory.open("/sign-in").await;
        pages.push(mallory.submit("/fn/sign-in/begin", &[("address", address)]).await.to_owned());
        pages.push(mallory.submit("/fn/sign-in/password", &[("password", "a guess")]).await.to_owned());
        pages.push(mallory.submit("/fn/sign-in/mail", &[]).await.to_owned());
        site.portal.drain().await;
        pages.push(mallory.submit("/fn/sign-in/code", &[("code", "000000")]).await.to_owned());
        mallory.open("/sign-up").await;
        pages.push(mallory.submit("/fn/sign-up/begin", &[("address", address)]).await.to_owned());
        site.portal.drain().await;
        pages.push(mallory.submit("/fn/sign-up/confirm", &[("code", "000000")]).await.to_owned());
        mallory.open("/recovery").await;
        pages.push(mallory.submit("/fn/recovery/begin", &[("address", address)]).await.to_owned());
        site.portal.drain().await;
        pages.push(mallory.submit("/fn/recovery/confirm", &[("code", "000000")]).await.to_owned());
        let pages: Vec<String> = pages.into_iter().map(|page| anonymous(&page, address)).collect();
        let heads: Vec<String> = mallory.trail.iter().map(|(asked, status, head)| format!("{asked} → {status} {:#?}", plain(head))).collect();
        seen.push((pages, heads));
    }
    let [(known, known_heads), (unknown, unknown_heads)] = &seen[..] else { panic!("two addresses") };
    assert!(known_heads.len() > 15 && known_heads.iter().any(|head| head.contains("set-cookie")), "{known_heads:?}");
    assert_eq!(known_heads, unknown_heads);
    assert_eq!(known, unknown);
}

/// A page without what differs from request to request.
fn anonymous(page: &str, address: &str) -> String {
    without(page, "nonce=\"", '"').replace(address, "…")
}

/// What an observer sees of an answer's head, without what is another each time.
fn plain(head: &HeaderMap) -> Vec<String> {
    let line = |(name, value): (&HeaderName, &HeaderValue)| {
        let value = value.to_str().unwrap();
        match name.as_str() {
            "x-request-id" | "traceresponse" | "date" => name.to_string(),
            "set-cookie" => {
                let ((cookie, value), end) = (value.split_once('=').unwrap(), value.rsplit('/').next().unwrap());
                format!("{name}: {cookie}={} characters{end}", value.split(';').next().unwrap().len())
            }
            _ => format!("{name}: {}", without(value, "'nonce-", '\'')),
        }
    };
    head.iter().map(line).collect()
}

/// The text with everything left out that stands between these.
fn without(text: &str, from: &str, to: char) -> String {
    let mut parts = text.split(from);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + from + part.split_once(to).map_or("", |(_, rest)| rest))
}

#[tokio::test]
async fn ana_recovers_and_looks_after_her_account() {
    let site = Site::development().await;
    let person = site.portal.person("Ana", ANA).await;
    site.portal.session_of(&person, "a forgotten tablet").await;
    let mut ana = Browser::new(&site);
    ana.open("/recovery").await;
    ana.submit("/fn/recovery/begin", &[("address", ANA)]).await;
    let code = code(&site, ANA).await;
    ana.submit("/fn/recovery/confirm", &[("code", &code)]).await;
    assert_eq!(ana.path, "/recovery/password");
    site.portal.pass(Duration::minutes(1));
    ana.submit("/fn/recovery/finish", &[("password", PASSWORD)]).await;
    assert_eq!(site.portal.sessions_of(&person).await, 1);

    ana.open("/account").await;
    let saved = ana.submit("/fn/account/profile", &[("name", "Ana Lindqvist")]).await;
    assert!(saved.contains("Saved.") && saved.contains("value=\"Ana Lindqvist\""), "{saved}");
    assert!(!ana.open("/account").await.contains("Saved."), "said once");
    let wrong = ana.open("/account/password").await.contains("action=\"/fn/account/password\"");
    assert!(wrong);
    let wrong = ana.submit("/fn/account/password", &[("current", "not it"), ("password", "seven herons over the marsh")]).await;
    assert!(wrong.contains("isn’t your present password") && wrong.contains("role=\"alert\""), "{wrong}");
    let record = ana.open("/account/record").await;
    assert!(record.contains("You changed your profile") && record.contains("You chose a new password by mail"), "{record}");
    site.portal.drain().await;
}

#[tokio::test]
async fn the_door_speaks_german() {
    let site = Site::development().await;
    let mut ana = Browser::new(&site);
    ana.open("/sign-up").await;
    ana.submit("/fn/language", &[]).await;
    let request = crate::site::to("/sign-up").header("accept-language", "de-AT,de;q=0.9").header("accept", "text/html");
    let page = crate::site::text(site.send(request.body(axum::body::Body::empty()).unwrap()).await).await;
    assert!(page.contains("lang=\"de\"") && page.contains("Geschäftliche E-Mail-Adresse"), "{page}");
}
