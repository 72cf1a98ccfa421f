//! An organisation's settings without script, the way from a retired address, and the fortnight before the end.

use contract::Role;
use http::StatusCode;
use portal::access::{Can, permission::ManageMembers};
use portal::member::{self, RoleChange};
use testkit::Person;
use time::Duration;

use crate::browser::Browser;
use crate::site::{Site, header, to};

async fn acme(site: &Site) -> Person {
    let ana = site.portal.person("Ana", "ana@acme.example").await;
    site.portal.org("Acme", "acme", &ana).await;
    ana
}

#[tokio::test]
async fn ana_changes_what_holds_for_everybody() {
    let site = Site::development().await;
    let person = acme(&site).await;
    let mut ana = Browser::of(&site, &person).await;
    ana.open("/o/acme/settings").await;
    let named = ana.submit("/fn/settings/name", &[("name", "Acme Logistics")]).await;
    assert!(named.contains("The organisation is now called Acme Logistics."), "{named}");
    let spoken = ana.submit("/fn/settings/language", &[("locale", "de"), ("zone", "Asia/Tokyo")]).await;
    assert!(spoken.contains("Saved."), "{spoken}");
    let open = ana.submit("/fn/settings/ways-in", &[("ask_to_join", "true"), ("copy_links", "false")]).await;
    assert!(open.contains("Saved."), "{open}");
    let settings = portal::organization::look(&site.portal.can(&person, "acme").await).await.unwrap();
    assert!(settings.ask_to_join && !settings.copy_links && settings.zone == "Asia/Tokyo");
}

#[tokio::test]
async fn what_cannot_be_stays_typed() {
    let site = Site::development().await;
    let mut ana = Browser::of(&site, &acme(&site).await).await;
    ana.open("/o/acme/settings").await;
    let page = ana.submit("/fn/settings/address", &[("slug", "Acme & Co")]).await;
    assert!(page.contains("value=\"Acme &amp; Co\"") && page.contains("beginning and ending with a letter or digit"), "{page}");
    let page = ana.submit("/fn/settings/name", &[("name", "")]).await;
    assert!(page.contains("One thing needs another look"), "{page}");
}

#[tokio::test]
async fn an_old_address_leads_members_to_the_new_one_for_ninety_days() {
    let site = Site::development().await;
    let person = acme(&site).await;
    let mut ana = Browser::of(&site, &person).await;
    ana.open("/o/acme/settings").await;
    let moved = ana.submit("/fn/settings/address", &[("slug", "acme-logistics")]).await;
    assert!(moved.contains("The old one leads here for 90 days."), "{moved}");
    assert_eq!(ana.path, "/o/acme-logistics/settings");

    let cookie = site.cookie_of(&person).await;
    let ask = async |cookie: &str, path: &str| {
        let answer = site.send(to(path).header("cookie", cookie).body(axum::body::Body::empty()).unwrap()).await;
        (answer.status(), header(&answer, "location").to_owned())
    };
    assert_eq!(ask(&cookie, "/o/acme/members?q=a%26b").await, (StatusCode::FOUND, "/o/acme-logistics/members?q=a%26b".to_owned()));
    assert_eq!(ask(&cookie, "/o/acme").await, (StatusCode::FOUND, "/o/acme-logistics".to_owned()));
    let mallory = site.portal.person("Mallory", "mallory@globex.example").await;
    let stranger = site.cookie_of(&mallory).await;
    assert_eq!(ask(&stranger, "/o/acme/members").await.0, StatusCode::NOT_FOUND);

    site.portal.pass(Duration::days(91));
    site.portal.drain().await;
    let cookie = site.cookie_of(&person).await;
    assert_eq!(ask(&cookie, "/o/acme").await.0, StatusCode::NOT_FOUND, "it is nobody's again");
    assert_eq!(ask(&cookie, "/o/acme-logistics").await.0, StatusCode::OK);
}

#[tokio::test]
async fn what_was_typed_at_an_old_address_is_there_at_the_new_one() {
    let site = Site::development().await;
    let person = acme(&site).await;
    let mut ana = Browser::of(&site, &person).await;
    ana.open("/o/acme/settings").await;
    // Meanwhile it moves, in another tab.
    portal::organization::relocate(&site.portal.can(&person, "acme").await, "acme-logistics").await.unwrap();
    let page = ana.submit("/fn/settings/name", &[("name", "visit evil.example")]).await;
    assert!(page.contains("value=\"visit evil.example\"") && page.contains("One thing needs another look"), "{page}");
    assert_eq!(ana.path, "/o/acme-logistics/settings");
}

