//! The record as people read it, and as they take it with them.

use axum::body::Body;
use axum::response::Response;
use http::{Method, StatusCode};
use portal::access::permission::ManageSettings;
use portal::organization;
use testkit::Person;

use crate::site::{Site, header, text, to};

/// Ana renamed Acme a number of times; the last name is the newest entry.
async fn acme(renamed: usize) -> (Site, Person) {
    let site = Site::development().await;
    let ana = site.portal.person("Ana Lindqvist", "ana@acme.example").await;
    site.portal.org("Acme", "acme", &ana).await;
    let can = site.portal.can::<ManageSettings>(&ana, "acme").await;
    for number in 1..=renamed {
        site.portal.pass(time::Duration::minutes(1));
        organization::rename(&can, &format!("Acme No {number:03}")).await.unwrap();
    }
    (site, ana)
}

async fn page(site: &Site, who: &Person, path: &str) -> String {
    let cookie = site.cookie_of(who).await;
    let answer = site.send(to(path).header("cookie", cookie).body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    text(answer).await
}

async fn export(site: &Site, who: &Person, body: &str) -> Response {
    let request = to("/o/acme/activity/export").method(Method::POST).header("cookie", site.cookie_of(who).await);
    let request = request.header("content-type", "application/x-www-form-urlencoded").header("sec-fetch-site", "same-origin");
    site.send(request.body(Body::from(body.to_owned())).unwrap()).await
}

fn link<'a>(page: &'a str, rel: &str) -> Option<&'a str> {
    let tag = page.split("<a ").find(|tag| tag.split('>').next().is_some_and(|tag| tag.contains(&format!("rel=\"{rel}\""))))?;
    tag.split("href=\"").nth(1)?.split('"').next()
}

#[tokio::test]
async fn the_newest_comes_first_and_older_pages_follow() {
    let (site, ana) = acme(60).await;
    let first = page(&site, &ana, "/o/acme/activity").await;
    assert!(first.contains("renamed the organisation to") && first.contains("Firefox · Linux · 192.0.2.7"), "{first}");
    assert!(first.find("Acme No 060").unwrap() < first.find("Acme No 059").unwrap());
    assert!(first.contains("60 entries") && link(&first, "prev").is_none());
    let older = link(&first, "next").unwrap();
    let second = page(&site, &ana, &older.replace("&amp;", "&")).await;
    assert!(second.contains("Acme No 010") && !second.contains("Acme No 012<"), "{second}");
    let newer = link(&second, "prev").unwrap();
    assert!(page(&site, &ana, &newer.replace("&amp;", "&")).await.contains("Acme No 060"));
}

#[tokio::test]
async fn the_address_is_the_filter() {
    let (site, ana) = acme(3).await;
    let found = page(&site, &ana, "/o/acme/activity?about=organization_renamed&when=7d&q=002").await;
    assert!(found.contains("Organisation renamed") && found.contains("The last 7 days") && found.contains("value=\"002\""), "{found}");
    assert!(found.contains("name=\"query\" value=\"about=organization_renamed&amp;when=7d&amp;q=002\""), "what is exported is what is shown");
    assert!(found.contains("Acme No 002") && found.contains("Acme No 003"), "before and after: {found}");
    let nothing = page(&site, &ana, "/o/acme/activity?by=portal").await;
    assert!(nothing.contains("Nothing matches"), "{nothing}");
    let typed = page(&site, &ana, "/o/acme/activity?by=&about=&when=&from=2026-11-02&to=&q=&older=x").await;
    assert!(typed.contains("since 2026-11-02") && typed.contains("Acme No 001"), "{typed}");
}

#[tokio::test]
async fn what_no_record_has_is_no_accident() {
    let (site, ana) = acme(1).await;
    assert!(page(&site, &ana, "/o/acme/activity?q=%00").await.contains("Acme No 001"));
    assert!(page(&site, &ana, "/o/acme/activity?q=a%00b").await.contains("Nothing matches"));
    assert_eq!(export(&site, &ana, "query=q%3D%2500").await.status(), StatusCode::OK);
    let log = to("/sso/log/a%00b").header("cookie", site.cookie_of(&ana).await).body(Body::empty()).unwrap();
    assert_eq!(site.send(log).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_filter_that_nobody_offers_is_seen_and_kept() {
    let (site, ana) = acme(1).await;
    let nobody = "01900000-0000-7000-8000-000000000000";
    let found = page(&site, &ana, &format!("/o/acme/activity?by={nobody}&when=14d")).await;
    for kept in [format!("value=\"{nobody}\" checked"), "value=\"14d\" checked".to_owned()] {
        assert!(found.contains(&kept), "{kept}: {found}");
    }
    assert!(found.contains("The last 14 days") && found.contains("aria-label=\"Remove the filter By\""), "{found}");
}

#[tokio::test]
async fn what_somebody_did_is_a_step_from_their_page_and_an_acts_outcomes_from_the_record() {
    let (site, ana) = acme(1).await;
    let bo = site.portal.person("Bo Nakamura", "bo@acme.example").await;
    let org = site.portal.inside(&ana, "acme").await.org().id;
    let member = site.portal.member(org, &bo, &[contract::Role::Administrator]).await;
    let them = page(&site, &ana, &format!("/o/acme/members/{member}")).await;
    let way = format!("/o/acme/activity?by={}", bo.id);
    assert!(them.contains(&format!("href=\"{way}\"")), "{them}");
    assert!(page(&site, &ana, &way).await.contains("Bo Nakamura"), "who is asked for is named, having done nothing");

    let selection = portal::bulk::Selection::These(vec![member.0]);
    let act = portal::bulk::on_members(&site.portal.can(&ana, "acme").await, portal::bulk::MemberAct::Suspend, &selection).await.unwrap();
    site.portal.drain().await;
    let record = page(&site, &ana, "/o/acme/activity").await;
    assert!(record.contains(&format!("href=\"/o/acme/bulk/{act}\"")), "{record}");
}

#[tokio::test]
async fn exactly_what_is_shown_is_exported_and_that_is_recorded() {
    let (site, ana) = acme(3).await;
    let answer = export(&site, &ana, "format=csv&query=q%3D002").await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(header(&answer, "content-type"), "text/csv; charset=utf-8");
    assert_eq!(header(&answer, "content-disposition"), "attachment; filename=\"acme-activity-2026-11-02.csv\"");
    let reference = header(&answer, "x-request-id").to_owned();
    let csv = text(answer).await;
    assert_eq!(csv.lines().count(), 3, "a heading, and the two that say 002: {csv}");
    let answer = export(&site, &ana, "format=ndjson&query=about%3Drecord").await;
    assert_eq!(header(&answer, "content-type"), "application/x-ndjson");
    let lines = text(answer).await;
    let recorded: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!((&recorded["event"], &recorded["detail"]["filter"]), (&"activity_exported".into(), &"q=002".into()));
    assert_eq!(export(&site, &ana, "format=xls").await.status(), StatusCode::NOT_FOUND);
    let found = page(&site, &ana, &format!("/o/acme/activity?q={reference}")).await;
    assert!(found.contains("exported the activity") && found.contains("1 entry"), "by the reference that the log has: {found}");
    assert!(found.contains(&format!("data-copy=\"{reference}\"")), "{found}");
}
