//! More passwords than the machine can check at once: some are sent away for a moment, and told so in words and by the status.

use http::StatusCode;
use testkit::Person;

use crate::browser::Browser;
use crate::site::Site;

const ANA: &str = "ana@acme.example";
const PASSWORD: &str = "a quiet harbour at dawn";

/// The page is there, and says when to come back; a program reads the same.
fn says_later(browser: &Browser<'_>, path: &str) {
    assert_eq!((browser.path.as_str(), browser.status), (path, StatusCode::SERVICE_UNAVAILABLE));
    assert_eq!(browser.headers["retry-after"], "2");
    assert_eq!(browser.headers["content-type"], "text/html; charset=utf-8");
    assert!(browser.page.contains("There is more to do than we can do at once"), "{}", browser.page);
    assert!(!browser.page.contains(PASSWORD) && !browser.page.contains(testkit::PASSWORD), "a password never comes back");
}

async fn named<'a>(site: &'a Site, ana: &Person) -> Browser<'a> {
    let mut browser = Browser::new(site);
    browser.open("/sign-in").await;
    browser.submit("/fn/sign-in/begin", &[("address", ana.address.as_str())]).await;
    browser
}

#[tokio::test]
async fn a_crowd_of_strangers_sends_a_stranger_away_for_a_moment() {
    let site = Site::development().await;
    let mut ana = named(&site, &site.portal.person("Ana", ANA).await).await;
    let crowd = site.portal.crowd_of_strangers().await;
    ana.submit("/fn/sign-in/password", &[("password", testkit::PASSWORD)]).await;
    says_later(&ana, "/sign-in/password");
    ana.open("/sign-in/password").await;
    assert_eq!(ana.status, StatusCode::OK, "the page itself is well");
    drop(crowd);
    ana.submit("/fn/sign-in/password", &[("password", testkit::PASSWORD)]).await;
    assert!(ana.cookie("portico_session").is_some());
}

#[tokio::test]
async fn signing_up_and_recovering_come_back_with_what_was_typed() {
    let site = Site::development().await;
    site.portal.person("Bo", "bo@acme.example").await;
    let (mut ana, mut bo) = (Browser::new(&site), Browser::new(&site));
    ana.open("/sign-up").await;
    ana.submit("/fn/sign-up/begin", &[("address", ANA)]).await;
    let code = site.portal.mail(ANA).await.code();
    ana.submit("/fn/sign-up/confirm", &[("code", &code)]).await;
    bo.open("/recovery").await;
    bo.submit("/fn/recovery/begin", &[("address", "bo@acme.example")]).await;
    let code = site.portal.mail("bo@acme.example").await.code();
    bo.submit("/fn/recovery/confirm", &[("code", &code)]).await;

    let crowd = site.portal.crowd_of_known().await;
    ana.submit("/fn/sign-up/introduce", &[("name", "Ana Lindqvist"), ("password", PASSWORD), ("terms", "true")]).await;
    says_later(&ana, "/sign-up/you");
    let ticked = ana.page.split("name=\"terms\"").nth(1).and_then(|rest| rest.split('>').next()).unwrap();
    assert!(ana.page.contains("value=\"Ana Lindqvist\"") && ticked.contains("checked"), "{}", ana.page);
    bo.submit("/fn/recovery/finish", &[("password", PASSWORD)]).await;
    says_later(&bo, "/recovery/password");

    drop(crowd);
    ana.submit("/fn/sign-up/introduce", &[("password", PASSWORD)]).await;
    assert_eq!((ana.path.as_str(), ana.status), ("/sign-up/organization", StatusCode::OK));
    bo.submit("/fn/recovery/finish", &[("password", PASSWORD)]).await;
    assert!(bo.cookie("portico_session").is_some());
    site.portal.drain().await;
}

#[tokio::test]
async fn too_many_tries_are_told_by_the_status_too() {
    let site = Site::development().await;
    let ana = site.portal.person("Ana", ANA).await;
    let mut mallory = named(&site, &ana).await;
    mallory.submit("/fn/sign-in/password", &[("password", "a guess")]).await;
    assert_eq!(mallory.status, StatusCode::OK);
    site.portal.arrange("update throttle set count = 40 where kind = 'password_for_account'").await;
    mallory.submit("/fn/sign-in/password", &[("password", "a guess")]).await;
    assert_eq!((mallory.path.as_str(), mallory.status), ("/sign-in/password", StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(mallory.headers["retry-after"], "3600");
}
