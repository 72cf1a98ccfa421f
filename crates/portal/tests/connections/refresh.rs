//! Providers change their keys without asking: they are looked at every day.

use crate::{
    provider::{IDP, Site, certificate, keys, metadata},
    world::{Acme, saml},
};
use contract::{ConnectionId, Role, Rule};
use portal::{
    Error,
    access::permission::ManageSignIn,
    audit::Event,
    connection::{self, MetadataFrom, OidcInput, Provider},
};
use sso::saml::Certificate;
use time::Duration;

/// A connection that serves by metadata from an address.
async fn active(acme: &Acme, site: &Site, certificates: &[&Certificate]) -> ConnectionId {
    let (can, id) = (acme.can().await, acme.draft().await);
    let url = site.put("/metadata", metadata(IDP, certificates));
    connection::set_domains(&can, id, std::slice::from_ref(&acme.domain)).await.unwrap();
    connection::read_metadata(&can, id, url.as_bytes(), None).await.unwrap();
    acme.passes_a_test(id).await;
    connection::activate(&can, id).await.unwrap();
    id
}

async fn refreshed(acme: &Acme) -> Vec<(Vec<String>, Vec<String>)> {
    let told = acme.record().await.into_iter().filter_map(|event| match event {
        Event::ConnectionCertificatesRefreshed { added, dropped, .. } => Some((added, dropped)),
        _ => None,
    });
    told.collect()
}

#[tokio::test]
async fn a_new_certificate_is_added_and_the_old_one_stays_while_it_is_used() {
    let acme = Acme::new().await;
    let site = Site::open().await;
    let (old, new) = (certificate("Old", acme.now() + Duration::days(30)), certificate("New", acme.now() + Duration::days(700)));
    let id = active(&acme, &site, &[&old]).await;
    acme.edit(id, "mail").await;
    acme.passes_a_test(id).await;
    acme.live(1).await;
    assert!(refreshed(&acme).await.is_empty(), "nothing is new");

    site.put("/metadata", metadata(IDP, &[&new]));
    acme.live(1).await;
    let found = acme.find(id).await;
    assert_eq!(saml(&found).fingerprints(), [new.fingerprint(), old.fingerprint()]);
    assert_eq!(
        found.live.as_ref().map(|live| match &live.settings.provider {
            Provider::Saml(saml) => saml.fingerprints(),
            Provider::Oidc(_) => Vec::new(),
        }),
        Some(vec![new.fingerprint(), old.fingerprint()]),
        "what serves and what is worked at alike"
    );
    assert!(found.candidate.is_some_and(|candidate| candidate.tested_at.is_some()), "nobody edited anything");
    assert_eq!(refreshed(&acme).await, [(vec![new.fingerprint().to_string()], vec![])]);

    acme.world
        .arrange(&format!("update connection_certificate set last_used_at = seen_at + interval '4 days' where subject = '{}'", old.subject()))
        .await;
    acme.live(8).await;
    assert_eq!(saml(&acme.find(id).await).fingerprints().len(), 2, "it was used a week ago");
    acme.live(2).await;
    assert_eq!(saml(&acme.find(id).await).fingerprints(), [new.fingerprint()]);
    assert_eq!(refreshed(&acme).await[1..], [(vec![], vec![old.fingerprint().to_string()])]);
}

#[tokio::test]
async fn another_providers_metadata_at_the_same_address_is_held() {
    let acme = Acme::new().await;
    let site = Site::open().await;
    let (own, evil) = (certificate("Own", acme.now() + Duration::days(300)), certificate("Evil", acme.now() + Duration::days(300)));
    let id = active(&acme, &site, &[&own]).await;
    site.put("/metadata", metadata("https://evil.example/idp", &[&evil]));
    acme.live(3).await;
    assert_eq!(saml(&acme.find(id).await).fingerprints(), [own.fingerprint()]);
    let held: Vec<_> = acme.record().await.into_iter().filter(|event| matches!(event, Event::ConnectionRefreshHeld { .. })).collect();
    assert!(
        matches!(&held[..], [Event::ConnectionRefreshHeld { before, after, .. }] if before == IDP && after == "https://evil.example/idp"),
        "it is told once: {held:?}"
    );
}

#[tokio::test]
async fn what_cannot_be_had_today_is_asked_for_tomorrow() {
    let acme = Acme::new().await;
    let site = Site::open().await;
    let okta = certificate("Okta", acme.now() + Duration::days(300));
    let id = active(&acme, &site, &[&okta]).await;
    let fetched = acme.now();
    site.close("/metadata");
    acme.live(2).await;
    let at = |found: &connection::Connection| match &saml(found).metadata {
        MetadataFrom::Url { fetched_at, .. } => *fetched_at,
        other => panic!("it has an address: {other:?}"),
    };
    assert_eq!(at(&acme.find(id).await), fetched);
    site.put("/metadata", metadata(IDP, &[&okta]));
    acme.live(1).await;
    assert_eq!(at(&acme.find(id).await), acme.now());
    assert_eq!(site.asked(), 4, "once to set it up, and once a day");
}

