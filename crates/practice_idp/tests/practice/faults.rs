//! The menu, and what each entry of it leads to: the proof that there is one for every code that a provider can cause.

use crate::world::*;
use contract::Protocol;
use http::StatusCode;
use practice_idp::{Fault, Shows};
use sso::address::Destinations;
use sso::saml::idp_metadata::Pasted;
use sso::saml::{MustSign, email};
use sso::{oidc, saml};

const PROVEN: [&str; 1] = ["acme.example"];

fn by(protocol: Protocol, shows: Shows) -> impl Iterator<Item = Fault> {
    Fault::ALL.iter().copied().filter(move |fault| fault.protocols().contains(&protocol) && fault.shows() == shows && *fault != Fault::None)
}

/// Every fault of one sign-in is tried with these: who signs both, who signs one, who encrypts.
const ACCENTS: [&str; 3] = ["okta", "entra", "plain"];

async fn saml_code(world: &World, place: &str, fault: Fault) -> Option<&'static str> {
    let before = world.saml(place, "Ana", Fault::None).await.received(MustSign::Assertion).unwrap().assertion;
    let back = world.saml(place, "Ana", fault).await;
    let assertion = match back.received(MustSign::Assertion) {
        Ok(received) => received.assertion,
        Err(report) => return report.code().map(saml::Code::as_str),
    };
    let address = match email::find(&assertion, None) {
        Ok(address) => address,
        Err(none) => return Some(none.code().as_str()),
    };
    let outside = email::within(&address, &PROVEN).err().map(|outside| outside.code().as_str());
    outside.or(assertion.name_id.stable(Some(&before.name_id.value)).err().map(|unstable| unstable.code().as_str()))
}

#[tokio::test]
async fn every_fault_of_a_sign_in_by_saml_leads_to_its_code() {
    let world = World::new();
    for accent in ACCENTS {
        let place = format!("/{accent}/acme");
        world.knows_us(&place).await;
        for fault in by(Protocol::Saml, Shows::Sent) {
            assert_eq!(saml_code(&world, &place, fault).await, Some(fault.code()), "{accent}: {fault:?}");
        }
        assert_eq!(saml_code(&world, &place, Fault::None).await, None, "{accent}");
    }
}

async fn oidc_code(world: &World, place: &str, fault: Fault) -> Option<&'static str> {
    let back = world.oidc(place, "Ana", fault).await;
    let identity = match world.received(&back).await {
        Ok(received) => received.identity,
        Err(report) => return report.code().map(oidc::Code::as_str),
    };
    match oidc::email::find(&identity, None) {
        Ok(address) => email::within(&address, &PROVEN).err().map(|outside| outside.code().as_str()),
        Err(none) => Some(none.code().as_str()),
    }
}

#[tokio::test]
async fn every_fault_of_a_sign_in_by_openid_connect_leads_to_its_code() {
    let world = World::new();
    for accent in ["okta", "entra", "auth0", "keycloak", "plain"] {
        let place = format!("/{accent}/acme");
        for fault in by(Protocol::Oidc, Shows::Sent) {
            assert_eq!(oidc_code(&world, &place, fault).await, Some(fault.code()), "{accent}: {fault:?}");
        }
        assert_eq!(oidc_code(&world, &place, Fault::None).await, None, "{accent}");
    }
}

#[tokio::test]
async fn every_fault_of_metadata_leads_to_its_code() {
    let world = World::new();
    for accent in ["okta", "adfs"] {
        let place = format!("/{accent}/acme");
        for fault in by(Protocol::Saml, Shows::Published) {
            world.goes_wrong(&place, fault).await;
            let page = world.get(&format!("{place}/saml/metadata")).await;
            let code = match page.status {
                StatusCode::OK => Pasted::fetched(page.text.as_bytes(), Destinations::HttpsAndLoopback).err(),
                // Whoever fetches finds out.
                StatusCode::NOT_FOUND | StatusCode::SEE_OTHER => Some(saml::Code::S15),
                other => panic!("{fault:?}: {other}"),
            };
            assert_eq!(code.map(saml::Code::as_str), Some(fault.code()), "{accent}: {fault:?}");
        }
        world.goes_wrong(&place, Fault::None).await;
        world.metadata(&place).await;
    }
}

#[tokio::test]
async fn every_fault_of_discovery_leads_to_its_code() {
    let world = World::new();
    let (issuer, _) = world.client("/plain/acme").await;
    for fault in by(Protocol::Oidc, Shows::Published) {
        world.goes_wrong("/plain/acme", fault).await;
        let report = world.discovered(&issuer).await.expect_err(fault.key());
        assert_eq!(report.code().map(oidc::Code::as_str), Some(fault.code()), "{fault:?}: {report:#?}");
    }
    world.goes_wrong("/plain/acme", Fault::None).await;
    world.discovered(&issuer).await.unwrap();
}

/// The portal never hears of it: the person stays at the provider.
#[tokio::test]
async fn some_faults_end_on_a_page_of_the_provider() {
    let world = World::new();
    let page = world.saml("/entra/acme", "Ana", Fault::SamlNotAssigned).await.page;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    assert!(page.text.contains("AADSTS50105"), "{}", page.text);
    let page = world.oidc("/entra/acme", "Ana", Fault::UnknownRedirect).await.page;
    assert!(page.status == StatusCode::BAD_REQUEST && page.text.contains("AADSTS50011"), "{}", page.text);
    let page = world.saml("/okta/acme", "Nora", Fault::None).await.page;
    assert!(page.text.contains("not assigned"), "who isn't assigned needs no fault: {}", page.text);
}

#[test]
fn the_menu_has_every_code() {
    let there = |code: &str| Fault::ALL.iter().any(|fault| fault.code() == code);
    for code in saml::Code::ALL {
        assert!(there(code.as_str()), "{code}");
    }
    for code in oidc::Code::ALL {
        assert!(there(code.as_str()), "{code}");
    }
    for fault in Fault::ALL {
        assert_eq!(Fault::from_key(fault.key()), Some(*fault));
    }
}

#[tokio::test]
async fn a_fault_of_the_place_stands_until_it_is_taken_back() {
    let world = World::new();
    world.goes_wrong("/okta/acme", Fault::Sha1).await;
    let page = world.get("/okta/acme/").await;
    assert!(page.text.contains("Signed with SHA-1"), "{}", page.text);
    let back = world.saml("/okta/globex", "Ana", Fault::None).await;
    assert!(back.received(MustSign::Assertion).is_ok(), "another place has its own");
    world.goes_wrong("/okta/acme", Fault::SamlNotAssigned).await;
    let back = world.oidc("/okta/acme", "Ana", Fault::SamlNotAssigned).await;
    assert!(world.received(&back).await.is_ok(), "and so has the other protocol");
    assert_eq!(world.post("/okta/acme/fault", &[("fault", "no-such")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}
