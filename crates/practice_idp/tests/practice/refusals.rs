//! What it refuses as its originals do, and what it refuses because it is for practice.

use crate::world::*;
use http::StatusCode;
use practice_idp::Fault;
use sso::oidc::{ClientSecret, Code, Credential};
use sso::saml::request::{AuthnRequest, RequestId};
use sso::saml::{self, KeyPair, MustSign};

async fn asked(world: &World, place: &str, service: &str, acs: &str, pair: &KeyPair) -> Page {
    let (id, destination) = (RequestId::new([5; 16]), format!("{ORIGIN}{place}/saml/sso"));
    let request = AuthnRequest { id: &id, now: NOW, destination: &destination, sp_entity_id: service, acs, name_id_format: None, force_authn: false };
    world.get(&request.redirect("handle", pair).unwrap()).await
}

#[tokio::test]
async fn what_does_not_agree_with_the_console_goes_wrong_as_with_the_original() {
    let world = World::new();
    for place in ["/entra/acme", "/okta/acme"] {
        let page = world.post(&format!("{place}/service"), &[("acs", ACS), ("audience", "http://127.0.0.1:3000/typed-wrong")]).await;
        assert!(page.location().ends_with("?saved="));
    }
    let page = asked(&world, "/entra/acme", SP, ACS, &OURS).await;
    assert!(page.status == StatusCode::BAD_REQUEST && page.text.contains("AADSTS700016"), "Entra says so itself: {}", page.text);
    let report = world.saml("/okta/acme", "Ana", Fault::None).await.received(MustSign::Both).unwrap_err();
    assert_eq!(report.code(), Some(saml::Code::S06), "Okta sends what its console says: {report:#?}");
}

#[tokio::test]
async fn a_request_is_checked_once_our_key_is_known() {
    let world = World::new();
    assert_eq!(asked(&world, "/plain/acme", SP, ACS, &OTHERS).await.status, StatusCode::OK, "nobody knows whose it should be");
    world.knows_us("/plain/acme").await;
    assert_eq!(asked(&world, "/plain/acme", SP, ACS, &OURS).await.status, StatusCode::OK);
    let page = asked(&world, "/plain/acme", SP, ACS, &OTHERS).await;
    assert!(page.status == StatusCode::BAD_REQUEST && page.text.contains("signed"), "{}", page.text);

    // The same by form.
    let destination = format!("{ORIGIN}/plain/acme/saml/sso");
    let id = RequestId::new([6; 16]);
    for (pair, status) in [(&*OURS, StatusCode::OK), (&*OTHERS, StatusCode::BAD_REQUEST)] {
        let request =
            AuthnRequest { id: &id, now: NOW, destination: &destination, sp_entity_id: SP, acs: ACS, name_id_format: None, force_authn: false };
        let form = request.post("handle", pair).unwrap();
        let fields: Vec<(&str, &str)> = form.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = world.post_as("/plain/acme/saml/sso", &fields, &[("origin", PORTAL), ("sec-fetch-site", "cross-site")]).await;
        assert_eq!(page.status, status, "{}", page.text);
    }
}

