//! An invitation as whoever opens it finds it: a page and a next step for every state.

use contract::{OrgId, Role};
use http::StatusCode;
use portal::{
    access::permission::InvitePeople,
    invitation::{self, Listing},
};
use testkit::Person;
use time::Duration;

use crate::{
    browser::Browser,
    site::{Site, header, text, to},
};

const BO: &str = "bo@x.example";
const PASSWORD: &str = "nine herons over the marsh";

/// Acme, whose owner Alice has invited Bo.
struct Invited {
    site: Site,
    org: OrgId,
    alice: Person,
    link: String,
}

impl Invited {
    async fn new() -> Self {
        let site = Site::development().await;
        let alice = site.portal.person("Alice Ng", "alice@acme.example").await;
        let org = site.portal.org("Acme Logistics", "acme", &alice).await;
        let can = site.portal.can::<InvitePeople>(&alice, "acme").await;
        invitation::invite(&can, "Bo Nakamura <bo@x.example>", &["auditor".into()], "en", "See you <soon>!", "7").await.unwrap();
        let link = site.portal.mail(BO).await.link();
        Self { site, org, alice, link }
    }

    /// The link as it is copied and handed over.
    async fn copied(&self) -> String {
        invitation::copy_link(&self.site.portal.can(&self.alice, "acme").await, self.id().await).await.unwrap()
    }

    async fn id(&self) -> contract::InvitationId {
        let (page, _) = invitation::list(&self.site.portal.can(&self.alice, "acme").await, &Listing::default()).await.unwrap();
        page.rows[0].id
    }

    async fn change_org(&self, change: &str) {
        self.site.portal.arrange(&format!("update organization set {change}")).await;
    }

    /// How many members there are.
    async fn members(&self) -> i64 {
        self.site.portal.members_of(self.org).await
    }
}

/// A browser in which that person has signed in.
async fn signed_in<'a>(site: &'a Site, address: &str) -> Browser<'a> {
    let mut browser = Browser::new(site);
    browser.open("/sign-in").await;
    browser.submit("/fn/sign-in/begin", &[("address", address)]).await;
    browser.submit("/fn/sign-in/password", &[("password", testkit::PASSWORD)]).await;
    browser
}

