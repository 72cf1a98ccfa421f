//! Coming in by a connection as somebody who is invited to more than being a member: a provider's word gives nobody rights.

use http::StatusCode;
use portal::access::permission::InvitePeople;
use portal::invitation;
use practice_idp::Fault;

use crate::browser::Browser;
use crate::practice::Acme;

const BEN: &str = "ben@acme.example";

/// Alice invites Ben to own the place with her; the link of his mail.
async fn invited(acme: &Acme) -> String {
    let can = acme.site.portal.can::<InvitePeople>(&acme.alice, "acme").await;
    invitation::invite(&can, BEN, &["owner".to_owned()], "en", "", "7").await.unwrap();
    acme.site.portal.mail(BEN).await.link()
}

/// From now on everybody at acme.example has to come by the connection.
async fn required(acme: &Acme) {
    acme.site.portal.arrange("update domain set policy = 'require_sso'").await;
    acme.site.portal.arrange(&format!("insert into sign_in_policy (org_id, required_from) values ('{}', '2026-11-01')", acme.org)).await;
}

/// What Ben is, and what has become of his invitation.
async fn ben_is(acme: &Acme) -> (Vec<String>, String) {
    let held = "select r.role from membership_role r join membership m on m.org_id = r.org_id and m.id = r.membership_id
                 where m.address = 'ben@acme.example'";
    let roles = acme.site.portal.look(held).await.iter().map(|row| row["role"].as_str().unwrap().to_owned()).collect();
    (roles, acme.site.portal.look("select status from invitation").await[0]["status"].as_str().unwrap().to_owned())
}

fn nothing_yet() -> (Vec<String>, String) {
    (Vec::new(), "pending".to_owned())
}

fn an_owner() -> (Vec<String>, String) {
    (vec!["owner".to_owned()], "accepted".to_owned())
}

/// Where the button of the connection leads, on the page of the invitation.
fn start(acme: &Acme) -> String {
    format!("/sso/start/{}?next=/o/acme&hint=ben%40acme.example", acme.key)
}

fn offers(browser: &Browser<'_>, acme: &Acme) -> bool {
    browser.path == "/invitation" && browser.page.contains(&start(acme).replace('&', "&amp;"))
}

#[tokio::test]
async fn a_provider_makes_nobody_an_owner_and_the_mailed_link_does() {
    for is_required in [false, true] {
        let acme = Acme::by_saml().await;
        let link = invited(&acme).await;
        if is_required {
            required(&acme).await;
        }
        let before = acme.made().await;
        // Whoever looks after the connection can have Ben asserted, and hasn't got his mail.
        let mut mallory = Browser::new(&acme.site);
        acme.sign_in(&mut mallory, "Ben", Fault::None).await;
        assert_eq!((mallory.path.as_str(), acme.logged().await.0.as_str()), ("/sso/invited", "not_let_in"));
        assert!(mallory.page.contains("open the link in the invitation’s mail"), "{}", mallory.page);
        assert_eq!((acme.made().await, ben_is(&acme).await), (before, nothing_yet()));

        let mut ben = Browser::new(&acme.site);
        ben.open(&link).await;
        assert!(offers(&ben, &acme), "{}", ben.page);
        acme.sign_in_from(&mut ben, &start(&acme), "Ben", Fault::None).await;
        assert_eq!((ben.path.as_str(), ben.status, ben_is(&acme).await), ("/o/acme", StatusCode::OK, an_owner()), "{}", ben.page);
        let mut again = Browser::new(&acme.site);
        acme.sign_in(&mut again, "Ben", Fault::None).await;
        assert_eq!(again.path, "/o/acme", "from then on he is known");
    }
}

#[tokio::test]
async fn a_copied_link_leads_in_with_the_code_that_it_asks_for() {
    let acme = Acme::by_saml().await;
    invited(&acme).await;
    let id = acme.site.portal.look("select id from invitation").await[0]["id"].as_str().unwrap().parse().unwrap();
    let link = invitation::copy_link(&acme.site.portal.can(&acme.alice, "acme").await, id).await.unwrap();
    required(&acme).await;
    let mut ben = Browser::new(&acme.site);
    assert!(ben.open(&link).await.contains("This link didn’t come by mail"), "{}", ben.page);
    acme.sign_in(&mut ben, "Ben", Fault::None).await;
    assert_eq!((ben.path.as_str(), ben_is(&acme).await), ("/sso/invited", nothing_yet()), "whoever copied it may have opened it");

    ben.open(&link).await;
    ben.submit("/fn/invitation/ask-for-code", &[]).await;
    let code = acme.site.portal.mail(BEN).await.code();
    ben.submit("/fn/invitation/code", &[("code", &code)]).await;
    assert!(offers(&ben, &acme) && !ben.page.contains("/fn/invitation/join"), "{}", ben.page);
    acme.sign_in_from(&mut ben, &start(&acme), "Ben", Fault::None).await;
    assert_eq!((ben.path.as_str(), ben_is(&acme).await), ("/o/acme", an_owner()), "{}", ben.page);
}

#[tokio::test]
async fn who_has_an_account_proves_that_it_is_theirs() {
    let acme = Acme::by_saml().await;
    let link = invited(&acme).await;
    required(&acme).await;
    acme.site.portal.person("Ben Okafor", BEN).await;
    let mut ben = Browser::new(&acme.site);
    ben.open(&link).await;
    acme.sign_in_from(&mut ben, &start(&acme), "Ben", Fault::None).await;
    assert_eq!((ben.path.as_str(), ben_is(&acme).await), ("/sign-in/link", nothing_yet()), "an account is no link's");
    ben.submit("/fn/sign-in/link", &[]).await;
    ben.submit("/fn/sign-in/password", &[("password", testkit::PASSWORD)]).await;
    assert_eq!((ben.path.as_str(), ben_is(&acme).await), ("/o/acme", an_owner()), "{}", ben.page);
}

#[tokio::test]
async fn who_accepted_without_a_provider_comes_by_it_afterwards() {
    let acme = Acme::by_saml().await;
    let mut ben = Browser::new(&acme.site);
    ben.open(&invited(&acme).await).await;
    let password = "nine herons over the marsh";
    ben.submit("/fn/invitation/join", &[("name", "Ben Okafor"), ("password", password), ("terms", "true")]).await;
    assert_eq!((ben.path.as_str(), ben_is(&acme).await), ("/o/acme", an_owner()), "{}", ben.page);

    let mut by_provider = Browser::new(&acme.site);
    acme.sign_in(&mut by_provider, "Ben", Fault::None).await;
    assert_eq!(by_provider.path, "/sign-in/link");
    by_provider.submit("/fn/sign-in/link", &[]).await;
    by_provider.submit("/fn/sign-in/password", &[("password", password)]).await;
    assert_eq!(by_provider.path, "/o/acme", "{}", by_provider.page);
    let mut again = Browser::new(&acme.site);
    acme.sign_in(&mut again, "Ben", Fault::None).await;
    assert_eq!(again.path, "/o/acme");
}
