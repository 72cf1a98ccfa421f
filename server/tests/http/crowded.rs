//! Signing up from a crowded network without script: a ticket, and a wait.

use time::Duration;

use crate::browser::Browser;
use crate::site::Site;

const ANA: &str = "ana@acme.example";

/// So many others from the same network that the next must prove to be no robot, when one more has begun.
async fn nearly_crowded() -> Site {
    let site = Site::development().await;
    for guest in 0..19 {
        begin_as(&site, &format!("guest{guest}@acme.example")).await;
    }
    site
}

async fn begin_as(site: &Site, address: &str) {
    let mut browser = Browser::new(site);
    browser.open("/sign-up").await;
    browser.submit("/fn/sign-up/begin", &[("address", address)]).await;
    assert_eq!(browser.path, "/sign-up/code");
}

fn ticket(browser: &Browser<'_>) -> String {
    let field = browser.page.split("name=\"ticket\" value=\"").nth(1).unwrap_or_else(|| panic!("no ticket:\n{}", browser.page));
    field.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_page_that_was_opened_before_the_crowd_came_gets_a_ticket_and_waits() {
    let site = nearly_crowded().await;
    let mut ana = Browser::new(&site);
    assert!(!ana.open("/sign-up").await.contains("name=\"ticket\""));
    begin_as(&site, "guest19@acme.example").await;

    ana.submit("/fn/sign-up/begin", &[("address", ANA)]).await;
    assert!(ana.page.contains("Please wait 20 seconds") && ana.page.contains(&format!("value=\"{ANA}\"")), "{}", ana.page);
    let first = ticket(&ana);
    assert!(!first.is_empty());
    site.portal.pass(Duration::seconds(15));
    ana.submit("/fn/sign-up/begin", &[]).await;
    assert!(ana.page.contains("Please wait 5 seconds"), "{}", ana.page);
    assert_eq!(ticket(&ana), first, "impatience doesn’t begin the wait anew");
    site.portal.pass(Duration::seconds(5));
    ana.submit("/fn/sign-up/begin", &[]).await;
    assert_eq!(ana.path, "/sign-up/code");
    assert_eq!(site.portal.mails(ANA).await.len(), 1);
}

#[tokio::test]
async fn a_ticket_that_is_too_old_or_spent_is_replaced() {
    let site = nearly_crowded().await;
    begin_as(&site, "guest19@acme.example").await;
    let mut ana = Browser::new(&site);
    ana.open("/sign-up").await;
    let old = ticket(&ana);
    site.portal.pass(Duration::minutes(16));
    ana.submit("/fn/sign-up/begin", &[("address", ANA)]).await;
    let fresh = ticket(&ana);
    assert!(fresh != old && ana.page.contains("Please wait 20 seconds"), "{}", ana.page);
    site.portal.pass(Duration::seconds(20));
    ana.submit("/fn/sign-up/begin", &[]).await;
    assert_eq!(ana.path, "/sign-up/code");

    let mut again = Browser::new(&site);
    again.open("/sign-up").await;
    again.submit("/fn/sign-up/begin", &[("address", "ana@globex.example"), ("ticket", &fresh)]).await;
    assert_ne!(ticket(&again), fresh);
    site.portal.pass(Duration::seconds(20));
    again.submit("/fn/sign-up/begin", &[]).await;
    assert_eq!(again.path, "/sign-up/code");
    site.portal.drain().await;
}
