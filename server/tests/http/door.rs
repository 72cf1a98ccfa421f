//! The door without script: what a person does, page by page.

use http::StatusCode;
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
    let visit = ana.cookie("portico_visit").unwrap().to_owned();
    ana.submit("/fn/sign-in/password", &[("password", testkit::PASSWORD)]).await;
    assert_eq!(ana.path, "/account/sessions?x=1");
    assert_ne!(ana.cookie("portico_session").unwrap(), visit);
    assert!(ana.cookie("portico_browser").is_some());
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
    for address in [ANA, "nobody@acme.example"] {
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
        seen.push(pages.into_iter().map(|page| anonymous(&page, address)).collect::<Vec<_>>());
    }
    for (known, unknown) in seen[0].iter().zip(&seen[1]) {
        assert_eq!(known, unknown);
    }
}

/// A page without what differs from request to request.
fn anonymous(page: &str, address: &str) -> String {
    let mut parts = page.split("nonce=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| part.split_once('"').map_or("", |(_, rest)| rest));
    rest.fold(first, |page, rest| page + "nonce=\"" + rest).replace(address, "…")
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
    assert!(wrong.contains("isn’t your present password"), "{wrong}");
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
