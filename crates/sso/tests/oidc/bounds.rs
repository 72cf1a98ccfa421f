//! Any bytes at all: refused, quickly and without a panic.

use crate::provider::*;
use futures::executor::block_on;
use proptest::prelude::*;
use serde_json::Value;
use sso::address::Destinations;
use sso::oidc::http::{Answer, Request};
use sso::oidc::*;
use std::time::Duration;

/// Answers everything with these bytes.
struct Bytes(Vec<u8>);

impl Http for Bytes {
    fn call(&self, _: Request) -> Answer<'_> {
        Box::pin(async { Ok(::http::Response::new(self.0.clone())) })
    }
}

fn quickly<T>(work: impl FnOnce() -> T) -> T {
    std::sync::LazyLock::force(&ACME); // the first makes keys
    let (result, spent) = timed(work);
    assert!(spent < Duration::from_secs(1), "{spent:?}");
    result
}

/// JSON of the right kind: the provider's own names with anything in them.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
        prop::sample::select(vec![ISSUER, CLIENT, "alice-1", "RS256", "none", "k1", "Bearer", "https://idp.acme.example/oidc/keys", "RSA", "AQAB"])
            .prop_map(Value::from),
    ];
    let name = prop::sample::select(vec!["iss", "aud", "sub", "exp", "iat", "alg", "kid", "keys", "kty", "n", "e", "crit", "error", "a"]);
    leaf.prop_recursive(3, 20, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::hash_map(name.clone().prop_map(str::to_owned), inner, 0..6).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

fn member(of: Vec<&'static str>) -> impl Strategy<Value = (String, Value)> {
    (prop::sample::select(of).prop_map(str::to_owned), value())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_callback_is_refused(query in "\\PC{0,200}|([a-z_]{1,8}=[%A-Za-z0-9+]{0,20}&){0,8}|(code=[a-z]{0,4}|&|state=[a-z]{0,4}|&error=[a-z]{0,3}){0,9}") {
        if let Ok(callback) = quickly(|| Callback::parse(&query)) {
            let idp = Idp::default();
            prop_assert!(block_on(receive(&callback, &ACME.expected(), &idp)).is_err());
            prop_assert!(idp.asked.lock().unwrap().is_empty());
        }
    }

    #[test]
    fn any_answer_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let callback = Callback::parse(&Idp::default().query).unwrap();
        let bytes = Bytes(bytes);
        prop_assert!(quickly(|| block_on(receive(&callback, &ACME.expected(), &bytes))).is_err());
        prop_assert!(quickly(|| block_on(discover(&issuer(), Destinations::Https, &bytes))).is_err());
    }

    #[test]
    fn any_token_is_refused(token in "\\PC{0,100}|[A-Za-z0-9_-]{0,200}(\\.[A-Za-z0-9_-]{0,200}){0,4}") {
        prop_assert!(!matches!(quickly(|| ACME.receive(&Idp::giving(&token))), Ok(Outcome::Received(_))));
    }

    #[test]
    fn a_damaged_token_proves_nobody_but_alice(at in any::<prop::sample::Index>(), length in 0_usize..4, put in "[A-Za-z0-9_.-]{0,4}") {
        let token = Idp::default().id_token();
        let at = at.index(token.len());
        let damaged = format!("{}{put}{}", &token[..at], token.get(at + length..).unwrap_or_default());
        if let Ok(Outcome::Received(received)) = quickly(|| ACME.receive(&Idp::giving(&damaged))) {
            prop_assert_eq!(received.identity, accepted(&Idp::default()).identity, "{}", damaged);
        }
    }

    #[test]
    fn odd_claims_in_a_good_token_are_no_panic((name, value) in member(vec!["iss", "aud", "azp", "sub", "exp", "iat", "nbf", "nonce", "at_hash", "email", "email_verified", "auth_time", "_claim_names", "hasgroups", "address", "groups"])) {
        let mut idp = Idp::default();
        idp.claims[name] = value;
        let _ = quickly(|| ACME.receive(&idp));
    }

    #[test]
    fn odd_headers_odd_documents_and_odd_keys_are_no_panic(
        header in member(vec!["alg", "kid", "typ", "crit", "cty", "jwk", "x5c"]),
        published in member(vec!["issuer", "token_endpoint", "jwks_uri", "token_endpoint_auth_methods_supported", "response_types_supported"]),
        key in member(vec!["kty", "use", "alg", "kid", "n", "e", "crv", "x"]),
    ) {
        let mut idp = Idp::default();
        idp.header[header.0] = header.1;
        let _ = quickly(|| ACME.receive(&idp));
        idp = Idp::default();
        idp.document[published.0] = published.1;
        let _ = quickly(|| block_on(discover(&issuer(), Destinations::Https, &idp)));
        idp = Idp::default();
        idp.keys["keys"][0][key.0] = key.1;
        if let Ok(found) = quickly(|| block_on(discover(&issuer(), Destinations::Https, &idp))) {
            let portal = Portal::with(found.provider, client());
            let _ = quickly(|| portal.receive(&idp));
        }
    }
}
