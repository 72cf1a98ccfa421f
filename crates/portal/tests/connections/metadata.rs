//! Whatever an administrator brings is recognised; what can be used is taken, and the rest is told for what it is.

use crate::{
    provider::{IDP, Site, certificate, metadata},
    world::{Acme, flaws, saml},
};
use contract::{Flaw, Rule};
use portal::{
    Error,
    connection::{self, MetadataFrom, Taken},
    outbound::Outbound,
};
use time::Duration;

#[tokio::test]
async fn metadata_is_read_whole() {
    let acme = Acme::new().await;
    let (can, id) = (acme.can().await, acme.draft().await);
    let (old, new) = (certificate("Old", acme.now() + Duration::days(20)), certificate("New", acme.now() + Duration::days(700)));
    let taken = connection::read_metadata(&can, id, metadata(IDP, &[&old, &new]).as_bytes(), None).await.unwrap();
    assert_eq!(taken, Taken::Metadata { entity_id: IDP.into(), certificates: 2, not_after: new.not_after() });
    let found = acme.find(id).await;
    let saml = saml(&found);
    assert_eq!((saml.entity_id.as_str(), &saml.metadata), (IDP, &MetadataFrom::Document));
    assert_eq!(saml.redirect_location.as_deref(), Some("https://idp.acme.example/saml/sso"));
    assert_eq!(saml.post_location.as_deref(), Some("https://idp.acme.example/saml/post"));
    assert_eq!(saml.fingerprints(), [old.fingerprint(), new.fingerprint()]);
    let met: Vec<_> = found.certificates.iter().map(|one| (one.subject.as_str(), one.last_used_at)).collect();
    assert_eq!(met, [("CN=New", None), ("CN=Old", None)]);
    assert!(found.candidate.unwrap().settings.is_complete());
}

#[tokio::test]
async fn an_address_is_fetched_and_kept_to_be_asked_again() {
    let acme = Acme::new().await;
    let (can, id, site) = (acme.can().await, acme.draft().await, Site::open().await);
    let okta = certificate("Okta", acme.now() + Duration::days(300));
    let url = site.put("/metadata", metadata(IDP, &[&okta]));
    assert_eq!(connection::read_metadata(&can, id, url.as_bytes(), None).await.unwrap(), Taken::Url { entity_id: IDP.into() });
    assert_eq!(saml(&acme.find(id).await).metadata, MetadataFrom::Url { url, fetched_at: acme.now() });
}

#[tokio::test]
async fn of_several_one_is_chosen() {
    let acme = Acme::new().await;
    let (can, id) = (acme.can().await, acme.draft().await);
    let okta = certificate("Okta", acme.now() + Duration::days(300));
    let (one, other) = ("https://a.example/idp", "https://b.example/idp");
    let several = format!(
        "<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\">{}{}</md:EntitiesDescriptor>",
        metadata(one, &[&okta]),
        metadata(other, &[&okta])
    );
    let read = async |chosen| connection::read_metadata(&can, id, several.as_bytes(), chosen).await.unwrap();
    assert_eq!(read(None).await, Taken::Several { providers: vec![one.into(), other.into()] });
    assert_eq!(saml(&acme.find(id).await).entity_id, "", "nothing is taken before somebody chose");
    assert!(matches!(read(Some("https://c.example/idp")).await, Taken::Refused { code, .. } if code == "S16"));
    assert!(matches!(read(Some(other)).await, Taken::Metadata { entity_id, .. } if entity_id == other));
}

#[tokio::test]
async fn certificates_alone_are_added_until_there_are_too_many() {
    let acme = Acme::new().await;
    let (can, id) = (acme.can().await, acme.ready().await);
    let next = certificate("Next", acme.now() + Duration::days(900));
    assert_eq!(connection::read_metadata(&can, id, next.to_pem().as_bytes(), None).await.unwrap(), Taken::Certificates(1));
    assert_eq!(connection::read_metadata(&can, id, next.der(), None).await.unwrap(), Taken::Certificates(0), "a file, and known already");
    assert_eq!(saml(&acme.find(id).await).fingerprints().len(), 2);
    connection::drop_certificate(&can, id, &next.fingerprint().to_string()).await.unwrap();
    assert_eq!(saml(&acme.find(id).await).fingerprints().len(), 1);
    assert!(matches!(connection::drop_certificate(&can, id, &next.fingerprint().to_string()).await, Err(Error::NotFound)));
    let five: String = (0..5).map(|n| certificate(&format!("n{n}"), acme.now() + Duration::DAY).to_pem()).collect();
    assert_eq!(flaws(connection::read_metadata(&can, id, five.as_bytes(), None).await), [("text".into(), Flaw::TooMany { most: 5 })]);
}

