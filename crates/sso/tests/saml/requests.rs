use crate::idp::*;
use base64::{Engine, engine::general_purpose::STANDARD};
use openssl::hash::MessageDigest;
use openssl::sign::Verifier;
use openssl::x509::X509;
use samael::crypto::{Crypto, CryptoProvider};
use sso::saml::request::{AuthnRequest, RequestError, RequestId};
use std::io::Read;

fn request<'a>(id: &'a RequestId, destination: &'a str) -> AuthnRequest<'a> {
    AuthnRequest { id, now: NOW, destination, sp_entity_id: SP, acs: ACS, name_id_format: None, force_authn: false }
}

fn parameters(url: &str) -> Vec<(String, String)> {
    url::Url::parse(url).unwrap().query_pairs().into_owned().collect()
}

fn value<'a>(parameters: &'a [(String, String)], name: &str) -> &'a str {
    &parameters.iter().find(|(key, _)| key == name).unwrap().1
}

#[test]
fn an_id_is_128_bits_behind_an_underscore() {
    assert_eq!(RequestId::new([0; 16]).as_str(), "_00000000000000000000000000000000");
    assert_eq!(RequestId::new([0xab; 16]).to_string(), "_abababababababababababababababab");
}

#[test]
fn a_redirect_carries_a_request_that_openssl_can_check() {
    let id = RequestId::new([1; 16]);
    for (destination, begins) in [
        ("https://idp.acme.example/sso", "https://idp.acme.example/sso?SAMLRequest="),
        ("https://idp.acme.example/sso?tenant=1", "https://idp.acme.example/sso?tenant=1&SAMLRequest="),
    ] {
        let asking = AuthnRequest { force_authn: true, name_id_format: Some("urn:x"), ..request(&id, destination) };
        let url = asking.redirect("handle", &OURS).unwrap();
        assert!(url.starts_with(begins), "{url}");
        let (signed, _) = url[url.find("SAMLRequest").unwrap()..].split_once("&Signature=").unwrap();
        let parameters = parameters(&url);
        let public = X509::from_der(OURS.certificate.der()).unwrap().public_key().unwrap();
        let mut verifier = Verifier::new(MessageDigest::sha256(), &public).unwrap();
        assert!(verifier.verify_oneshot(&STANDARD.decode(value(&parameters, "Signature")).unwrap(), signed.as_bytes()).unwrap());
        assert_eq!(value(&parameters, "RelayState"), "handle");
        assert_eq!(value(&parameters, "SigAlg"), RSA_SHA256);

        let mut xml = String::new();
        let deflated = STANDARD.decode(value(&parameters, "SAMLRequest")).unwrap();
        flate2::read::DeflateDecoder::new(&deflated[..]).read_to_string(&mut xml).unwrap();
        let tree = roxmltree::Document::parse(&xml).unwrap();
        let root = tree.root_element();
        assert!(root.has_tag_name(("urn:oasis:names:tc:SAML:2.0:protocol", "AuthnRequest")));
        for (name, wanted) in [
            ("ID", id.as_str()),
            ("Version", "2.0"),
            ("IssueInstant", "2026-11-26T12:00:00Z"),
            ("Destination", destination),
            ("AssertionConsumerServiceURL", ACS),
            ("ForceAuthn", "true"),
        ] {
            assert_eq!(root.attribute(name), Some(wanted), "{name}");
        }
        assert!(xml.contains(&format!(">{SP}</saml:Issuer>")) && xml.contains("Format=\"urn:x\""), "{xml}");
    }
}

#[test]
fn a_posted_request_is_signed_as_xmlsec_understands_it() {
    let id = RequestId::new([2; 16]);
    // Characters that have to be escaped one way in XML, another in canonical XML and a third in HTML.
    let destination = "https://idp.acme.example/sso?a=1&b=\"2\"&c='3'<>";
    let form = AuthnRequest { name_id_format: Some("a&<>\"'"), ..request(&id, destination) }.post("a\"b<c", &OURS).unwrap();
    assert_eq!(form.action, destination);
    let xml = String::from_utf8(STANDARD.decode(&form.fields[0].1).unwrap()).unwrap();
    Crypto::verify_signed_xml(&xml, &OURS.certificate.der().to_vec().into(), Some("ID")).unwrap();
    let changed = xml.replace("2026-11-26", "2026-11-27");
    assert!(Crypto::verify_signed_xml(&changed, &OURS.certificate.der().to_vec().into(), Some("ID")).is_err());
    assert_eq!(roxmltree::Document::parse(&xml).unwrap().root_element().attribute("Destination"), Some(destination));

    let html = form.to_html("Weiter <>");
    assert!(html.contains("action=\"https://idp.acme.example/sso?a=1&amp;b=&quot;2&quot;&amp;c='3'&lt;>\""), "{html}");
    assert!(html.contains("name=\"RelayState\" value=\"a&quot;b&lt;c\"") && html.contains("<button>Weiter &lt;&gt;</button>"), "{html}");
}

#[test]
fn a_relay_state_is_short() {
    let id = RequestId::new([3; 16]);
    let asking = request(&id, "https://idp.acme.example/sso");
    asking.redirect(&"x".repeat(80), &OURS).unwrap();
    assert!(matches!(asking.redirect(&"x".repeat(81), &OURS), Err(RequestError::RelayState)));
    assert!(matches!(asking.post(&"x".repeat(81), &OURS), Err(RequestError::RelayState)));
    assert!(!asking.redirect("", &OURS).unwrap().contains("RelayState"));
}
