//! Asking to join, through the pages: who asks, who decides, and what each of them is told.

use testkit::Person;

use crate::browser::Browser;
use crate::site::Site;

const WAITS: &str = "1 request waits";

/// Acme, which welcomes people of its domain, and its owner.
async fn acme() -> (Site, Person) {
    let site = Site::development().await;
    let alice = site.portal.person("Alice Ng", "alice@acme.example").await;
    let org = site.portal.org("Acme Logistics", "acme", &alice).await;
    site.portal.arrange(&format!("update organization set ask_to_join = true where org_id = '{org}'")).await;
    (site, alice)
}

/// Bo signs up and asks, with a word to those who decide.
async fn asks<'a>(site: &'a Site, bo: &Person) -> Browser<'a> {
    let mut browser = Browser::of(site, bo).await;
    browser.open("/sign-up/organization").await;
    assert!(browser.page.contains("Acme Logistics") && browser.page.contains("Are your colleagues here already?"), "{}", browser.page);
    let org = browser.page.split("name=\"org\"").nth(1).and_then(|rest| rest.split_once("value=\"")).unwrap().1.split('"').next().unwrap().to_owned();
    browser.submit("/fn/joining/ask", &[("org", &org), ("message", "I am new in Vienna.")]).await;
    assert_eq!(browser.path, "/sign-up/organization");
    assert!(browser.page.contains("Waiting for an answer") && browser.page.contains("Acme Logistics"), "{}", browser.page);
    browser
}

#[tokio::test]
async fn bo_asks_and_alice_lets_him_in() {
    let (site, alice) = acme().await;
    let bo = site.portal.person("Bo Nakamura", "bo@acme.example").await;
    let mut deciding = Browser::of(&site, &alice).await;
    assert!(!deciding.open("/o/acme").await.contains(WAITS));
    let mut asking = asks(&site, &bo).await;
    assert_eq!(site.portal.mail("alice@acme.example").await.link(), "http://portico.test/o/acme/members/requests");
    assert!(!asking.open("/o/acme").await.contains("Alice"), "whoever waits sees nothing yet");

    assert!(deciding.open("/o/acme").await.contains(WAITS), "{}", deciding.page);
    let page = deciding.open("/o/acme/members/requests").await;
    for shown in ["Bo Nakamura", "bo@acme.example", "I am new in Vienna.", "Let in as", "Approve", "Decline"] {
        assert!(page.contains(shown), "{shown} is missing: {page}");
    }
    let decided = deciding.submit("/fn/requests/approve", &[]).await;
    assert!(decided.contains("They are in, and have a mail that says so.") && decided.contains("Nobody is waiting"), "{decided}");
    assert!(!decided.contains(WAITS));
    assert_eq!(site.portal.mail("bo@acme.example").await.subject, "Welcome to Acme Logistics");
    asking.open("/o/acme").await;
    assert_eq!((asking.path.as_str(), asking.status), ("/o/acme", http::StatusCode::OK));
}

#[tokio::test]
async fn bo_is_declined_and_may_ask_again_and_think_better_of_it() {
    let (site, alice) = acme().await;
    let bo = site.portal.person("Bo Nakamura", "bo@acme.example").await;
    let mut deciding = Browser::of(&site, &alice).await;
    let mut asking = asks(&site, &bo).await;
    deciding.open("/o/acme/members/requests").await;
    let declined = deciding.submit("/fn/requests/decline", &[]).await;
    assert!(declined.contains("Declined. They have a mail that says so.") && !declined.contains(WAITS), "{declined}");
    assert_eq!(site.portal.mail("bo@acme.example").await.subject, "Your request to join Acme Logistics");
    asking.open("/o/acme").await;
    assert_eq!(asking.status, http::StatusCode::NOT_FOUND);

    let mut asking = asks(&site, &bo).await;
    let withdrawn = asking.submit("/fn/joining/withdraw", &[]).await;
    assert!(withdrawn.contains("Your request is withdrawn.") && withdrawn.contains("Ask to join"), "{withdrawn}");
    assert!(!deciding.open("/o/acme").await.contains(WAITS));
    site.portal.drain().await;
}