#[tokio::test]
async fn what_does_not_belong_here_is_told_for_what_it_is() {
    let acme = Acme::new().await;
    let (can, id) = (acme.can().await, acme.draft().await);
    let own = connection::metadata_xml(&acme.world.portal, &acme.find(id).await.key).await.unwrap();
    let sp = "<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"https://wiki.example/saml\"><SPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"/></EntityDescriptor>";
    let discovery = r#"{"issuer": "https://kc.example/realms/acme", "authorization_endpoint": "https://kc.example/auth"}"#;
    let refused = |code: &str, stage: &str| Taken::Refused { code: code.into(), stage: stage.into() };
    for (brought, told) in [
        (own.as_str(), Taken::OwnMetadata),
        (sp, Taken::OtherSp { entity_id: "https://wiki.example/saml".into() }),
        (discovery, Taken::OidcDiscovery { issuer: "https://kc.example/realms/acme".into() }),
        ("https://kc.example/realms/acme/.well-known/openid-configuration", Taken::OidcDiscovery { issuer: "https://kc.example/realms/acme".into() }),
        ("-----BEGIN PRIVATE KEY-----\nMC4CAQA=\n-----END PRIVATE KEY-----", Taken::PrivateKey),
        ("<!doctype html><html><title>Sign in</title></html>", Taken::Html),
        ("It is in the console somewhere", Taken::Unknown),
        ("", Taken::Unknown),
        ("http://idp.acme.example/metadata", refused("S15", "not https")),
        ("https://ana:secret@idp.acme.example/metadata", refused("S15", "holds a name or password")),
    ] {
        assert_eq!(connection::read_metadata(&can, id, brought.as_bytes(), None).await.unwrap(), told, "{brought}");
    }
    let hostile = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\">&x;</EntityDescriptor>";
    assert!(matches!(connection::read_metadata(&can, id, hostile.as_bytes(), None).await.unwrap(), Taken::Refused { code, .. } if code == "S15"));
    let keyless = metadata(IDP, &[]);
    assert!(matches!(connection::read_metadata(&can, id, keyless.as_bytes(), None).await.unwrap(), Taken::Refused { code, .. } if code == "S01"));
    assert_eq!(saml(&acme.find(id).await).entity_id, "", "none of it was taken");
}

#[tokio::test]
async fn a_fetch_that_fails_says_how_far_it_came() {
    let mut acme = Acme::new().await;
    let (can, id, site) = (acme.can().await, acme.draft().await, Site::open().await);
    let missing = format!("{}/metadata", site.origin);
    let told = connection::read_metadata(&can, id, missing.as_bytes(), None).await.unwrap();
    assert_eq!(told, Taken::Refused { code: "S15".into(), stage: "status 404".into() });
    let page = site.put("/page", "<!doctype html><html></html>");
    assert_eq!(connection::read_metadata(&can, id, page.as_bytes(), None).await.unwrap(), Taken::Html);

    acme.world.portal.outbound = Outbound::default();
    let told = connection::read_metadata(&acme.can().await, id, b"https://169.254.169.254/latest", None).await.unwrap();
    assert_eq!(told, Taken::Refused { code: "S15".into(), stage: "private".into() });
    let told = connection::read_metadata(&acme.can().await, id, page.as_bytes(), None).await.unwrap();
    assert_eq!(told, Taken::Refused { code: "S15".into(), stage: "not https".into() });
    assert_eq!(site.asked(), 2, "without the operator's leave nobody on this machine is asked");
}

#[tokio::test]
async fn nobody_has_us_fetch_without_end() {
    let acme = Acme::new().await;
    let (can, id, site) = (acme.can().await, acme.draft().await, Site::open().await);
    let nowhere = format!("{}/metadata", site.origin);
    for _ in 0..20 {
        connection::read_metadata(&can, id, nowhere.as_bytes(), None).await.unwrap();
    }
    assert!(matches!(connection::read_metadata(&can, id, nowhere.as_bytes(), None).await, Err(Error::Limited(_))));
    assert_eq!(site.asked(), 20);
}

#[tokio::test]
async fn three_values_typed_by_hand_do_as_well() {
    let acme = Acme::new().await;
    let (can, id) = (acme.can().await, acme.draft().await);
    let okta = certificate("Okta", acme.now() + Duration::days(300));
    connection::set_saml_values(&can, id, IDP, "https://idp.acme.example/sso", &okta.to_pem()).await.unwrap();
    connection::set_saml_values(&can, id, IDP, "https://idp.acme.example/login", "").await.unwrap();
    let found = acme.find(id).await;
    let saml = saml(&found);
    assert_eq!((saml.redirect_location.as_deref(), &saml.metadata), (Some("https://idp.acme.example/login"), &MetadataFrom::Hand));
    assert_eq!(saml.fingerprints(), [okta.fingerprint()], "those that were known stay");
    for (entity_id, location, certificates, field, flaw) in [
        ("", "https://idp.acme.example/sso", "", "entity_id", Flaw::Missing),
        ("a b", "https://idp.acme.example/sso", "", "entity_id", Flaw::Malformed),
        (IDP, "", "", "sso_location", Flaw::Missing),
        (IDP, "http://idp.acme.example/sso", "", "sso_location", Flaw::NotHttps),
        (IDP, "javascript:alert(1)", "", "sso_location", Flaw::NotHttps),
        (IDP, "https://idp.acme.example/sso", "nonsense", "certificates", Flaw::Malformed),
        (IDP, "https://idp.acme.example/sso", "-----BEGIN RSA PRIVATE KEY-----", "certificates", Flaw::PrivateKey),
    ] {
        let refused = connection::set_saml_values(&can, id, entity_id, location, certificates).await;
        assert_eq!(flaws(refused), [(field.to_owned(), flaw)], "{entity_id} {location} {certificates}");
    }
    let fresh = acme.draft().await;
    let refused = connection::set_saml_values(&can, fresh, IDP, "https://idp.acme.example/sso", "").await;
    assert_eq!(flaws(refused), [("certificates".into(), Flaw::Missing)]);
}

#[tokio::test]
async fn a_connection_by_the_other_protocol_takes_none_of_it() {
    let acme = Acme::new().await;
    let can = acme.can().await;
    let id = connection::create(&can, "Keycloak", "keycloak", "oidc").await.unwrap();
    for refused in [
        connection::read_metadata(&can, id, b"<a/>", None).await.map(|_| ()),
        connection::set_saml_values(&can, id, IDP, "https://idp.acme.example/sso", "").await,
        connection::set_saml_options(&can, id, "both", "", false).await,
    ] {
        assert!(matches!(refused, Err(Error::Conflict(Rule::NotInThatState))), "{refused:?}");
    }
}
