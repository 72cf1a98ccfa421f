//! Any bytes at all: refused, quickly and without a panic.

use crate::idp::*;
use proptest::prelude::*;
use sso::saml::certificate::Certificate;
use sso::saml::gate;
use sso::saml::idp_metadata::{Destinations, Pasted};
use sso::saml::receive;
use std::time::Duration;

/// Words of the language, from which nonsense of the right kind is made.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "<",
        ">",
        "/",
        "</",
        "/>",
        "=",
        "\"",
        "'",
        " ",
        "\n",
        "&",
        ";",
        "&amp;",
        "&#x0;",
        "&#65;",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "?>",
        "<?xml version=\"1.0\"?>",
        "<!DOCTYPE x>",
        "xmlns",
        "xmlns:",
        ":",
        "ID",
        "Id",
        "samlp:Response",
        "saml:Assertion",
        "ds:Signature",
        "a",
        "é",
        "\u{FEFF}",
        "\0",
        "xml:id",
        "urn:oasis:names:tc:SAML:2.0:protocol",
        "http://www.w3.org/2000/09/xmldsig#",
        "_assertion",
        "#_assertion",
    ]);
    prop::collection::vec(word, 0..60).prop_map(|words| words.concat())
}

/// A good response, with a piece of it replaced.
fn damaged() -> impl Strategy<Value = String> {
    (any::<prop::sample::Index>(), 0_usize..40, words()).prop_map(|(at, length, words)| {
        let xml: Vec<char> = Answer::default().xml().chars().collect();
        let at = at.index(xml.len());
        let rest = xml.get(at + length..).unwrap_or_default();
        xml[..at].iter().chain(words.chars().collect::<Vec<_>>().iter()).chain(rest).collect()
    })
}

fn quickly<T>(work: impl FnOnce() -> T) -> T {
    expected(); // the first makes keys
    let (result, spent) = timed(work);
    assert!(spent < Duration::from_secs(1), "{spent:?}");
    result
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_posted_is_refused(text in "\\PC{0,200}|[A-Za-z0-9+/=\\s]{0,400}") {
        prop_assert!(quickly(|| receive(&text, &expected())).is_err());
    }

    #[test]
    fn any_bytes_posted_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        use base64::Engine;
        let posted = base64::engine::general_purpose::STANDARD.encode(bytes);
        prop_assert!(quickly(|| receive(&posted, &expected())).is_err());
    }

    #[test]
    fn nonsense_of_the_right_kind_is_refused(xml in words()) {
        prop_assert!(quickly(|| receive(&posted(&xml), &expected())).is_err());
        prop_assert!(quickly(|| gate::assertion(&xml)).is_err());
    }

    #[test]
    fn a_damaged_response_proves_nobody_but_alice(xml in damaged()) {
        if let Ok(received) = quickly(|| receive(&posted(&xml), &expected())) {
            prop_assert_eq!(received.assertion, accepted(&Answer::default().xml()).assertion, "{}", xml);
        }
    }

    #[test]
    fn anything_pasted_is_recognised_as_something(text in "\\PC{0,200}", xml in words(), bytes in prop::collection::vec(any::<u8>(), 0..500)) {
        quickly(|| {
            Pasted::recognise(&text, Destinations::Https);
            Pasted::recognise(&xml, Destinations::Https);
            Pasted::recognise(&format!("<{xml}"), Destinations::Https);
            Pasted::recognise_bytes(&bytes, Destinations::Https);
            Certificate::read(&xml);
            Certificate::read_bytes(&bytes);
        });
    }
}
