//! What a provider publishes, and what isn't taken.

use crate::provider::*;
use futures::executor::block_on;
use serde_json::{Value, json};
use sso::address::Destinations;
use sso::oidc::http::{Answer, Request, Response};
use sso::oidc::*;

/// Says one thing to everybody.
struct Parrot(Result<Response, Stage>);

impl Http for Parrot {
    fn call(&self, _: Request) -> Answer<'_> {
        let answer = self.0.clone();
        Box::pin(async { answer })
    }
}

fn stage_of(answer: Result<Response, Stage>) -> Stage {
    let report = *block_on(discover(&issuer(), Destinations::Https, &Parrot(answer))).unwrap_err();
    assert_eq!(report.code(), Some(Code::O01));
    report.stage().unwrap().clone()
}

#[test]
fn a_provider_is_found() {
    let idp = Idp::default();
    let Discovered { provider, report } = block_on(discover(&issuer(), Destinations::Https, &idp)).unwrap();
    assert_eq!(provider.keys.ids().collect::<Vec<_>>(), ["k1", "k2", "k3", "k4", "k5"]);
    assert!(provider.names_itself);
    assert!(report.rows().iter().all(|row| row.verdict == Verdict::Pass), "{report:#?}");
    let asked = idp.asked.lock().unwrap();
    let addresses: Vec<String> = asked.iter().map(|request| request.uri().to_string()).collect();
    assert_eq!(addresses, [format!("{ISSUER}/.well-known/openid-configuration"), format!("{ISSUER}/keys")]);
}

#[test]
fn a_failure_says_how_far_it_came() {
    for stage in [Stage::Dns, Stage::Connect, Stage::Timeout, Stage::Tls("expired".into()), Stage::Forbidden("10.0.0.1".into())] {
        assert_eq!(stage_of(Err(stage.clone())), stage);
    }
    assert_eq!(stage_of(Ok(status(404, ""))), Stage::Status(404));
    assert_eq!(stage_of(Ok(status(500, "{}"))), Stage::Status(500));
    assert!(matches!(stage_of(Ok(status(200, "<html>"))), Stage::Json(json::Flaw::IllFormed(_))));
    assert_eq!(stage_of(Ok(status(200, &"[".repeat(500_000)))), Stage::Json(json::Flaw::TooDeep));
    assert_eq!(stage_of(Ok(status(200, &" ".repeat(2_000_000)))), Stage::TooLarge);
    let moved = ::http::Response::builder().status(302).header("location", "http://169.254.169.254/").body(Vec::new()).unwrap();
    assert_eq!(stage_of(Ok(moved)), Stage::Redirect { status: 302, location: "http://169.254.169.254/".into() });
}

#[test]
fn another_s_document_is_not_taken() {
    for other in ["https://idp.globex.example", "https://idp.acme.example/oidc/", "https://IDP.acme.example/oidc", ""] {
        let idp = Idp::publishing(json!({ "issuer": other }));
        let report = not_found(&idp);
        assert_eq!(report.code(), Some(Code::O02));
        assert_eq!(report.rows().last().map(|row| (row.check, row.received.as_str())), Some((Check::DiscoveryIssuer, other)));
        assert_eq!(idp.asked.lock().unwrap().len(), 1, "its keys are not asked for");
    }
    assert_eq!(not_found(&Idp::publishing(json!({ "issuer": [ISSUER] }))).code(), Some(Code::O02));
}

#[test]
fn endpoints_are_https() {
    for name in ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"] {
        for bad in ["http://idp.acme.example/x", "javascript:alert(1)", "https://a:b@idp.acme.example/", "//x", "https://x/#y", "https://x\r\n/", ""]
        {
            assert_eq!(not_found(&Idp::publishing(json!({ name: bad }))).code(), Some(Code::O01), "{name} {bad:?}");
        }
        assert_eq!(not_found(&Idp::publishing(json!({ name: 1 }))).code(), Some(Code::O01), "{name}");
        if name != "userinfo_endpoint" {
            assert_eq!(not_found(&Idp::publishing(json!({ name: null }))).code(), Some(Code::O01), "{name}");
        }
    }
    let local = "http://127.0.0.1:3001/oidc";
    let idp = Idp::publishing(json!({ "issuer": local, "token_endpoint": format!("{local}/token") }));
    let issuer = Issuer::parse(local, Destinations::HttpsAndLoopback).unwrap();
    assert!(block_on(discover(&issuer, Destinations::HttpsAndLoopback, &idp)).is_ok());
    assert!(block_on(discover(&issuer, Destinations::Https, &idp)).is_err());
}

#[test]
fn a_provider_must_do_what_we_do() {
    assert_eq!(not_found(&Idp::publishing(json!({ "response_types_supported": ["id_token"] }))).code(), Some(Code::O08));
    assert_eq!(not_found(&Idp::publishing(json!({ "id_token_signing_alg_values_supported": ["HS256", "none"] }))).code(), Some(Code::O08));
    let old = Idp::publishing(json!({ "code_challenge_methods_supported": ["plain"] }));
    let report = block_on(discover(&issuer(), Destinations::Https, &old)).unwrap().report;
    assert!(report.rows().iter().any(|row| (row.check, row.verdict) == (Check::CodeChallengeMethods, Verdict::Warn)));
    // Silence is no failure.
    let absent = ["response_types_supported", "subject_types_supported", "id_token_signing_alg_values_supported", "userinfo_endpoint"];
    found(&Idp::publishing(absent.iter().map(|name| ((*name).to_owned(), Value::Null)).collect::<serde_json::Map<_, _>>().into()));
}

#[test]
fn keys_are_counted_and_sorted() {
    let with = |keys: Value| Idp { keys, ..Idp::default() };
    let kid = |kid: usize| {
        let mut key = RSA.jwk();
        merge(&mut key, json!({ "kid": kid.to_string() }));
        key
    };
    let (hundred, more): (Vec<Value>, Vec<Value>) = ((0..100).map(kid).collect(), (0..101).map(kid).collect());
    assert_eq!(found(&with(json!({ "keys": hundred }))).keys.len(), 100);
    assert_eq!(not_found(&with(json!({ "keys": more }))).code(), Some(Code::O01));
    let none = [
        json!({ "keys": [] }),
        json!({}),
        json!({ "keys": "x" }),
        json!({ "keys": [{ "kty": "oct", "k": "AAAA", "kid": "k1" }] }),
        json!({ "keys": [1, null, {}, { "kty": "RSA" }, { "kty": "RSA", "n": "", "e": "AQAB" }, { "kty": "RSA", "n": "AAAA", "e": "AQAB" }] }),
    ];
    for keys in none {
        assert_eq!(not_found(&with(keys.clone())).code(), Some(Code::O01), "{keys}");
    }
    let mut encrypting = RSA.jwk();
    merge(&mut encrypting, json!({ "use": "enc" }));
    let mixed = json!({ "keys": [encrypting, { "kty": "LMS" }, { "kty": "oct", "k": "AAAA" }, EC.jwk()] });
    assert_eq!(found(&with(mixed)).keys.ids().collect::<Vec<_>>(), ["k3"]);
}