#[tokio::test]
async fn when_the_inviter_may_not_those_who_can_send_it_again_are_asked() {
    let acme = Invited::new().await;
    let petra = acme.site.portal.person("Petra", "petra@acme.example").await;
    let membership = acme.site.portal.member(acme.org, &petra, &[Role::PeopleAdministrator]).await;
    let can = acme.site.portal.can::<InvitePeople>(&petra, "acme").await;
    invitation::invite(&can, "cy@x.example", &["member".into()], "en", "", "7").await.unwrap();
    let link = acme.site.portal.mail("cy@x.example").await.link();
    portal::member::remove(&acme.site.portal.can(&acme.alice, "acme").await, membership).await.unwrap();
    acme.site.portal.drain().await;

    let mut cy = Browser::new(&acme.site);
    let page = cy.open(&link).await;
    assert!(page.contains("can’t be accepted as it is") && !page.contains("petra@acme.example"), "she may be gone: {page}");
    let asked = cy.submit("/fn/invitation/renew", &[]).await;
    assert!(asked.contains("We’ve asked for you"), "{asked}");
    assert!(acme.site.portal.mail("alice@acme.example").await.subject.contains("cy@x.example asks for a new invitation"));

    let person = acme.site.portal.person("Cy", "cy@x.example").await;
    let mut cy = Browser::of(&acme.site, &person).await;
    let page = cy.open("/organizations").await.to_owned();
    let own = page.split("href=\"/invitations/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    cy.open(&format!("/invitations/{own}")).await;
    let asked = cy.submit("/fn/invitation/renew-own", &[]).await;
    assert!(asked.contains("We’ve asked for you"), "{asked}");
    assert_eq!(acme.site.portal.mails("alice@acme.example").await.len(), 1, "once a day");
}

#[tokio::test]
async fn somebody_new_reads_who_asks_and_joins() {
    let acme = Invited::new().await;
    let mut bo = Browser::new(&acme.site);
    let page = bo.open(&acme.link).await.to_owned();
    assert_eq!(bo.path, "/invitation", "the secret is out of the address");
    for said in
        ["Join Acme Logistics", "Alice Ng", "Auditor", "Can see people, sign-in, settings and activity", "See you &lt;soon&gt;!", "2026", "CET", BO]
    {
        assert!(page.contains(said), "{said} is missing:\n{page}");
    }
    assert!(page.contains("value=\"Bo Nakamura\""), "the inviter’s name for them is there to begin with");

    let flawed = bo.submit("/fn/invitation/join", &[("name", "Bo N."), ("password", "password1")]).await;
    assert!(flawed.contains("value=\"Bo N.\"") && flawed.contains("guessed too soon") && flawed.contains("once you accept the terms"), "{flawed}");
    assert!(!flawed.contains("password1"), "a password never comes back");
    assert_eq!(acme.members().await, 1);

    let home = bo.submit("/fn/invitation/join", &[("name", "Bo N."), ("password", PASSWORD), ("terms", "true")]).await;
    assert!(home.contains("Welcome! You’re in."), "{home}");
    assert_eq!((bo.path.as_str(), acme.members().await), ("/o/acme", 2));
    assert!(!bo.open("/o/acme").await.contains("Welcome! You’re in."), "said once");
    let again = bo.open(&acme.link).await;
    assert!(again.contains("You’re in already") && again.contains("href=\"/o/acme\""), "{again}");
}

#[tokio::test]
async fn opening_changes_nothing_and_says_nothing_to_others() {
    let acme = Invited::new().await;
    for method in ["GET", "HEAD"] {
        let path = acme.link.strip_prefix("http://portico.test").unwrap();
        let opened = acme.site.send(to(path).method(method).body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!((opened.status(), header(&opened, "location")), (StatusCode::SEE_OTHER, "/invitation"), "{method}");
        assert_eq!(header(&opened, "referrer-policy"), "no-referrer");
        let cookie = header(&opened, "set-cookie");
        assert!(cookie.contains("; HttpOnly; SameSite=Lax; Max-Age=3600"), "{cookie}");
    }
    let mut scanner = Browser::new(&acme.site);
    for _ in 0..3 {
        assert!(scanner.open(&acme.link).await.contains("Create account and join"));
    }
    // A scanner that submits what it finds is stopped by the empty password.
    scanner.submit("/fn/invitation/join", &[]).await;
    assert_eq!((scanner.path.as_str(), acme.members().await), ("/invitation", 1));
}

#[tokio::test]
async fn a_link_that_is_cut_short_is_like_one_that_never_was() {
    let acme = Invited::new().await;
    let secret = acme.link.rsplit_once('/').unwrap().1;
    let mut pages = Vec::new();
    for wrong in [secret[..secret.len() - 1].to_owned(), secret.chars().rev().collect(), "x".into(), "A".repeat(22), "%00".into()] {
        let mut bo = Browser::new(&acme.site);
        let page = bo.open(&format!("/i/{wrong}")).await;
        assert!(page.contains("We can’t find this invitation") && !page.contains("Acme"), "{page}");
        pages.push(without_nonce(page));
        assert_eq!(bo.status, StatusCode::NOT_FOUND);
    }
    assert!(pages.iter().all(|page| page == &pages[0]));

    // The invitation seen before isn't shown in its place.
    let mut bo = Browser::new(&acme.site);
    bo.open(&acme.link).await;
    assert!(bo.open("/i/x").await.contains("We can’t find this invitation"));
}

fn without_nonce(page: &str) -> String {
    let mut parts = page.split("nonce=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.map(|part| part.split_once('"').map_or("", |(_, rest)| rest)).fold(first, |page, rest| page + rest)
}

#[tokio::test]
async fn a_person_with_an_account_signs_in_on_the_way() {
    let acme = Invited::new().await;
    acme.site.portal.person("Bo Nakamura", BO).await;
    let mut bo = Browser::new(&acme.site);
    assert!(bo.open(&acme.link).await.contains("You have an account with"));
    bo.submit("/fn/invitation/sign-in", &[]).await;
    assert_eq!(bo.path, "/sign-in/password");
    let back = bo.submit("/fn/sign-in/password", &[("password", testkit::PASSWORD)]).await;
    assert!(back.contains("You are signed in as") && back.contains("Join Acme Logistics"), "{back}");
    assert_eq!((bo.path.as_str(), acme.members().await), ("/invitation", 1));

    let home = bo.submit("/fn/invitation/accept", &[]).await;
    assert!(home.contains("Welcome! You’re in."), "{home}");
    assert_eq!((bo.path.as_str(), acme.members().await), ("/o/acme", 2));
    let elsewhere = Browser::new(&acme.site).open(&acme.link).await.to_owned();
    assert!(elsewhere.contains("This invitation has been accepted") && elsewhere.contains("/o/acme/sign-in?next=/o/acme"), "{elsewhere}");
}

#[tokio::test]
async fn signed_in_as_somebody_else_one_changes_over() {
    let acme = Invited::new().await;
    acme.site.portal.person("Mallory", "mallory@globex.example").await;
    let mut browser = signed_in(&acme.site, "mallory@globex.example").await;
    let page = browser.open(&acme.link).await;
    assert!(page.contains(BO) && page.contains("mallory@globex.example"), "both are said: {page}");
    assert!(!page.contains("/fn/invitation/accept"), "there is nothing to accept with");
    let over = browser.submit("/fn/invitation/change-over", &[]).await;
    assert!(over.contains("Create account and join"), "{over}");
    assert_eq!((browser.path.as_str(), acme.members().await), ("/invitation", 1));
    browser.open("/account").await;
    assert_eq!(browser.path, "/sign-in?next=/account");
}

#[tokio::test]
async fn a_copied_link_asks_for_a_code_first() {
    let acme = Invited::new().await;
    let link = acme.copied().await;
    let mut bo = Browser::new(&acme.site);
    let page = bo.open(&link).await;
    assert!(page.contains("This link didn’t come by mail") && !page.contains("name=\"password\""), "{page}");
    bo.submit("/fn/invitation/ask-for-code", &[]).await;
    let wrong = bo.submit("/fn/invitation/code", &[("code", "000000")]).await;
    assert!(wrong.contains("That isn’t the code"), "{wrong}");
    acme.site.portal.pass(Duration::minutes(2));
    bo.submit("/fn/invitation/mail", &[]).await;
    let code = acme.site.portal.mail(BO).await.code();
    let page = bo.submit("/fn/invitation/code", &[("code", &code)]).await;
    assert!(page.contains("Create account and join"), "{page}");
    bo.submit("/fn/invitation/join", &[("name", "Bo"), ("password", PASSWORD), ("terms", "true")]).await;
    assert_eq!((bo.path.as_str(), acme.members().await), ("/o/acme", 2));
}

#[tokio::test]
async fn who_comes_too_late_asks_for_a_new_one() {
    let acme = Invited::new().await;
    acme.site.portal.pass(Duration::days(8));
    let mut bo = Browser::new(&acme.site);
    let page = bo.open(&acme.link).await;
    assert!(page.contains("This invitation has expired") && page.contains("9 November 2026"), "{page}");
    for _ in 0..2 {
        let asked = bo.submit("/fn/invitation/renew", &[]).await;
        assert!(asked.contains("We’ve asked for you"), "{asked}");
        bo.open(&acme.link).await;
    }
    assert_eq!(acme.site.portal.mails("alice@acme.example").await.len(), 1, "asked twice, mailed once");
}

#[tokio::test]
async fn every_other_state_is_said_with_what_to_do_next() {
    let acme = Invited::new().await;
    acme.site.portal.person("Bo Nakamura", BO).await;
    let mut bo = signed_in(&acme.site, BO).await;
    for (change, said, next) in [
        ("seat_limit = 1", "Acme Logistics has no free seat", "href=\"/invitation\""),
        ("seat_limit = null, status = 'suspended'", "Acme Logistics is suspended", "mailto:alice@acme.example"),
        ("status = 'active', delete_after = now() + interval '14 days'", "Acme Logistics is about to be deleted", "mailto:alice@acme.example"),
    ] {
        acme.change_org(change).await;
        let page = bo.open(&acme.link).await;
        assert!(page.contains(said) && page.contains(next) && !page.contains("/fn/invitation/accept\""), "{change}: {page}");
    }
    acme.change_org("delete_after = null").await;
    let mut bos = bo;
    bos.open(&acme.link).await;
    let can = acme.site.portal.can::<InvitePeople>(&acme.alice, "acme").await;
    invitation::revoke(&can, acme.id().await).await.unwrap();
    // Pressed too late, the button tells what has become of it.
    let page = bos.submit("/fn/invitation/accept", &[]).await;
    assert!(page.contains("This invitation was withdrawn") && page.contains("Write to Alice Ng"), "{page}");
    assert_eq!((bos.status, acme.members().await), (StatusCode::OK, 1));
}

#[tokio::test]
async fn the_button_is_for_the_invitation_that_was_seen() {
    let acme = Invited::new().await;
    let bo = acme.site.portal.person("Bo Nakamura", BO).await;
    let carol = acme.site.portal.person("Carol", "carol@globex.example").await;
    acme.site.portal.org("Globex", "globex", &carol).await;
    let can = acme.site.portal.can::<InvitePeople>(&carol, "globex").await;
    invitation::invite(&can, BO, &["member".into()], "en", "", "7").await.unwrap();
    let other = acme.site.portal.mail(BO).await.link();

    let mut browser = signed_in(&acme.site, BO).await;
    browser.open(&acme.link).await;
    let first_tab = browser.page.clone();
    browser.open(&other).await;
    browser.page = first_tab;
    let page = browser.submit("/fn/invitation/accept", &[]).await;
    assert!(page.contains("This is another invitation") && page.contains("Join Globex"), "{page}");
    assert_eq!(acme.members().await, 1);
    let mine = invitation::pending(&acme.site.portal.portal, &bo.visitor()).await.unwrap();
    assert_eq!(mine.len(), 2, "neither is spent");
}

#[tokio::test]
async fn an_invitation_of_ones_own_list_needs_no_link() {
    let acme = Invited::new().await;
    acme.site.portal.person("Bo Nakamura", BO).await;
    acme.site.portal.person("Mallory", "mallory@globex.example").await;
    let page = format!("/invitations/{}", acme.id().await);
    let mut mallory = signed_in(&acme.site, "mallory@globex.example").await;
    mallory.open(&page).await;
    assert_eq!(mallory.status, StatusCode::NOT_FOUND);

    let mut bo = Browser::new(&acme.site);
    bo.open(&page).await;
    assert_eq!(bo.path, format!("/sign-in?next={page}"));
    bo.submit("/fn/sign-in/begin", &[("address", BO)]).await;
    bo.submit("/fn/sign-in/password", &[("password", testkit::PASSWORD)]).await;
    assert!(bo.page.contains("Alice Ng") && bo.page.contains("Auditor"), "{}", bo.page);
    acme.change_org("seat_limit = 1").await;
    assert!(bo.submit("/fn/invitation/accept-own", &[]).await.contains("has no free seat"));
    acme.change_org("seat_limit = null").await;
    bo.open(&page).await;
    bo.submit("/fn/invitation/accept-own", &[]).await;
    assert_eq!((bo.path.as_str(), acme.members().await), ("/o/acme", 2));
    bo.open(&page).await;
    assert_eq!(bo.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_suspended_and_those_whose_inviter_is_gone_are_told_so() {
    let acme = Invited::new().await;
    let bo = acme.site.portal.person("Bo Nakamura", BO).await;
    acme.site.portal.member(acme.org, &bo, &[Role::Member]).await;
    let suspend = |person: &Person| format!("update membership set status = 'suspended' where person_id = '{}'", person.id);
    acme.site.portal.arrange(&suspend(&bo)).await;
    let mut browser = signed_in(&acme.site, BO).await;
    let page = browser.open(&acme.link).await;
    assert!(page.contains("Your membership is suspended"), "{page}");
    acme.site.portal.arrange(&suspend(&acme.alice)).await;
    let page = Browser::new(&acme.site).open(&acme.link).await.to_owned();
    assert!(page.contains("can’t be accepted as it is"), "{page}");
}

#[tokio::test]
async fn an_invitation_speaks_german() {
    let acme = Invited::new().await;
    let path = acme.link.strip_prefix("http://portico.test").unwrap();
    let cookie = header(&acme.site.get(path).await, "set-cookie").split(';').next().unwrap().to_owned();
    let request = to("/invitation").header("cookie", cookie).header("accept-language", "de-AT,de;q=0.9").header("accept", "text/html");
    let page = text(acme.site.send(request.body(axum::body::Body::empty()).unwrap()).await).await;
    for said in ["Acme Logistics beitreten", "lädt Sie ein", "Revision", "Montag, 9. November 2026", "Konto anlegen und Acme Logistics beitreten"] {
        assert!(page.contains(said), "{said} is missing:\n{page}");
    }
}
