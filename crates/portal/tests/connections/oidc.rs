//! A connection by OpenID Connect: the provider is asked about itself, and the client secret is kept to its client.

use crate::{
    provider::{Site, discovery},
    world::{Acme, flaws},
};
use contract::{ConnectionId, Flaw, Rule};
use portal::{
    Error,
    audit::Event,
    connection::{self, Credential, Discovered, Oidc, OidcInput, Provider},
};
use time::macros::datetime;

const TENANT: &str = "6f6dc3f5-30d7-4a5e-8f0a-3b1d8a3a3f10";

fn input(issuer: &str) -> OidcInput<'_> {
    OidcInput {
        issuer_or_tenant: issuer,
        client_id: "portico",
        secret: Some("correct-horse-battery"),
        use_key: false,
        expires: "",
        scopes: "",
        ask_user_info: true,
        secret_again: false,
    }
}

async fn draft(acme: &Acme) -> ConnectionId {
    connection::create(&acme.can().await, "Keycloak", "keycloak", "oidc").await.unwrap()
}

async fn known(acme: &Acme, id: ConnectionId) -> Oidc {
    let found = acme.find(id).await;
    match found.candidate.or(found.live).unwrap().settings.provider {
        Provider::Oidc(oidc) => oidc,
        Provider::Saml(_) => panic!("it speaks OpenID Connect"),
    }
}

#[tokio::test]
async fn a_provider_is_asked_about_itself_and_kept() {
    let acme = Acme::new().await;
    let (can, id, site) = (acme.can().await, draft(&acme).await, Site::open().await);
    let issuer = site.speak_oidc("k1");
    let typed = OidcInput { expires: "2027-06-30", scopes: "groups  openid groups", ..input(&issuer) };
    assert_eq!(connection::set_oidc(&can, id, typed).await.unwrap(), Discovered::Yes);
    let oidc = known(&acme, id).await;
    let found = oidc.discovered.unwrap();
    assert_eq!((found.issuer.as_str(), found.keys.ids().collect::<Vec<_>>()), (issuer.as_str(), vec!["k1"]));
    assert_eq!((oidc.client_id.as_str(), oidc.scopes.as_slice(), oidc.discovered_at), ("portico", &["groups".to_owned()][..], Some(acme.now())));
    let secret = acme.find(id).await.secret.unwrap();
    assert_eq!(oidc.credential, Credential::Secret(secret.id));
    assert_eq!((secret.hint.as_str(), secret.expires_at), ("tery", Some(datetime!(2027-07-01 00:00 UTC))));
    assert!(acme.find(id).await.candidate.unwrap().settings.is_complete());
}

#[tokio::test]
async fn what_a_provider_does_wrong_is_reported_and_nothing_is_kept() {
    let acme = Acme::new().await;
    let (can, id, site) = (acme.can().await, draft(&acme).await, Site::open().await);
    let code = async |issuer: &str| match connection::set_oidc(&can, id, input(issuer)).await.unwrap() {
        Discovered::No(report) => report.code().unwrap().to_owned(),
        Discovered::Yes => panic!("it can't be used"),
    };
    assert_eq!(code(&site.origin).await, "O01", "there is nothing");
    site.put("/.well-known/openid-configuration", discovery("https://somebody.example"));
    assert_eq!(code(&site.origin).await, "O02", "it is somebody else's");
    site.put("/.well-known/openid-configuration", discovery(&site.origin));
    assert_eq!(code(&site.origin).await, "O01", "its keys aren't there");
    assert_eq!(code("http://keycloak.example").await, "O01", "not https");
    assert_eq!(code("https://login.microsoftonline.com/common/v2.0").await, "O02", "everybody's");
    assert_eq!(known(&acme, id).await.discovered, None);
    assert!(acme.find(id).await.secret.is_none());
}

#[tokio::test]
async fn what_is_typed_wrong_is_said_by_field() {
    let acme = Acme::new().await;
    let (can, id) = (acme.can().await, draft(&acme).await);
    let wrong = OidcInput { client_id: "", expires: "30.06.2027", scopes: "a\"b", ..input("") };
    let fields = ["issuer", "client_id", "expires", "scopes"];
    let flawed: Vec<String> = flaws(connection::set_oidc(&can, id, wrong).await).into_iter().map(|(field, _)| field).collect();
    assert_eq!(flawed, fields);
    let over = OidcInput { expires: "2026-11-01", ..input("https://kc.example") };
    assert_eq!(flaws(connection::set_oidc(&can, id, over).await), [("expires".into(), Flaw::Expired)]);
    let saml = acme.draft().await;
    let refused = connection::set_oidc(&can, saml, input("https://kc.example")).await;
    assert!(matches!(refused, Err(Error::Conflict(Rule::NotInThatState))), "{refused:?}");
}

