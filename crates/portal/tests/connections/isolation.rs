//! Mallory administers Globex, and knows every id there is at Acme.

use crate::world::{Acme, domain, flaws};
use contract::{ConnectionKey, Flaw};
use portal::{
    Error, Result,
    access::permission::{ManageSignIn, SeeSignIn},
    connection::{self, Connection, MappingInput, OidcInput, Step},
};

#[tokio::test]
async fn mallory_finds_nothing_of_acmes() {
    let acme = Acme::new().await;
    let id = acme.active().await;
    let before: Connection = acme.find(id).await;
    let mallory = acme.world.person("Mallory", "mallory@globex.example").await;
    let globex = acme.world.org("Globex", "globex", &mallory).await;
    let (can, sees) = (acme.world.can::<ManageSignIn>(&mallory, "globex").await, acme.world.can::<SeeSignIn>(&mallory, "globex").await);
    let oidc = OidcInput {
        issuer_or_tenant: "https://evil.example",
        client_id: "c",
        secret: Some("s"),
        use_key: false,
        expires: "",
        scopes: "",
        ask_user_info: false,
        secret_again: false,
    };
    let key = before.keys[0].id.to_string();
    let tried: Vec<(&str, Result<()>)> = vec![
        ("find", connection::find(&sees, id).await.map(|_| ())),
        ("affected", connection::affected(&sees, id).await.map(|_| ())),
        ("rename", connection::rename(&can, id, "Mine").await),
        ("reach", connection::reach(&can, id, Step::Activate).await),
        ("set_domains", connection::set_domains(&can, id, &[]).await),
        ("edit", connection::edit(&can, id).await.map(|_| ())),
        ("discard", connection::discard(&can, id).await),
        ("read_metadata", connection::read_metadata(&can, id, b"<a/>", None).await.map(|_| ())),
        ("set_saml_values", connection::set_saml_values(&can, id, "https://evil.example", "https://evil.example/sso", "").await),
        ("set_saml_options", connection::set_saml_options(&can, id, "both", "", true).await),
        ("drop_certificate", connection::drop_certificate(&can, id, &before.certificates[0].fingerprint.to_string()).await),
        ("set_oidc", connection::set_oidc(&can, id, oidc).await.map(|_| ())),
        ("set_mapping", connection::set_mapping(&can, id, MappingInput::default()).await),
        ("set_arrival", connection::set_arrival(&can, id, "joins", "member").await),
        ("activate", connection::activate(&can, id).await),
        ("roll_back", connection::roll_back(&can, id).await),
        ("switch_off", connection::switch_off(&can, id).await),
        ("switch_on", connection::switch_on(&can, id).await),
        ("remove", connection::remove(&can, id).await),
        ("add_key", connection::add_key(&can, id).await),
        ("promote_key", connection::promote_key(&can, id).await),
        ("retire_key", connection::retire_key(&can, id, &key).await),
    ];
    for (what, answer) in tried {
        assert!(matches!(answer, Err(Error::NotFound)), "{what}: {answer:?}");
    }
    assert!(connection::list(&sees).await.unwrap().is_empty());

    let own = connection::create(&can, "Okta", "okta", "saml").await.unwrap();
    assert_eq!(flaws(connection::set_domains(&can, own, std::slice::from_ref(&acme.domain)).await), [("domains".into(), Flaw::Unknown)]);
    let theirs = domain(&acme.world, globex, "globex.example", "proven").await;
    assert_eq!(flaws(connection::set_domains(&can, own, &[theirs, acme.domain.clone()]).await), [("domains".into(), Flaw::Unknown)]);
    assert!(matches!(connection::retire_key(&can, own, &key).await, Err(Error::NotFound)));
    assert_eq!(format!("{before:?}"), format!("{:?}", acme.find(id).await), "nothing of it changed");
}

#[tokio::test]
async fn what_anybody_may_read_is_our_side_alone() {
    let acme = Acme::new().await;
    let id = acme.active().await;
    let (portal, found) = (&acme.world.portal, acme.find(id).await);
    let metadata = connection::metadata_xml(portal, &found.key).await.unwrap();
    let metadata = metadata.replace(&found.keys[0].certificate.to_base64(), "");
    for secret in ["acme", "Acme", "idp.", "Okta", &acme.org.to_string(), &id.to_string()] {
        assert!(!metadata.contains(secret), "{secret} is nobody's business: {metadata}");
    }
    assert!(metadata.contains(&format!("entityID=\"http://portico.test/sso/saml/{}\"", found.key)), "{metadata}");
    assert_eq!(connection::own_certificate(portal, &found.key, false).await.unwrap(), found.keys[0].certificate);
    let nobodys = ConnectionKey::new([1; 10]);
    assert!(matches!(connection::metadata_xml(portal, &nobodys).await, Err(Error::NotFound)));
    assert!(matches!(connection::own_certificate(portal, &nobodys, false).await, Err(Error::NotFound)));
    acme.world.arrange("update organization set status = 'suspended'").await;
    assert!(matches!(connection::metadata_xml(portal, &found.key).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_connection_by_openid_has_no_saml_metadata() {
    let acme = Acme::new().await;
    let id = connection::create(&acme.can().await, "Keycloak", "keycloak", "oidc").await.unwrap();
    let key = acme.find(id).await.key;
    assert!(matches!(connection::metadata_xml(&acme.world.portal, &key).await, Err(Error::NotFound)));
    connection::own_certificate(&acme.world.portal, &key, false).await.unwrap();
}
