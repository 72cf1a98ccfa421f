//! Domains as somebody meets them who looks after them, without script.

use contract::Role;
use http::StatusCode;
use testkit::Person;
use time::Duration;

use crate::browser::Browser;
use crate::site::Site;

async fn acme(site: &Site) -> Person {
    let ana = site.portal.person("Ana", "ana@acme.example").await;
    site.portal.org("Acme", "acme", &ana).await;
    ana
}

/// The value that a page asks to be published.
fn value(page: &str) -> String {
    let rest = page.split("portico-domain-verification=").nth(1).unwrap_or_else(|| panic!("no value on {page}"));
    format!("portico-domain-verification={}", rest.split(['<', '"']).next().unwrap())
}

#[tokio::test]
async fn ana_adds_a_domain_publishes_what_it_says_and_has_it() {
    let site = Site::development().await;
    let mut ana = Browser::of(&site, &acme(&site).await).await;
    let empty = ana.open("/o/acme/domains").await;
    assert!(empty.contains("No domain yet") && empty.contains("href=\"/o/acme/domains/add\""), "{empty}");
    ana.open("/o/acme/domains/add").await;
    ana.submit("/fn/domains/add", &[("names", "ana@Acme.example")]).await;
    let page = ana.page.clone();
    for shown in ["The domain is added.", "Not proven yet", "_portico.acme.example", "Host or name", "We have not looked yet."] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let looked = ana.submit("/fn/domains/check", &[]).await;
    assert!(looked.contains("The proof isn’t there yet.") && looked.contains("has no TXT record there"), "{looked}");

    site.portal.publish("_portico.acme.example.acme.example", &value(&page)).await;
    let doubled = ana.submit("/fn/domains/check", &[]).await;
    assert!(doubled.contains("your provider adds the domain by itself"), "{doubled}");
    site.portal.publish("_portico.acme.example", &value(&page)).await;
    let proven = ana.submit("/fn/domains/check", &[]).await;
    for shown in ["The domain is yours.", "No other organisation can take it", "has the value", "What must stay published", "May ask to join"] {
        assert!(proven.contains(shown), "{shown}: {proven}");
    }
    assert!(proven.contains("Asking to join is switched off for the whole organisation"), "{proven}");
    let saved = ana.submit("/fn/domains/policy", &[("policy", "nothing")]).await;
    assert!(saved.contains("Saved.") && !saved.contains("has no effect"), "{saved}");
    let home = ana.open("/o/acme").await;
    assert!(home.contains("A domain is proven"), "{home}");
    let list = ana.open("/o/acme/domains").await;
    assert!(list.contains("acme.example") && list.contains("Proven"), "{list}");
    let record = ana.open("/o/acme/activity?about=domains").await;
    assert!(record.contains("found the proof of") && record.contains("changed what people at"), "{record}");
    site.portal.drain().await;
}

