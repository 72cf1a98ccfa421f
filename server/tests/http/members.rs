//! The list of members without script: acts on many that come back as they were filled in, and how it is sorted.

use axum::body::Body;
use contract::Role;
use http::{Method, StatusCode};
use testkit::Person;

use crate::browser::Browser;
use crate::site::{Site, header, to};

/// Alice owns Acme; Bo is a member.
async fn acme() -> (Site, Person, String) {
    let site = Site::development().await;
    let alice = site.portal.person("Alice Ng", "alice@acme.example").await;
    let org = site.portal.org("Acme", "acme", &alice).await;
    let bo = site.portal.person("Bo Nakamura", "bo@acme.example").await;
    let bo = site.portal.member(org, &bo, &[Role::Member]).await;
    (site, alice, bo.to_string())
}

/// The tag that has this in it.
fn tag<'a>(page: &'a str, kind: &str, with: &str) -> &'a str {
    let mut tags = page.split('<').filter_map(|rest| rest.split('>').next()).filter(|tag| tag.split(' ').next() == Some(kind));
    tags.find(|tag| tag.contains(with)).unwrap_or_else(|| panic!("no {kind} with {with}: {page}"))
}

#[tokio::test]
async fn an_act_on_many_that_did_not_begin_comes_back_as_it_was() {
    let (site, alice, bo) = acme().await;
    let mut browser = Browser::of(&site, &alice).await;
    let fresh = browser.open("/o/acme/members?role=member").await.to_owned();
    assert!(!tag(&fresh, "input", &bo).contains(" checked") && !tag(&fresh, "dialog", "id=\"bulk-roles\"").contains(" open"));
    // To give a role that isn't one, to Bo.
    let fields = [
        ("org", "acme"),
        ("query", "role=member"),
        ("ids[]", bo.as_str()),
        ("act", "roles"),
        ("how", "take"),
        ("roles[]", "auditor"),
        ("roles[]", "king"),
    ];
    let cookies = format!("portico_session={}", browser.cookie("portico_session").unwrap());
    let request =
        to("/fn/members/bulk").method(Method::POST).header("cookie", &cookies).header("sec-fetch-site", "same-origin").header("accept", "text/html");
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let answer = site.send(request.header("content-type", "application/x-www-form-urlencoded").body(Body::from(body)).unwrap()).await;
    assert_eq!((answer.status(), header(&answer, "location")), (StatusCode::SEE_OTHER, "/o/acme/members?role=member"));
    let set = answer.headers().get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap());
    let cookies = std::iter::once(cookies.as_str()).chain(set).collect::<Vec<_>>().join("; ");
    let request = to("/o/acme/members?role=member").header("cookie", cookies).body(Body::empty()).unwrap();
    let page = crate::site::text(site.send(request).await).await;
    assert!(page.contains("role=\"alert\""), "{page}");
    assert!(tag(&page, "input", &format!("value=\"{bo}\"")).contains(" checked"), "Bo is ticked");
    assert!(tag(&page, "dialog", "id=\"bulk-roles\"").contains(" open"), "the question is asked");
    assert!(tag(&page, "input", "id=\"how-take\"").contains(" checked") && !tag(&page, "input", "id=\"how-add\"").contains(" checked"));
    assert!(tag(&page, "input", "id=\"roles[]-auditor\"").contains(" checked") && !tag(&page, "input", "id=\"roles[]-owner\"").contains(" checked"));
}

#[tokio::test]
async fn without_script_all_that_match_are_a_tick_away() {
    let (site, alice, bo) = acme().await;
    let mut browser = Browser::of(&site, &alice).await;
    let page = browser.open("/o/acme/members?role=member").await;
    let aside = page.split("<noscript>").find(|aside| aside.contains("name=\"all_matching\"")).unwrap();
    assert!(aside.split("</noscript>").next().unwrap().contains("All 1 that match"), "{page}");
    browser.submit("/fn/members/bulk", &[("all_matching", "true"), ("act", "suspend")]).await;
    assert!(browser.path.starts_with("/o/acme/bulk/"), "{}", browser.path);
    site.portal.drain().await;
    let page = browser.open(&browser.path.clone()).await;
    assert!(page.contains("Bo Nakamura") && page.contains("1 of 1"), "{bo}: {page}");
}

#[tokio::test]
async fn a_column_says_what_the_list_is_sorted_by() {
    let (site, alice, _) = acme().await;
    let mut browser = Browser::of(&site, &alice).await;
    for (query, sorted) in [("", Some("ascending")), ("?sort=-name", Some("descending")), ("?q=a", None), ("?q=a&sort=name", Some("ascending"))] {
        let page = browser.open(&format!("/o/acme/members{query}")).await;
        let head = page.split("<th ").find(|head| head.contains(">Person<")).unwrap_or_else(|| panic!("{page}"));
        let said = head.split('>').next().unwrap().split("aria-sort=\"").nth(1).and_then(|rest| rest.split('"').next());
        assert_eq!(said, sorted, "{query}");
    }
}

#[tokio::test]
async fn what_was_pressed_by_mistake_is_undone() {
    let (site, alice, bo) = acme().await;
    let mut browser = Browser::of(&site, &alice).await;
    browser.open(&format!("/o/acme/members/{bo}")).await;
    let suspended = browser.submit("/fn/members/suspend", &[]).await;
    assert!(suspended.contains("Bo Nakamura is suspended.") && suspended.contains(">Undo<"), "{suspended}");
    let again = browser.submit("/fn/members/reactivate", &[]).await;
    assert!(again.contains("Bo Nakamura is active again."), "{again}");

    let audits = browser.submit("/fn/members/roles", &[("roles[]", "auditor")]).await.to_owned();
    assert!(audits.contains(">Undo<") && tag(&audits, "input", "id=\"roles[]-auditor\"").contains(" checked"), "{audits}");
    let back = browser.submit("/fn/members/roles", &[]).await.to_owned();
    assert!(tag(&back, "input", "id=\"roles[]-member\"").contains(" checked"), "{back}");
    assert!(!tag(&back, "input", "id=\"roles[]-auditor\"").contains(" checked"), "{back}");

    // There is no way back from a removal but an invitation.
    let removed = browser.submit("/fn/members/remove", &[]).await;
    assert!(removed.contains("Bo Nakamura is removed.") && !removed.contains(">Undo<"), "{removed}");
    site.portal.drain().await;
}
