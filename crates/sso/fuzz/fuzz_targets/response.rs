//! Whatever is posted to the assertion consumer service: nobody holds the key, so nothing may be believed.
#![no_main]

use base64::{Engine, engine::general_purpose::STANDARD};
use libfuzzer_sys::fuzz_target;
use sso::saml::{Answering, Expected, KeyPair, MustSign, gate, receive};
use std::sync::LazyLock;
use time::macros::datetime;

static PAIR: LazyLock<KeyPair> = LazyLock::new(|| KeyPair::generate("fuzz", [1; 16], datetime!(2026-11-26 12:00 UTC)).expect("OpenSSL makes keys"));

fn force() {
    LazyLock::force(&PAIR); // takes longer than an input may
}

fuzz_target!(init: force(), |bytes: &[u8]| {
    let expected = Expected {
        idp_entity_id: "i",
        sp_entity_id: "s",
        acs: "a",
        answering: Answering::Request("r"),
        certificates: std::slice::from_ref(&PAIR.certificate),
        keys: &[&PAIR.key],
        must_sign: MustSign::ResponseOrAssertion,
        now: datetime!(2026-11-26 12:00 UTC),
    };
    assert!(receive(&STANDARD.encode(bytes), &expected).is_err());
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = receive(text, &expected);
        let _ = gate::assertion(text);
    }
});
