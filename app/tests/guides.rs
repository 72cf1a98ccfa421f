//! What the guides to the providers' consoles promise, for each of them and in both languages.

use app::features::connections::guide::{BroughtBack, Chapter, Instructions, Ours, brought_back, code_meaning, code_title, fix, instructions, needs};
use contract::{IdentityProvider, Locale, Protocol};
use jiff::tz::TimeZone;
use leptos::prelude::*;
use time::OffsetDateTime;
use words::Reader;

fn ours() -> Ours {
    Ours {
        acs: "https://sp.example/acs".into(),
        entity_id: "https://sp.example/entity".into(),
        sp_metadata: "https://sp.example/metadata".into(),
        redirect_uri: "https://sp.example/callback".into(),
        start: "https://sp.example/start".into(),
        certificate_download: "https://sp.example/certificate".into(),
        key: "0123456789abcdef".into(),
    }
}

/// Each way of connecting, read in each language; with the page's text.
fn everywhere(read: impl Fn(IdentityProvider, Protocol, Locale)) {
    for locale in Locale::ALL {
        Owner::new().with(|| {
            provide_context(Reader { locale, zone: TimeZone::UTC, now: OffsetDateTime::UNIX_EPOCH });
            for provider in IdentityProvider::ALL.iter().copied() {
                provider.protocols().iter().for_each(|protocol| read(provider, *protocol, locale));
            }
        });
    }
}

fn guide(provider: IdentityProvider, protocol: Protocol) -> String {
    let chapter = |chapter| {
        let instructions = instructions(provider, protocol, chapter, &ours());
        assert!(!instructions.is_empty(), "{provider:?} by {protocol:?} says nothing in {chapter:?}");
        view! { <Instructions instructions /> }.to_html()
    };
    Chapter::ALL.map(chapter).concat()
}

#[test]
fn a_guide_hands_over_what_the_console_asks_for() {
    everywhere(|provider, protocol, _| {
        let (ours, guide) = (ours(), guide(provider, protocol));
        let handed_over = match protocol {
            Protocol::Saml => guide.contains(&ours.sp_metadata) || guide.contains(&ours.acs) && guide.contains(&ours.entity_id),
            Protocol::Oidc => guide.contains(&ours.redirect_uri),
        };
        assert!(handed_over, "{provider:?} by {protocol:?}");
    });
}

#[test]
fn onelogin_validates_our_address_by_a_regular_expression() {
    assert!(guide(IdentityProvider::OneLogin, Protocol::Saml).contains("^https:\\/\\/sp\\.example\\/acs$"));
}

#[test]
fn a_guide_says_who_is_needed_and_what_comes_back() {
    everywhere(|provider, protocol, _| {
        let needs = needs(provider, protocol);
        assert!(needs.who.to_html().contains(' ') && needs.have.len() > 1 && needs.minutes > 0, "{provider:?}");
        match (protocol, brought_back(provider, protocol)) {
            (Protocol::Saml, BroughtBack::Saml { file, .. }) => assert!(!file.label.is_empty()),
            (Protocol::Oidc, BroughtBack::Oidc { issuer, secret, .. }) => assert!(!issuer.label.is_empty() && !secret.label.is_empty()),
            _ => panic!("{provider:?} brings back what belongs to the other protocol"),
        }
    });
}

#[test]
fn every_code_has_a_name_a_meaning_and_something_to_mend() {
    everywhere(|provider, protocol, _| {
        let (letter, last) = match protocol {
            Protocol::Saml => ('S', 16),
            Protocol::Oidc => ('O', 10),
        };
        for code in (1..=last).map(|nth| format!("{letter}{nth:02}")) {
            assert!(code_title(&code) != code && !code_meaning(&code).is_empty(), "{code}");
            assert!(fix(provider, protocol, &code, &ours()).to_html().contains("<p"), "{provider:?} has nothing for {code}");
        }
    });
}

#[test]
fn a_wrong_value_is_mended_with_ours() {
    everywhere(|provider, protocol, _| {
        let ours = ours();
        let fixes = match protocol {
            Protocol::Saml => vec![("S06", &ours.entity_id), ("S07", &ours.acs), ("S09", &ours.start), ("S14", &ours.certificate_download)],
            Protocol::Oidc => vec![("O03", &ours.redirect_uri)],
        };
        for (code, value) in fixes {
            assert!(fix(provider, protocol, code, &ours).to_html().contains(value.as_str()), "{provider:?}, {code}");
        }
    });
}

#[test]
fn labels_are_marked_as_english_and_drawings_say_what_they_show() {
    everywhere(|provider, protocol, locale| {
        let guide = guide(provider, protocol);
        assert_eq!(guide.matches("<kbd").count(), guide.matches("<kbd lang=\"en\" translate=\"no\"").count(), "{provider:?}");
        assert_eq!(guide.matches("<svg viewBox=\"0 0 360 ").count(), guide.matches("role=\"img\" aria-label=\"").count(), "{provider:?}");
        assert!(!guide.contains(" style="), "{provider:?} in {locale:?}: the content security policy forbids it");
    });
}