#[tokio::test]
async fn the_id_of_a_secret_is_not_the_secret_unless_it_is_said_twice() {
    let acme = Acme::new().await;
    let can = acme.can().await;
    let id = connection::create(&can, "Entra", "entra_id", "oidc").await.unwrap();
    let pasted = OidcInput { secret: Some(TENANT), ..input(TENANT) };
    assert_eq!(flaws(connection::set_oidc(&can, id, pasted).await), [("secret".into(), Flaw::SecretId)]);
}

#[tokio::test]
async fn a_secret_stays_with_the_client_and_issuer_it_was_given_for() {
    let acme = Acme::new().await;
    let (can, id) = (acme.can().await, draft(&acme).await);
    let (own, evil) = (Site::open().await, Site::open().await);
    let (issuer, elsewhere) = (own.speak_oidc("k1"), evil.speak_oidc("k1"));
    connection::set_oidc(&can, id, input(&issuer)).await.unwrap();
    let before = known(&acme, id).await;
    let kept = OidcInput { secret: None, scopes: "groups", ..input(&issuer) };
    connection::set_oidc(&can, id, kept).await.unwrap();
    assert_eq!(known(&acme, id).await.credential, before.credential);
    for stolen in [OidcInput { secret: None, ..input(&elsewhere) }, OidcInput { secret: None, client_id: "other", ..input(&issuer) }] {
        assert_eq!(flaws(connection::set_oidc(&can, id, stolen).await), [("secret".into(), Flaw::Missing)]);
    }
    assert_eq!(known(&acme, id).await.discovered, before.discovered);
}

#[tokio::test]
async fn a_key_does_instead_of_a_secret() {
    let acme = Acme::new().await;
    let (can, id, site) = (acme.can().await, draft(&acme).await, Site::open().await);
    let issuer = site.speak_oidc("k1");
    connection::set_oidc(&can, id, OidcInput { use_key: true, secret: None, ..input(&issuer) }).await.unwrap();
    assert_eq!(known(&acme, id).await.credential, Credential::PrivateKey);
    let refused = connection::set_oidc(&can, id, OidcInput { secret: None, ..input(&issuer) }).await;
    assert_eq!(flaws(refused), [("secret".into(), Flaw::Missing)]);
}

#[tokio::test]
async fn a_secret_is_replaced_beside_the_one_that_serves_until_nothing_needs_that() {
    let acme = Acme::new().await;
    let (can, id, site) = (acme.can().await, draft(&acme).await, Site::open().await);
    let issuer = site.speak_oidc("k1");
    connection::set_domains(&can, id, std::slice::from_ref(&acme.domain)).await.unwrap();
    let secrets =
        async || -> i64 { sqlx::query_scalar("select count(*) from connection_secret").fetch_one(&mut acme.world.superuser().await).await.unwrap() };
    for (round, secret) in ["first-secret-of-all", "second-secret-of-all", "third-secret-of-all"].into_iter().enumerate() {
        acme.world.pass(time::Duration::HOUR);
        connection::set_oidc(&can, id, OidcInput { secret: Some("mistyped-mistyped"), ..input(&issuer) }).await.unwrap();
        connection::set_oidc(&can, id, OidcInput { secret: Some(secret), ..input(&issuer) }).await.unwrap();
        assert_eq!(secrets().await, [1, 2, 3][round], "what is mistyped is gone when it is corrected");
        acme.passes_a_test(id).await;
        connection::activate(&can, id).await.unwrap();
    }
    assert_eq!(secrets().await, 2, "what serves, and what could be rolled back to");
    let replaced = acme.record().await.into_iter().filter(|event| matches!(event, Event::ConnectionSecretReplaced { .. })).count();
    assert_eq!(replaced, 5);

    let expires = OidcInput { secret: None, expires: "2027-06-30", ..input(&issuer) };
    connection::set_oidc(&can, id, expires).await.unwrap();
    let found = acme.find(id).await;
    assert!(found.candidate.is_none(), "when a secret ends is a reminder, and nothing to be tested");
    assert!(found.secret.unwrap().expires_at.is_some());
}
