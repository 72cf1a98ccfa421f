//! How the portal proves who it is.

use crate::provider::*;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openssl::hash::MessageDigest;
use openssl::sign::Verifier;
use openssl::x509::X509;
use serde_json::{Value, json};
use sso::oidc::*;
use sso::saml::KeyPair;
use std::sync::LazyLock;
use url::Url;

static PAIR: LazyLock<KeyPair> = LazyLock::new(|| KeyPair::generate("portal", [9; 16], NOW).unwrap());

fn with_key() -> Client {
    Client { credential: Credential::PrivateKey(PAIR.clone()), ..client() }
}

fn offering(methods: Value) -> Idp {
    Idp::publishing(json!({ "token_endpoint_auth_methods_supported": methods }))
}

#[test]
fn a_secret_goes_the_way_the_provider_takes() {
    for (methods, in_header) in [
        (json!(["client_secret_basic"]), true),
        (json!(["client_secret_post", "client_secret_basic"]), true),
        (Value::Null, true),
        (json!(["client_secret_post"]), false),
    ] {
        let idp = offering(methods.clone());
        Portal::of(&idp).accepts(&idp);
        let asked = idp.asked.lock().unwrap();
        let request = asked.last().unwrap();
        assert_eq!(request.headers().contains_key("authorization"), in_header, "{methods}");
        assert_eq!(form(request).get("client_secret").is_some_and(|secret| secret == SECRET), !in_header, "{methods}");
    }
}

#[test]
fn a_key_signs_instead_of_a_secret() {
    for methods in [json!(["private_key_jwt"]), Value::Null] {
        let idp = offering(methods);
        Portal::with(found(&idp), with_key()).accepts(&idp);
        let asked = idp.asked.lock().unwrap();
        let (request, form) = (asked.last().unwrap(), form(asked.last().unwrap()));
        assert!(!request.headers().contains_key("authorization") && !form.contains_key("client_secret"));
        assert_eq!(form["client_id"], CLIENT);
        assert_eq!(form["client_assertion_type"], "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        let assertion = form["client_assertion"].as_str().unwrap();
        let parts: Vec<&str> = assertion.split('.').collect();
        let part = |at: usize| serde_json::from_slice::<Value>(&URL_SAFE_NO_PAD.decode(parts[at]).unwrap()).unwrap();
        let thumbprint = base64(&PAIR.certificate.fingerprint().0);
        assert_eq!(part(0), json!({ "alg": "RS256", "typ": "JWT", "kid": thumbprint, "x5t#S256": thumbprint }));
        let claims = json!({
            "iss": CLIENT, "sub": CLIENT, "aud": format!("{ISSUER}/token"), "jti": base64(&[4; 16]), "iat": at(0), "nbf": at(0), "exp": at(120),
        });
        assert_eq!(part(1), claims);
        let public = X509::from_der(PAIR.certificate.der()).unwrap().public_key().unwrap();
        let mut verifier = Verifier::new(MessageDigest::sha256(), &public).unwrap();
        let signature = URL_SAFE_NO_PAD.decode(parts[2]).unwrap();
        assert!(verifier.verify_oneshot(&signature, format!("{}.{}", parts[0], parts[1]).as_bytes()).unwrap());
    }
}

#[test]
fn nothing_is_sent_to_a_provider_that_takes_nothing_of_ours() {
    for (client, methods) in
        [(client(), json!(["private_key_jwt", "tls_client_auth", "none"])), (client(), json!([])), (with_key(), json!(["client_secret_basic"]))]
    {
        let idp = offering(methods);
        let report = Portal::with(found(&idp), client).refuses(&idp);
        assert_eq!(report.code(), Some(Code::O04));
        assert_eq!(idp.asked.lock().unwrap().len(), 2, "discovery and keys, and no more");
    }
}

#[test]
fn a_secret_s_id_is_recognised() {
    let entra = Issuer::entra(TENANT).unwrap();
    let looks = |secret: &str, issuer: &Issuer| ClientSecret::new(secret).looks_like_secret_id(issuer.entra_tenant().is_some());
    assert!(looks(&format!(" {TENANT}\n"), &entra));
    assert!(!looks("Q~8Q~abcdefghijklmnopqrstuvwxyz0123456", &entra));
    assert!(!looks(TENANT, &issuer()), "elsewhere it may be a secret");
    assert!(!format!("{:?}", client()).contains("slash"), "no secrets in logs");

    // Pasted all the same: the refusal comes with the hint.
    let mut idp = Idp::publishing(json!({ "issuer": entra.as_str(), "authorization_response_iss_parameter_supported": null }));
    idp.query = format!("code=c0de&state={}", state());
    idp.token = Some(Ok(error("invalid_client", "AADSTS7000215: Invalid client secret provided.")));
    let client = Client { redirect_uri: Url::parse(CALLBACK).unwrap(), ..with_secret(TENANT) };
    let report = Portal::with(found(&idp), client).refuses(&idp);
    assert_eq!(report.code(), Some(Code::O04));
    let hint = report.rows().iter().find(|row| row.check == Check::ClientSecret).unwrap();
    assert_eq!((hint.verdict, hint.expected.as_str(), hint.received.as_str()), (Verdict::Warn, "Value", "Secret ID"));
}