#[tokio::test]
async fn people_are_sent_to_the_portal_and_nowhere_else() {
    let world = World::new();
    for acs in ["https://evil.example/acs", "http://127.0.0.1:3000.evil.example/acs", "http://127.0.0.1:30001/acs", "javascript:alert(1)", ""] {
        let page = world.choose(&asked(&world, "/okta/acme", SP, acs, &OURS).await, "Ana", Fault::None).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{acs}");
        let page = world.post("/okta/acme/service", &[("acs", acs)]).await;
        assert_eq!(page.location().contains("problem"), !acs.is_empty(), "{acs}");
    }
    let (_, client) = world.client("/okta/acme").await;
    let page = world.get(&format!("/okta/acme/authorize?client_id={}&response_type=code&redirect_uri=https://evil.example/", client.id)).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_secret_id_is_not_the_secret() {
    let world = World::new();
    let id = world.get("/entra/acme/").await.value("secret_id");
    assert_eq!(id.len(), 36, "{id}");
    let mut back = world.oidc("/entra/acme", "Ana", Fault::None).await;
    back.client.credential = Credential::Secret(ClientSecret::new(&id));
    let report = world.received(&back).await.unwrap_err();
    assert_eq!(report.code(), Some(Code::O04));
    assert_eq!(report.provider_error().unwrap().aadsts, Some(7_000_215));
}

#[tokio::test]
async fn a_key_is_as_good_as_a_secret() {
    let world = World::new();
    for (known, pair, accepted) in [(false, &*OURS, true), (true, &*OURS, true), (true, &*OTHERS, false)] {
        if known {
            world.knows_us("/okta/acme").await;
        }
        let mut back = world.oidc("/okta/acme", "Ana", Fault::None).await;
        back.client.credential = Credential::PrivateKey(pair.clone());
        assert_eq!(world.received(&back).await.is_ok(), accepted);
    }
}

#[tokio::test]
async fn a_code_works_once() {
    let world = World::new();
    let back = world.oidc("/okta/acme", "Ana", Fault::None).await;
    world.received(&back).await.unwrap();
    assert_eq!(world.received(&back).await.unwrap_err().code(), Some(Code::O10));
}

#[tokio::test]
async fn whoever_stays_signed_in_is_not_asked_unless_it_is_wanted() {
    let world = World::new();
    let page = asked(&world, "/okta/acme", SP, ACS, &OURS).await;
    let mut form = page.hidden();
    form.extend([("person".into(), page.after("<button name=\"person\" value=\"")), ("keep".into(), "yes".into())]);
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let cookie = world.post("/okta/acme/saml/answer", &form).await.headers["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.contains("Path=/okta/acme") && cookie.contains("HttpOnly"), "{cookie}");
    let signed_in = [("cookie", cookie.split(';').next().unwrap())];

    let (id, destination) = (RequestId::new([5; 16]), format!("{ORIGIN}/okta/acme/saml/sso"));
    for (force_authn, asked) in [(false, false), (true, true)] {
        let request = AuthnRequest { id: &id, now: NOW, destination: &destination, sp_entity_id: SP, acs: ACS, name_id_format: None, force_authn };
        let page = world.get_as(&request.redirect("handle", &OURS).unwrap(), &signed_in).await;
        assert_eq!(page.text.contains("SAMLResponse"), !asked);
    }
    let (_, client) = world.client("/okta/acme").await;
    let authorize = |more: &str| format!("/okta/acme/authorize?client_id={}&response_type=code&state=s&redirect_uri={CALLBACK}{more}", client.id);
    assert!(world.get_as(&authorize(""), &signed_in).await.location().contains("code="));
    assert!(world.get_as(&authorize("&prompt=none"), &signed_in).await.location().contains("code="));
    assert!(world.get(&authorize("&prompt=none")).await.location().contains("error=login_required"));
    assert_eq!(world.get_as(&authorize("&prompt=login"), &signed_in).await.status, StatusCode::OK);
}

#[tokio::test]
async fn it_answers_at_its_own_address_alone() {
    let world = World::new();
    assert_eq!(world.with_host("localhost:3001").await.status, StatusCode::OK);
    assert_eq!(world.with_host("rebound.example").await.status, StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn other_sites_press_no_buttons_here() {
    let world = World::new();
    let page = world.post_as("/okta/acme/fault", &[("fault", "sha1")], &[("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
}

#[test]
fn it_does_not_face_the_internet_unless_somebody_insists() {
    let elsewhere = || practice_at("https://idp.example");
    assert!(practice_idp::router(elsewhere()).is_err());
    assert!(practice_idp::router(elsewhere().anywhere()).is_ok());
    for own in ["http://localhost:3001", "http://practice.localhost:3001", "http://127.0.0.1:9", "http://[::1]:9"] {
        assert!(practice_idp::router(practice_at(own)).is_ok(), "{own}");
    }
}
