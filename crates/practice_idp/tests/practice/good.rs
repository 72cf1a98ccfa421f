//! What every accent does when nothing is wrong.

use crate::world::*;
use practice_idp::{Fault, accents};
use sso::saml::{MustSign, Signed, email, name_id};

#[tokio::test]
async fn ana_signs_in_by_saml_in_every_accent() {
    let world = World::new();
    for accent in accents() {
        let place = format!("/{accent}/acme");
        let back = world.saml(&place, "Ana", Fault::None).await;
        let received = back.received(MustSign::ResponseOrAssertion).unwrap_or_else(|report| panic!("{accent}: {report:#?}"));
        assert_eq!(email::find(&received.assertion, None).unwrap(), "ana@acme.example", "{accent}");
        assert!(received.assertion.name_id.stable(None).is_ok(), "{accent}");
        assert!(!received.assertion.encrypted, "{accent} doesn't know whom to encrypt to");
        let again = world.saml(&place, "Ana", Fault::None).await.received(MustSign::ResponseOrAssertion).unwrap();
        assert!(again.assertion.name_id.stable(Some(&received.assertion.name_id.value)).is_ok(), "{accent}");
        assert_ne!(again.assertion.id, received.assertion.id, "{accent}");
    }
}

#[tokio::test]
async fn accents_differ_in_what_is_signed_and_encrypted() {
    let world = World::new();
    for (accent, signed, encrypted) in [
        ("okta", Signed::Both, false),
        ("google", Signed::Response, false),
        ("entra", Signed::Assertion, false),
        ("keycloak", Signed::Response, false),
        ("adfs", Signed::Both, true),
        ("plain", Signed::Assertion, true),
    ] {
        let place = format!("/{accent}/acme");
        world.knows_us(&place).await;
        let received = world.saml(&place, "Ana", Fault::None).await.received(MustSign::ResponseOrAssertion);
        let assertion = received.unwrap_or_else(|report| panic!("{accent}: {report:#?}")).assertion;
        assert_eq!((assertion.signed, assertion.encrypted), (signed, encrypted), "{accent}");
    }
}

#[tokio::test]
async fn accents_differ_in_whom_they_name_and_how() {
    let world = World::new();
    let mut told = Vec::new();
    for accent in ["okta", "entra", "onelogin", "keycloak", "auth0"] {
        let received = world.saml(&format!("/{accent}/acme"), "Ana", Fault::None).await.received(MustSign::ResponseOrAssertion).unwrap();
        let assertion = received.assertion;
        let groups: Vec<String> = assertion.attributes.last().unwrap().values.clone();
        told.push((accent, assertion.name_id.format.unwrap(), groups));
    }
    let groups = |accent: &str| told.iter().find(|(name, ..)| *name == accent).unwrap().2.clone();
    assert_eq!(groups("okta"), ["Board", "Everyone"]);
    assert_eq!(groups("onelogin"), ["Board;Everyone"]);
    assert_eq!(groups("keycloak"), ["/Board", "/Everyone"]);
    assert!(groups("entra").iter().all(|group| group.len() == 36), "ids, which say nothing to people");
    let formats: Vec<&str> = told.iter().map(|(_, format, _)| format.as_str()).collect();
    assert_eq!(formats, [name_id::EMAIL, name_id::PERSISTENT, name_id::EMAIL, name_id::PERSISTENT, name_id::UNSPECIFIED]);
}

#[tokio::test]
async fn ana_signs_in_by_openid_connect_in_every_accent_that_has_it() {
    let world = World::new();
    let mut told = Vec::new();
    for accent in accents().filter(|accent| !matches!(*accent, "google" | "adfs")) {
        let back = world.oidc(&format!("/{accent}/acme"), "Ana", Fault::None).await;
        let received = world.received(&back).await.unwrap_or_else(|report| panic!("{accent}: {report:#?}"));
        assert_eq!(sso::oidc::email::find(&received.identity, None).unwrap(), "ana@acme.example", "{accent}");
        told.push((accent, received.identity.email_verified, received.identity.subject));
    }
    let verified: Vec<&str> = told.iter().filter(|(_, verified, _)| *verified).map(|(accent, ..)| *accent).collect();
    assert_eq!(verified, ["okta", "jumpcloud", "auth0", "plain"]);
    assert_eq!(told.len(), 8);
}

#[tokio::test]
async fn another_name_is_another_provider() {
    let world = World::new();
    let (acme, globex) = (world.metadata("/okta/acme").await, world.metadata("/okta/globex").await);
    assert_ne!(acme.entity_id, globex.entity_id);
    assert_ne!(acme.certificates[0].fingerprint(), globex.certificates[0].fingerprint());
    assert_ne!(world.client("/okta/acme").await.1.id, world.client("/okta/globex").await.1.id);
}

#[tokio::test]
async fn somebody_without_a_mailbox_has_no_address_in_entra() {
    let world = World::new();
    let received = world.saml("/entra/acme", "Dmitri", Fault::None).await.received(MustSign::Assertion).unwrap();
    assert_eq!(email::find(&received.assertion, None).unwrap_err().code(), sso::saml::Code::S11);
    let claim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name";
    assert_eq!(email::find(&received.assertion, Some(claim)).unwrap(), "dmitri@acme.example", "the user name would do");
}
