//! Whatever an administrator pastes, uploads or has fetched.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sso::saml::Certificate;
use sso::saml::idp_metadata::{Destinations, Pasted, choose};

fuzz_target!(|bytes: &[u8]| {
    let _ = Pasted::recognise_bytes(bytes, Destinations::HttpsAndLoopback);
    let _ = Certificate::read_bytes(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = choose(text, "i", Destinations::Https);
    }
});
