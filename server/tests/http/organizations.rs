//! What a person finds outside every organisation: their own, invitations, requests to join.

use portal::{access::permission::InvitePeople, invitation};

use crate::{browser::Browser, site::Site};

const BO: &str = "bo@acme.example";

#[tokio::test]
async fn somebody_in_no_organisation_finds_what_waits_for_them() {
    let site = Site::development().await;
    let alice = site.portal.person("Alice Ng", "alice@globex.example").await;
    let globex = site.portal.org("Globex", "globex", &alice).await;
    let bo = site.portal.person("Bo Nakamura", BO).await;
    let mut browser = Browser::of(&site, &bo).await;
    let page = browser.open("/").await;
    assert!(page.contains("You aren’t in an organisation yet") && page.contains("href=\"/sign-up/organization\""), "{page}");
    assert_eq!(browser.path, "/organizations");

    let can = site.portal.can::<InvitePeople>(&alice, "globex").await;
    invitation::invite(&can, BO, &["member".into()], "en", "", "7").await.unwrap();
    site.portal.drain().await;
    let page = browser.open("/organizations").await.to_owned();
    let invitation = page.split("href=\"/invitations/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    browser.open(&format!("/invitations/{invitation}")).await;
    browser.submit("/fn/invitation/accept-own", &[]).await;
    assert_eq!((browser.path.as_str(), site.portal.members_of(globex).await), ("/o/globex", 2));
    let page = browser.open("/organizations").await;
    assert!(page.contains("href=\"/o/globex\"") && !page.contains("You are invited"), "{page}");
}

#[tokio::test]
async fn the_rail_leads_to_invitations_and_to_every_organisation() {
    let site = Site::development().await;
    let alice = site.portal.person("Alice Ng", "alice@globex.example").await;
    let bo = site.portal.person("Bo Nakamura", BO).await;
    site.portal.org("Globex", "globex", &alice).await;
    site.portal.org("Acme", "acme", &bo).await;
    let can = site.portal.can::<InvitePeople>(&alice, "globex").await;
    invitation::invite(&can, BO, &["member".into()], "en", "", "7").await.unwrap();
    site.portal.drain().await;
    let mut browser = Browser::of(&site, &bo).await;
    let page = browser.open("/o/acme").await.to_owned();
    let invitation = page.split("href=\"/invitations/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(page.contains("href=\"/organizations\"") && page.contains("href=\"/sign-up/organization\""), "{page}");
    assert!(browser.open(&format!("/invitations/{invitation}")).await.contains("Join Globex"));
}

#[tokio::test]
async fn one_asks_to_join_waits_and_thinks_better_of_it() {
    let site = Site::development().await;
    let alice = site.portal.person("Alice Ng", "alice@acme.example").await;
    site.portal.org("Acme Logistics", "acme", &alice).await;
    let bo = site.portal.person("Bo Nakamura", BO).await;
    let mut browser = Browser::of(&site, &bo).await;
    for page in ["/sign-up/organization", "/organizations"] {
        site.portal.arrange("update organization set ask_to_join = false").await;
        assert!(!browser.open(page).await.contains("Acme Logistics"), "nobody learns of an organisation that doesn’t want it");
        site.portal.arrange("update organization set ask_to_join = true").await;
        assert!(browser.open(page).await.contains("Ask to join Acme Logistics"), "{}", browser.page);

        let org = browser.page.split("name=\"org\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        let flawed = browser.submit("/fn/joining/ask", &[("org", &org), ("message", "see https://x.example")]).await;
        assert!(
            flawed.contains("<details open") && flawed.contains("see https://x.example") && flawed.contains("leave out web addresses"),
            "{flawed}"
        );
        let waiting = browser.submit("/fn/joining/ask", &[("org", &org), ("message", "I’m the new accountant")]).await;
        assert!(waiting.contains("You have asked to join") && !waiting.contains("Ask to join Acme"), "{waiting}");
        assert_eq!(browser.path, page);
        assert!(site.portal.mail("alice@acme.example").await.text.contains("I’m the new accountant"));

        // A request outlives the welcome, so it can still be taken back.
        site.portal.arrange("update organization set ask_to_join = false").await;
        assert!(browser.open(page).await.contains("You have asked to join"));
        let withdrawn = browser.submit("/fn/joining/withdraw", &[]).await;
        assert!(withdrawn.contains("Your request is withdrawn.") && !withdrawn.contains("You have asked to join"), "{withdrawn}");
    }
}

#[tokio::test]
async fn many_organisations_can_be_searched() {
    let site = Site::development().await;
    let bo = site.portal.person("Bo Nakamura", BO).await;
    for n in 1..=8 {
        site.portal.org(&format!("Company {n} of Eight"), &format!("company-{n}"), &bo).await;
    }
    let mut browser = Browser::of(&site, &bo).await;
    let all = browser.open("/organizations").await;
    assert!(all.contains("name=\"search\"") && all.matches("href=\"/o/company-").count() == 8, "{all}");
    let some = browser.open("/organizations?search=EIGHT+7").await;
    assert!(some.matches("href=\"/o/company-").count() == 1 && some.contains("href=\"/o/company-7\""), "{some}");
    assert!(browser.open("/organizations?search=nine").await.contains("has these words in its name"));
}
