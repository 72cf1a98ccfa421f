//! Lists of people that are sent as files, and links that are shown once.

use contract::{InvitationId, Role};
use http::{Method, StatusCode};
use portal::{activity, audit::Event};
use testkit::Person;

use crate::browser::Browser;
use crate::site::{Site, header, text, to};

const INVITE: &str = "/o/acme/members/invite";
const UPLOAD: &str = "/o/acme/members/invite/file";
const MEGABYTE: usize = 1024 * 1024;

/// Alice and her company.
async fn acme() -> (Site, Person) {
    let site = Site::development().await;
    let alice = site.portal.person("Alice Ng", "alice@acme.example").await;
    site.portal.org("Acme Logistics", "acme", &alice).await;
    (site, alice)
}

#[tokio::test]
async fn a_list_is_uploaded_looked_over_and_sent() {
    let (site, alice) = acme().await;
    let mut browser = Browser::of(&site, &alice).await;
    let file = "Name;E-Mail\nBo Nakamura;bo@x.example\nCy;cy at x\nAlice;alice@acme.example\n";
    browser.upload(UPLOAD, "file", file.as_bytes()).await;
    assert!(browser.path.starts_with(&format!("{INVITE}/")), "{}", browser.path);
    for shown in ["bo@x.example", "Bo Nakamura", "cy at x", "Member already", "Invite 1 person"] {
        assert!(browser.page.contains(shown), "{shown}: {}", browser.page);
    }
    browser.submit("/fn/invitations/send", &[]).await;
    // Who was left out stands there still, and why.
    assert!(browser.path.starts_with(&format!("{INVITE}/")) && browser.path.ends_with("?rest"), "{}", browser.path);
    for shown in ["1 invitation is on its way.", "What was left out", "cy at x", "Member already"] {
        assert!(browser.page.contains(shown), "{shown}: {}", browser.page);
    }
    assert!(!browser.page.contains("bo@x.example"));
    browser.open("/o/acme/members/invitations").await;
    assert!(browser.page.contains("bo@x.example") && !browser.page.contains("cy at x"), "{}", browser.page);
    assert!(site.portal.mail("bo@x.example").await.subject.contains("Acme Logistics"));
}

#[tokio::test]
async fn what_the_database_has_no_letter_for_is_looked_over_like_any_other_row() {
    let (site, alice) = acme().await;
    let mut browser = Browser::of(&site, &alice).await;
    browser.open(INVITE).await;
    let page = browser.submit("/fn/invitations/invite", &[("addresses", "a\0b"), ("roles[]", "member"), ("locale", "en"), ("days", "7")]).await;
    assert!(page.contains("No e-mail address") && page.contains(">a b<"), "{page}");
}

#[tokio::test]
async fn a_list_by_two_states_is_a_list_by_two_states() {
    let (site, alice) = acme().await;
    let mut browser = Browser::of(&site, &alice).await;
    let page = browser.open("/o/acme/members/invitations?state=pending&state=revoked").await;
    for kept in ["value=\"pending\" checked", "value=\"revoked\" checked", "Open +1"] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
}

#[tokio::test]
async fn an_act_on_invitations_that_did_not_begin_says_why() {
    let (site, alice) = acme().await;
    let mut browser = Browser::of(&site, &alice).await;
    browser.upload(UPLOAD, "file", b"bo@x.example\n").await;
    browser.submit("/fn/invitations/send", &[]).await;
    browser.open("/o/acme/members/invitations").await;
    let page = browser.submit("/fn/invitations/bulk", &[("act", "resend")]).await;
    assert!(page.contains("Nobody was selected."), "{page}");
    // Without script there is a box for all of them.
    assert!(page.contains("All 1 that match"), "{page}");
    browser.submit("/fn/invitations/bulk", &[("all_matching", "true"), ("act", "resend")]).await;
    assert!(browser.path.starts_with("/o/acme/bulk/"), "{}", browser.path);
    site.portal.drain().await;
}

#[tokio::test]
async fn a_file_that_cannot_be_used_comes_back_with_the_reason() {
    let (site, alice) = acme().await;
    let mut browser = Browser::of(&site, &alice).await;
    for (file, reason) in [
        (vec![b'a'; 2 * MEGABYTE + 1], "This is larger than 2 MB."),
        (vec![b'a'; 9 * MEGABYTE], "This is larger than 2 MB."),
        (b"\x89PNG\r\n\x1a\n\0\0".to_vec(), "We can’t read this as CSV."),
        (b"PK\x03\x04".to_vec(), "We can’t read this as CSV."),
        (Vec::new(), "Please fill this in."),
        (b"E-mail,Name\n".to_vec(), "Please fill this in."),
        ("x@y.example\n".repeat(10_001).into_bytes(), "At most 10000 at once"),
    ] {
        browser.upload(UPLOAD, "file", &file).await;
        assert_eq!(browser.path, INVITE, "{reason}");
        assert!(browser.page.contains(reason), "{reason}: {}", browser.page);
    }
    browser.upload(UPLOAD, "something-else", b"x@y.example").await;
    assert!(browser.page.contains("Please fill this in."), "{}", browser.page);
}

