//! Whatever a provider, or whoever speaks in its place, answers to a sign-in: nobody holds the key, so nothing may be believed.
#![no_main]

use futures::executor::block_on;
use libfuzzer_sys::fuzz_target;
use sso::address::Destinations;
use sso::oidc::http::{Answer, Request, Response};
use sso::oidc::{Callback, Chance, Client, ClientSecret, Credential, Expected, Http, Issuer, Outcome, Pending, Provider, SignIn, UserInfo};
use sso::oidc::{discover, receive};
use std::sync::LazyLock;
use time::macros::datetime;

const ISSUER: &str = "https://i.example";

struct Says<'a>(&'a [u8]);

impl Http for Says<'_> {
    fn call(&self, _: Request) -> Answer<'_> {
        Box::pin(async { Ok(Response::new(self.0.to_vec())) })
    }
}

struct Portal {
    provider: Provider,
    client: Client,
    pending: Pending,
}

static PORTAL: LazyLock<Portal> = LazyLock::new(|| {
    // One of RFC 8037's keys, whose private half nobody uses here.
    let provider = format!(
        r#"{{"issuer":"{ISSUER}","authorization_endpoint":"{ISSUER}/a","token_endpoint":"{ISSUER}/t","user_info_endpoint":"{ISSUER}/u",
        "keys_endpoint":"{ISSUER}/k","client_authentication":null,"names_itself":false,
        "keys":[{{"jwk":{{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}},"rsa_bits":null}}]}}"#
    );
    let provider: Provider = serde_json::from_str(&provider).expect("a provider");
    let redirect_uri = "https://p.example/".parse().expect("an address");
    let client = Client { id: "c".into(), redirect_uri, credential: Credential::Secret(ClientSecret::new("s")) };
    let sign_in = SignIn { provider: &provider, client: &client, scopes: &[], login_hint: None, prompt: None, max_age: None };
    let (_, pending) = sign_in.begin(&Chance { state: [1; 16], nonce: [2; 16], verifier: [3; 32] }).expect("an address");
    Portal { provider, client, pending }
});

fuzz_target!(|bytes: &[u8]| {
    let Portal { provider, client, pending } = &*PORTAL;
    let expected = Expected { provider, client, pending, user_info: UserInfo::Ask, assertion_id: [4; 16], now: datetime!(2026-11-26 12:00 UTC) };
    let says = Says(bytes);
    let issuer = Issuer::parse(ISSUER, Destinations::Https).expect("an issuer");
    let _ = block_on(discover(&issuer, Destinations::Https, &says));
    let callback = Callback::parse(&format!("code=c&state={}", pending.state())).expect("a callback");
    assert!(!matches!(block_on(receive(&callback, &expected, &says)), Ok(Outcome::Received(_))));
    // The same as an ID token, which random bytes would take long to become.
    let token = serde_json::json!({ "access_token": "a", "token_type": "Bearer", "id_token": String::from_utf8_lossy(bytes) }).to_string();
    assert!(!matches!(block_on(receive(&callback, &expected, &Says(token.as_bytes()))), Ok(Outcome::Received(_))));
    if let Ok(query) = std::str::from_utf8(bytes) {
        let _ = Callback::parse(query);
    }
});