#[tokio::test]
async fn what_cannot_be_added_is_named_and_stays_typed() {
    let site = Site::development().await;
    let mut ana = Browser::of(&site, &acme(&site).await).await;
    ana.open("/o/acme/domains/add").await;
    let page = ana.submit("/fn/domains/add", &[("names", "acme.example\nana@gmail.com, co.uk <10.0.0.1>")]).await;
    for shown in
        ["3 things need another look", "ana@gmail.com", "co.uk", "10.0.0.1", "Anybody can have a mailbox", "acme.example\nana@gmail.com, co.uk"]
    {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(ana.open("/o/acme/domains").await.contains("No domain yet"), "nothing was added");
    ana.open("/o/acme/domains/add").await;
    let empty = ana.submit("/fn/domains/add", &[("names", "")]).await;
    assert!(empty.contains("One thing needs another look"), "{empty}");
}

#[tokio::test]
async fn in_development_the_dns_is_a_button() {
    let site = Site::development().await;
    let mut ana = Browser::of(&site, &acme(&site).await).await;
    ana.open("/o/acme/domains/add").await;
    ana.submit("/fn/domains/add", &[("names", "acme.example")]).await;
    ana.submit("/fn/domains/play", &[]).await;
    let proven = ana.submit("/fn/domains/check", &[]).await;
    assert!(proven.contains("The domain is yours."), "{proven}");
    let withdrawn = ana.submit("/fn/domains/play", &[]).await;
    assert!(withdrawn.contains("The record is gone."), "{withdrawn}");
    let gone = ana.submit("/fn/domains/check", &[]).await;
    assert!(gone.contains("has no TXT record there") && gone.contains("Proven"), "one miss changes nothing: {gone}");
    ana.open("/o/acme/domains/add").await;
    let public = ana.submit("/fn/domains/add", &[("names", "acme-of-the-public-dns.com")]).await;
    assert!(!public.contains("/fn/domains/play"), "{public}");
    site.portal.drain().await;
}

#[tokio::test]
async fn a_domain_is_removed_after_a_question() {
    let site = Site::development().await;
    let mut ana = Browser::of(&site, &acme(&site).await).await;
    ana.open("/o/acme/domains/add").await;
    ana.submit("/fn/domains/add", &[("names", "acme.example")]).await;
    let one = ana.path.clone();
    let question = ana.open(&format!("{one}/remove")).await;
    assert!(question.contains("Remove acme.example?") && question.contains("nobody is affected"), "{question}");
    let list = ana.submit("/fn/domains/remove", &[]).await;
    assert!(list.contains("acme.example is removed.") && list.contains("No domain yet"), "{list}");
    ana.open(&one).await;
    assert_eq!(ana.status, StatusCode::NOT_FOUND);
    site.portal.pass(Duration::HOUR);
    site.portal.drain().await;
}

#[tokio::test]
async fn another_organisation_is_told_nothing_about_who_has_it() {
    let site = Site::development().await;
    let mut ana = Browser::of(&site, &acme(&site).await).await;
    let mallory = site.portal.person("Mallory", "mallory@globex.example").await;
    site.portal.org("Globex", "globex", &mallory).await;
    let mut mallory = Browser::of(&site, &mallory).await;
    for (browser, org) in [(&mut ana, "acme"), (&mut mallory, "globex")] {
        browser.open(&format!("/o/{org}/domains/add")).await;
        let page = browser.submit("/fn/domains/add", &[("names", "shared.example")]).await;
        site.portal.publish("_portico.shared.example", &value(page)).await;
        browser.submit("/fn/domains/check", &[]).await;
    }
    assert!(ana.page.contains("The domain is yours."));
    let told = &mallory.page;
    assert!(told.contains("can’t be accepted at the moment") && told.contains("We have written down your claim."), "{told}");
    assert!(!told.contains("Acme") && !told.to_lowercase().contains("another organisation has"), "{told}");
    site.portal.drain().await;
}

#[tokio::test]
async fn an_auditor_sees_domains_and_no_form() {
    let site = Site::development().await;
    let person = acme(&site).await;
    let mut ana = Browser::of(&site, &person).await;
    ana.open("/o/acme/domains/add").await;
    ana.submit("/fn/domains/add", &[("names", "acme.example")]).await;
    let one = ana.path.clone();
    let dan = site.portal.person("Dan", "dan@acme.example").await;
    site.portal.member(site.portal.inside(&person, "acme").await.org().id, &dan, &[Role::Auditor]).await;
    let mut dan = Browser::of(&site, &dan).await;
    for page in ["/o/acme/domains", &one] {
        let page = dan.open(page).await;
        assert!(page.contains("acme.example") && !page.contains("/fn/domains/") && !page.contains("/remove\""), "{page}");
    }
    dan.open(&format!("{one}/remove")).await;
    assert_eq!(dan.status, StatusCode::FORBIDDEN);
}