#[tokio::test]
async fn a_button_pressed_at_an_old_address_makes_no_link_that_nobody_sees() {
    let site = Site::development().await;
    let person = acme(&site).await;
    portal::invitation::invite(&site.portal.can(&person, "acme").await, "bo@x.example", &["member".into()], "en", "", "7").await.unwrap();
    let connection = portal::connection::create(&site.portal.can(&person, "acme").await, "Okta", "okta", "saml").await.unwrap();
    site.portal.drain().await;
    let invitation = site.portal.look("select id from invitation").await[0]["id"].as_str().unwrap().to_owned();
    portal::organization::relocate(&site.portal.can(&person, "acme").await, "acme-logistics").await.unwrap();
    let before = site.portal.look("select id from invitation_secret").await.len();
    let cookie = site.cookie_of(&person).await;
    for page in [format!("members/invitations/{invitation}/link"), format!("connections/{connection}/test/link")] {
        let request = to(&format!("/o/acme/{page}")).method(http::Method::POST).header("cookie", &cookie).header("sec-fetch-site", "same-origin");
        let answer = site.send(request.body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!((answer.status(), header(&answer, "location")), (StatusCode::FOUND, format!("/o/acme-logistics/{page}").as_str()));
    }
    assert_eq!(site.portal.look("select id from invitation_secret").await.len(), before);
    assert_eq!(site.portal.look("select id from connection_test").await.len(), 0);
    let made = site.portal.look("select id from event where kind = 'invitation_link_copied'").await;
    assert!(made.is_empty(), "{made:?}");
}

#[tokio::test]
async fn an_organisation_is_deleted_after_a_fortnight_unless_somebody_keeps_it() {
    let site = Site::development().await;
    let person = acme(&site).await;
    let mut ana = Browser::of(&site, &person).await;
    ana.open("/o/acme/settings").await;
    let wrong = ana.submit("/fn/settings/delete", &[("confirmation", "Globex & Co")]).await;
    assert!(wrong.contains("role=\"alert\"") && !wrong.contains("will be deleted on"), "{wrong}");
    let question = wrong.split("<dialog").find(|dialog| dialog.contains("id=\"delete\"")).unwrap();
    assert!(question.split('>').next().unwrap().contains(" open"), "the question is still asked: {question}");
    assert!(
        question.contains("href=\"#confirmation\"") && question.contains("id=\"confirmation\""),
        "the summary leads to what was typed: {question}"
    );
    assert!(question.contains("value=\"Globex &amp; Co\"") && question.contains("aria-invalid=\"true\""), "which is still there: {question}");
    ana.submit("/fn/settings/delete", &[("confirmation", "Acme")]).await;
    for page in ["/o/acme", "/o/acme/members", "/o/acme/settings", "/o/acme/leave"] {
        let page = ana.open(page).await;
        assert!(page.contains("Acme will be deleted on 16 Nov") && page.contains("action=\"/fn/settings/keep\""), "{page}");
    }
    let bo = site.portal.person("Bo", "bo@acme.example").await;
    site.portal.member(site.portal.inside(&person, "acme").await.org().id, &bo, &[Role::Member]).await;
    let mut bo = Browser::of(&site, &bo).await;
    let page = bo.open("/o/acme").await;
    assert!(page.contains("Acme will be deleted on 16 Nov") && !page.contains("/fn/settings/keep"), "who can't keep it knows of it: {page}");

    ana.open("/o/acme").await;
    let kept = ana.submit("/fn/settings/keep", &[]).await;
    assert!(kept.contains("The organisation stays.") && !kept.contains("will be deleted on"), "{kept}");
    site.portal.drain().await;
}

#[tokio::test]
async fn everybody_can_leave_but_the_last_owner() {
    let site = Site::development().await;
    let person = acme(&site).await;
    let other = site.portal.person("Bo", "bo@acme.example").await;
    site.portal.member(site.portal.inside(&person, "acme").await.org().id, &other, &[Role::Owner]).await;
    let (mut ana, mut bo) = (Browser::of(&site, &person).await, Browser::of(&site, &other).await);

    ana.open("/o/acme/leave").await;
    // Meanwhile Bo lays the role down.
    let can: Can<ManageMembers> = site.portal.can(&other, "acme").await;
    member::change_roles(&can, can.membership(), &RoleChange::Set(vec![Role::Member])).await.unwrap();
    let refused = ana.submit("/fn/settings/leave", &[]).await;
    assert!(refused.contains("role=\"alert\"") && refused.contains("You are the only owner"), "{refused}");
    assert!(!refused.contains("/fn/settings/leave"), "the page says so before anybody presses");
    assert_eq!(ana.path, "/o/acme/leave");

    bo.open("/o/acme/leave").await;
    bo.submit("/fn/settings/leave", &[]).await;
    bo.open("/o/acme").await;
    assert_eq!(bo.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_auditor_sees_the_settings_and_no_form() {
    let site = Site::development().await;
    let person = acme(&site).await;
    let dan = site.portal.person("Dan", "dan@acme.example").await;
    site.portal.member(site.portal.inside(&person, "acme").await.org().id, &dan, &[Role::Auditor]).await;
    let mut dan = Browser::of(&site, &dan).await;
    let page = dan.open("/o/acme/settings").await;
    assert!(page.contains("portico.test/o/acme") && !page.contains("/fn/settings/"), "{page}");
}
