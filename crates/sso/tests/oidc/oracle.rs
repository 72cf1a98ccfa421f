//! A second opinion: whatever we accept, the library's own verifier accepts, alone and with all its checks on.

use crate::provider::*;
use openidconnect::core::{CoreIdToken, CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use openidconnect::{ClientId, IdTokenVerifier, IssuerUrl, Nonce};
use proptest::prelude::*;
use serde_json::{Value, json};
use sso::oidc::Outcome;
use std::time::{Duration, UNIX_EPOCH};

fn library_accepts(idp: &Idp) -> bool {
    let Ok(token) = idp.id_token().parse::<CoreIdToken>() else { return false };
    let keys: CoreJsonWebKeySet = serde_json::from_value(idp.keys.clone()).unwrap();
    // As lenient about clocks as we are.
    let now = UNIX_EPOCH + Duration::from_secs(u64::try_from(at(-120)).unwrap());
    let verifier = IdTokenVerifier::new_public_client(ClientId::new(CLIENT.into()), IssuerUrl::new(ISSUER.into()).unwrap(), keys)
        .set_allowed_algs([CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256])
        .set_time_fn(move || now.into());
    token.claims(&verifier, &Nonce::new(nonce())).is_ok()
}

fn odd() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!({}),
        json!({ "iss": "https://idp.globex.example" }),
        json!({ "aud": [CLIENT] }),
        json!({ "aud": [CLIENT, CLIENT] }),
        json!({ "aud": [CLIENT, "other"] }),
        json!({ "azp": CLIENT }),
        json!({ "azp": "other" }),
        json!({ "exp": at(-119) }),
        json!({ "exp": at(-120) }),
        json!({ "exp": at(-121) }),
        json!({ "exp": 0.5 }),
        json!({ "iat": at(121) }),
        json!({ "iat": null }),
        json!({ "nbf": at(121) }),
        json!({ "nonce": "" }),
        json!({ "nonce": null }),
        json!({ "sub": "" }),
        json!({ "sub": "bob-1" }),
        json!({ "at_hash": "x" }),
        json!({ "email_verified": "yes" }),
        json!({ "address": "a street" }),
        json!({ "amr": "pwd" }),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_accepted_that_the_library_refuses(one in odd(), other in odd(), mallory in prop::bool::weighted(0.1)) {
        let mut idp = Idp::with(one);
        merge(&mut idp.claims, other);
        if mallory {
            idp.signer = &MALLORY;
        }
        let ours = matches!(ACME.receive(&idp), Ok(Outcome::Received(_)));
        prop_assert!(!ours || library_accepts(&idp), "{}", idp.claims);
    }
}
