//! What people see and press.

use crate::world::*;
use http::StatusCode;
use practice_idp::{Fault, accents};
use sso::saml::{Answering, Code, MustSign, email};

#[tokio::test]
async fn every_console_says_what_it_is_in_the_words_of_its_original() {
    let world = World::new();
    for accent in accents() {
        let page = world.get(&format!("/{accent}/acme/")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Practice identity provider"), "{accent}");
        assert!(page.headers["content-security-policy"].to_str().unwrap().contains("form-action 'self' http://127.0.0.1:3000;"));
        assert!(!page.text.contains(" style=") && !page.text.contains("onclick"), "{accent}");
    }
    let okta = world.get("/okta/acme/").await.text;
    assert!(okta.contains("Audience URI (SP Entity ID)") && okta.contains("Metadata URL"));
    let entra = world.get("/entra/acme/").await.text;
    assert!(entra.contains("Reply URL (Assertion Consumer Service URL)") && entra.contains("Secret ID") && entra.contains("Directory (tenant) ID"));
    let tenant = world.get("/entra/acme/").await.value("tenant");
    assert_eq!(sso::oidc::Issuer::entra(&tenant).unwrap().entra_tenant(), Some(tenant.as_str()));
    let google = world.get("/google/acme/").await.text;
    assert!(!google.contains("id=\"metadata\"") && !google.contains("Client ID"), "a file, and SAML alone");
}

#[tokio::test]
async fn pages_are_german_for_those_who_ask() {
    let world = World::new();
    for path in ["/", "/okta/acme/", "/okta/acme/people", "/okta/acme/faults"] {
        let page = world.get_as(path, &[("accept-language", "de-DE,de;q=0.9")]).await;
        assert!(page.text.contains("lang=\"de\"") && page.text.contains("Übungs-Anbieter"), "{path}");
    }
}

#[tokio::test]
async fn a_fault_s_choice_is_offered_where_it_works() {
    let world = World::new();
    let page = world.get("/google/acme/faults").await.text;
    assert!(page.contains("value=\"sha1\"") && !page.contains("value=\"alg-none\""), "Google is connected by SAML alone");
    let page = world.get("/okta/acme/saml/start").await.text;
    assert!(page.contains("value=\"sha1\"") && !page.contains("value=\"metadata-missing\""), "metadata is broken for everybody or not at all");
}

#[tokio::test]
async fn people_come_change_and_go() {
    let world = World::new();
    world.post("/plain/acme/people/domain", &[("domain", "initech.example")]).await;
    world
        .post(
            "/plain/acme/people",
            &[
                ("given_name", "Milton"),
                ("family_name", "<Waddams>"),
                ("address", "milton@initech.example"),
                ("groups", "Basement, Staplers"),
                ("mailbox", "yes"),
                ("assigned", "yes"),
            ],
        )
        .await;
    let page = world.get("/plain/acme/people").await;
    assert!(page.text.contains("ana@initech.example") && page.text.contains("&#60;Waddams&#62;"), "{}", page.text);
    let assertion = world.saml("/plain/acme", "Milton", Fault::None).await.received(MustSign::Assertion).unwrap().assertion;
    assert_eq!(email::find(&assertion, None).unwrap(), "milton@initech.example");
    assert_eq!(assertion.attributes.last().unwrap().values, ["Basement", "Staplers"]);

    let was = page.hidden().into_iter().filter(|(name, _)| name == "was").map(|(_, id)| id).collect::<Vec<_>>();
    let ana = was.first().unwrap();
    // She marries: another name and address, the same person.
    let form = [("was", ana.as_str()), ("id", ana), ("given_name", "Ana"), ("family_name", "Lindt"), ("address", "ana.lindt@initech.example")];
    let before = world.saml("/plain/acme", "Ana", Fault::None).await.received(MustSign::Assertion).unwrap().assertion;
    world.post("/plain/acme/people", &[&form[..], &[("mailbox", "yes"), ("assigned", "yes")]].concat()).await;
    let after = world.saml("/plain/acme", "Ana", Fault::None).await.received(MustSign::Assertion).unwrap().assertion;
    assert_eq!(email::find(&after, None).unwrap(), "ana.lindt@initech.example");
    assert_eq!(after.name_id, before.name_id);
    world.post("/plain/acme/people/remove", &[("was", ana)]).await;
    assert!(!world.get("/plain/acme/people").await.text.contains("Lindt"));
}

#[tokio::test]
async fn a_wrong_address_of_metadata_is_said_at_once() {
    let world = World::new();
    for wrong in ["https://evil.example/metadata", "http://127.0.0.1:3000/sso/saml/nobody/metadata", "acme"] {
        let page = world.post("/adfs/acme/service", &[("service_metadata", wrong)]).await;
        let page = world.get(&page.location()).await;
        assert!(page.text.contains("No metadata of a service provider was found there"), "{wrong}");
    }
    world.knows_us("/adfs/acme").await;
    let page = world.get("/adfs/acme/").await;
    assert_eq!((page.value("acs"), page.value("audience")), (ACS.to_owned(), SP.to_owned()), "what it says is taken over");
    world.post("/adfs/acme/service", &[("audience", "typed wrong"), ("acs", ACS), ("service_metadata", METADATA)]).await;
    assert_eq!(world.get("/adfs/acme/").await.value("audience"), "typed wrong", "and can be changed, to see what happens");
}

#[tokio::test]
async fn somebody_begins_at_the_provider() {
    let world = World::new();
    world.post("/okta/acme/service", &[("acs", ACS), ("audience", SP)]).await;
    let page = world.choose(&world.get("/okta/acme/saml/start").await, "Ana", Fault::None).await;
    assert!(!page.text.contains("RelayState"));
    let response = page.hidden().into_iter().find(|(name, _)| name == "SAMLResponse").unwrap().1;
    let metadata = world.metadata("/okta/acme").await;
    let expected = |answering| sso::saml::Expected {
        idp_entity_id: &metadata.entity_id,
        sp_entity_id: SP,
        acs: ACS,
        answering,
        certificates: &metadata.certificates,
        keys: &[],
        must_sign: MustSign::Both,
        now: NOW,
    };
    assert_eq!(sso::saml::receive(&response, &expected(Answering::Request("_1"))).unwrap_err().code(), Some(Code::S09));
    sso::saml::receive(&response, &expected(Answering::Unsolicited)).unwrap();
}

#[tokio::test]
async fn whatever_a_place_is_called_it_is_one_or_nothing() {
    let world = World::new();
    for path in ["/okta/Acme/", "/okta/a_b/", "/nobody/acme/", "/okta/..%2f/", &format!("/okta/{}/", "a".repeat(41))] {
        assert_eq!(world.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(world.get("/okta/acme").await.location(), "/okta/acme/");
    assert_eq!(world.get("/open?accent=okta&name=Acme").await.location(), "/okta/acme/");
}