#[tokio::test]
async fn an_openid_providers_keys_are_fetched_anew() {
    let acme = Acme::new().await;
    let (can, site) = (acme.can().await, Site::open().await);
    let id = connection::create(&can, "Keycloak", "keycloak", "oidc").await.unwrap();
    let issuer = site.speak_oidc("k1");
    let typed = OidcInput {
        issuer_or_tenant: &issuer,
        client_id: "portico",
        secret: Some("correct-horse-battery"),
        use_key: false,
        expires: "",
        scopes: "",
        ask_user_info: true,
        secret_again: false,
    };
    connection::set_oidc(&can, id, typed).await.unwrap();
    site.put("/keys", keys("k2"));
    acme.live(1).await;
    let Provider::Oidc(oidc) = acme.find(id).await.candidate.unwrap().settings.provider else { panic!("it speaks OpenID Connect") };
    assert_eq!(oidc.discovered.unwrap().keys.ids().collect::<Vec<_>>(), ["k2"]);
    assert_eq!(oidc.discovered_at, Some(acme.now()));
}

#[tokio::test]
async fn a_connection_that_is_gone_is_asked_about_no_more() {
    let acme = Acme::new().await;
    let site = Site::open().await;
    let okta = certificate("Okta", acme.now() + Duration::days(300));
    let id = active(&acme, &site, &[&okta]).await;
    connection::switch_off(&acme.can().await, id).await.unwrap();
    connection::remove(&acme.can().await, id).await.unwrap();
    acme.live(2).await;
    assert_eq!(site.asked(), 1);
}

/// Whoever has the address of the metadata adds a key of their own tomorrow, and is then whoever they like.
#[tokio::test]
async fn another_address_for_the_same_metadata_is_as_much_as_another_key() {
    let acme = Acme::new().await;
    let (real, evil) = (Site::open().await, Site::open().await);
    let own = certificate("Own", acme.now() + Duration::days(300));
    let id = active(&acme, &real, &[&own]).await;
    let known = "insert into identity (org_id, id, connection_id, issuer, subject, person_id, address, created_at, last_used_at)
                 select m.org_id, m.id, c.id, 'idp', 'alice-1', m.person_id, m.address, now(), now() from membership m, connection c";
    acme.world.arrange(known).await; // Alice, who owns the place, comes by it
    let sid = acme.somebody("Sid", &[Role::SignInAdministrator]).await;
    let sids = acme.world.can::<ManageSignIn>(&sid, "acme").await;
    let activated = async |brought: &str| {
        connection::read_metadata(&sids, id, brought.as_bytes(), None).await.unwrap();
        acme.passes_a_test(id).await;
        connection::activate(&sids, id).await
    };

    let document = metadata(IDP, &[&own]);
    let refused = activated(&evil.put("/metadata", document.clone())).await;
    assert!(matches!(refused, Err(Error::Conflict(Rule::ActivationBeyondYourRights))), "word for word the same, today: {refused:?}");
    for same in [format!("{}/metadata", real.origin), document] {
        acme.world.pass(Duration::HOUR);
        activated(&same).await.unwrap();
    }
    let refused = activated(&format!("{}/metadata", real.origin)).await;
    assert!(matches!(refused, Err(Error::Conflict(Rule::ActivationBeyondYourRights))), "what was pasted stays as it is, what is fetched doesn't");
    connection::activate(&acme.can().await, id).await.unwrap();
}

#[tokio::test]
async fn an_address_that_was_left_meanwhile_has_no_say_any_more() {
    let acme = Acme::new().await;
    let site = Site::open().await;
    let (own, evil) = (certificate("Own", acme.now() + Duration::days(300)), certificate("Evil", acme.now() + Duration::days(300)));
    let (can, id) = (acme.can().await, acme.draft().await);
    connection::read_metadata(&can, id, site.put("/metadata", metadata(IDP, &[&own])).as_bytes(), None).await.unwrap();

    site.put("/metadata", metadata(IDP, &[&own, &evil]));
    acme.world.pass(Duration::DAY);
    let held = site.hold().await;
    let left = async {
        while site.asked() < 2 {
            tokio::task::yield_now().await;
        }
        connection::set_saml_values(&can, id, IDP, "https://idp.acme.example/sso", "").await.unwrap();
        drop(held);
    };
    tokio::join!(acme.world.drain(), left);
    assert_eq!(saml(&acme.find(id).await).fingerprints(), [own.fingerprint()], "typed by hand while the old address was being asked");
}