#[tokio::test]
async fn much_more_than_a_list_is_refused_before_it_is_read() {
    let (site, alice) = acme().await;
    let cookie = site.cookie_of(&alice).await;
    let request = to(UPLOAD).method(Method::POST).header("cookie", cookie).header("content-length", 17 * MEGABYTE);
    let request = request.header("content-type", "multipart/form-data; boundary=x").header("sec-fetch-site", "same-origin");
    let refused = site.send(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(refused.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(text(refused).await.contains("\"too-large\""));
}

#[tokio::test]
async fn what_is_no_upload_at_all_is_told_so() {
    let (site, alice) = acme().await;
    let cookie = site.cookie_of(&alice).await;
    for (kind, body) in [
        ("application/x-www-form-urlencoded", "file=x%40y.example"),
        ("multipart/form-data", "x"),
        ("multipart/form-data; boundary=x", "--y\r\n"),
        ("multipart/form-data; boundary=x", ""),
        ("text/csv", "x@y.example"),
    ] {
        let request = to(UPLOAD).method(Method::POST).header("cookie", &cookie).header("sec-fetch-site", "same-origin").header("content-type", kind);
        let refused = site.send(request.body(axum::body::Body::from(body)).unwrap()).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{kind} {body}");
        assert_eq!(header(&refused, "content-type"), "application/problem+json");
    }
}

#[tokio::test]
async fn who_may_not_invite_sends_no_file() {
    let (site, alice) = acme().await;
    let bo = site.portal.person("Bo Nakamura", "bo@acme.example").await;
    let org = site.portal.inside(&alice, "acme").await.org().id;
    site.portal.member(org, &bo, &[Role::Auditor]).await;
    let mut browser = Browser::of(&site, &bo).await;
    browser.upload(UPLOAD, "file", b"x@y.example").await;
    assert_eq!((browser.path.as_str(), browser.status), (INVITE, StatusCode::FORBIDDEN));
    // Not even by another site through somebody who may.
    let cookie = site.cookie_of(&alice).await;
    let request = to(UPLOAD).method(Method::POST).header("cookie", cookie).header("sec-fetch-site", "cross-site");
    let refused = site.send(request.header("content-type", "multipart/form-data; boundary=x").body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    assert!(text(refused).await.contains("\"cross-site\""));
}

#[tokio::test]
async fn a_link_is_shown_once_to_whoever_asked_for_it() {
    let (site, alice) = acme().await;
    let mut browser = Browser::of(&site, &alice).await;
    browser.upload(UPLOAD, "file", b"bo@x.example\n").await;
    browser.submit("/fn/invitations/send", &[]).await;
    let one = browser.page.split("href=\"/o/acme/members/invitations/").nth(1).unwrap().split('"').next().unwrap();
    let id = one.split('/').next().unwrap().to_owned();
    let page = format!("/o/acme/members/invitations/{id}/link");
    assert!(!browser.open(&page).await.contains("/i/"), "nothing is made by looking");
    browser.press(&page).await;
    assert!(browser.status == StatusCode::OK && browser.page.contains("http://portico.test/i/"), "{}", browser.page);
    assert!(!browser.open(&page).await.contains("/i/"), "it is never shown again");
    let id: InvitationId = id.parse().unwrap();
    let record = activity::about(&site.portal.can(&alice, "acme").await, id.0, 10).await.unwrap();
    assert_eq!(record.iter().filter(|entry| matches!(entry.event, Some(Event::InvitationLinkCopied { .. }))).count(), 1);

    let request = to(&page).method(Method::POST).header("cookie", site.cookie_of(&alice).await).header("sec-fetch-site", "cross-site");
    let refused = site.send(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(refused.status(), StatusCode::FORBIDDEN, "another site makes none");

    let one = page.strip_suffix("/link").unwrap();
    browser.open(&format!("{one}/revoke")).await;
    browser.submit("/fn/invitations/revoke", &[]).await;
    for asked in ["link", "revoke"] {
        browser.open(&format!("{one}/{asked}")).await;
        assert_eq!(browser.path, one, "of what is taken back there is nothing to ask");
    }
    site.portal.drain().await;
}
