use crate::idp::*;
use sso::saml::idp_metadata::{BadAddress, Binding, Destinations, Flaw, IdpMetadata, MetadataUrl, Pasted, Skipped, choose};
use sso::saml::{Certificate, Code};

fn key(usage: &str, certificate: &str) -> String {
    format!(
        "<KeyDescriptor{usage}><KeyInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><X509Data><X509Certificate>\n{certificate}\n</X509Certificate>\
         </X509Data></KeyInfo></KeyDescriptor>"
    )
}

fn signing(certificate: &Certificate) -> String {
    key(" use=\"signing\"", &certificate.to_base64())
}

fn service(binding: &str, location: &str) -> String {
    format!("<SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:{binding}\" Location=\"{location}\"/>")
}

fn entity(id: &str, inner: &str) -> String {
    format!(
        "<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"{id}\"><IDPSSODescriptor WantAuthnRequestsSigned=\"true\" \
         protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">{inner}</IDPSSODescriptor></EntityDescriptor>"
    )
}

fn acme(inner: &str) -> String {
    entity(IDP, inner)
}

fn recognise(text: &str) -> Pasted {
    Pasted::recognise(text, Destinations::Https)
}

fn read(text: &str) -> IdpMetadata {
    match recognise(text) {
        Pasted::Idp(metadata) => *metadata,
        other => panic!("{other:?}"),
    }
}

fn good() -> String {
    let formats = "<NameIDFormat> urn:oasis:names:tc:SAML:2.0:nameid-format:persistent </NameIDFormat>";
    let services = [
        service("SOAP", "https://idp.acme.example/soap"),
        service("HTTP-Redirect", "https://idp.acme.example/sso"),
        service("HTTP-POST", "https://idp.acme.example/sso/post"),
    ];
    acme(&(signing(&ACME.certificate) + formats + &services.concat()))
}

#[test]
fn a_provider_is_read_from_its_metadata() {
    let texts = [
        good(),
        format!("\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- exported yesterday -->\n{}\n", good()),
        format!("<EntitiesDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\">{}</EntitiesDescriptor>", good()),
    ];
    for text in texts {
        let metadata = read(&text);
        assert_eq!(metadata.entity_id, IDP);
        assert_eq!(metadata.location(Binding::Redirect), Some("https://idp.acme.example/sso"));
        assert_eq!(metadata.location(Binding::Post), Some("https://idp.acme.example/sso/post"));
        assert_eq!(metadata.sso.len(), 2);
        assert_eq!(metadata.preferred().unwrap().binding, Binding::Redirect);
        assert_eq!(metadata.certificates.iter().collect::<Vec<_>>(), [&ACME.certificate]);
        assert_eq!(metadata.name_id_formats, [sso::saml::name_id::PERSISTENT]);
        assert!(metadata.wants_signed_requests);
        assert_eq!(metadata.skipped, []);
    }
}

#[test]
fn keys_are_taken_by_their_use() {
    let service = service("HTTP-Redirect", "https://idp.acme.example/sso");
    let both = acme(&(key("", &ACME.certificate.to_base64()) + &signing(&ACME_EC.certificate) + &service));
    assert_eq!(read(&both).certificates, [ACME.certificate.clone(), ACME_EC.certificate.clone()]);
    let with_a_bad_one = acme(&(key(" use=\"signing\"", "AAAA") + &signing(&ACME.certificate) + &service));
    assert_eq!(read(&with_a_bad_one).certificates.len(), 1);
    assert!(matches!(read(&with_a_bad_one).skipped[..], [Skipped::Certificate(_)]));
    for keys in [String::new(), key(" use=\"encryption\"", &ACME.certificate.to_base64()), key(" use=\"signing\"", "AAAA")] {
        let pasted = recognise(&acme(&(keys + &service)));
        assert!(matches!(pasted, Pasted::Flawed(Flaw::Certificates(_))), "{pasted:?}");
        assert_eq!(pasted.code(), Some(Code::S01));
    }
}

#[test]
fn nobody_is_sent_anywhere_but_to_https() {
    for location in [
        "javascript:alert(1)",
        "http://idp.acme.example/sso",
        "http://127.0.0.1/sso",
        "ftp://idp.acme.example",
        "data:text/html,x",
        "//idp.acme.example/sso",
        "/sso",
        "",
        "https://",
        "https://user:secret@idp.acme.example/",
        "https://idp.acme.example/#x",
        "https://idp.acme.example/\tsso",
        "java\tscript:alert(1)",
    ] {
        let pasted = recognise(&acme(&(signing(&ACME.certificate) + &service("HTTP-Redirect", &location.replace('\t', "&#9;")))));
        assert_eq!(pasted, Pasted::Flawed(Flaw::NoLocation), "{location}");
        let with_a_good_one = service("HTTP-POST", location) + &service("HTTP-POST", "https://idp.acme.example/sso");
        let metadata = read(&acme(&(signing(&ACME.certificate) + &with_a_good_one)));
        assert_eq!((metadata.sso.len(), metadata.skipped.len()), (1, 1), "{location}");
    }
    // The practice provider, where an installation allows it.
    let local = acme(&(signing(&ACME.certificate) + &service("HTTP-Redirect", "http://localhost:3000/practice")));
    assert!(matches!(Pasted::recognise(&local, Destinations::HttpsAndLoopback), Pasted::Idp(_)));
    for url in ["http://127.0.0.1:3000/x", "http://[::1]/x", "http://localhost/x"] {
        MetadataUrl::parse(url, Destinations::HttpsAndLoopback).unwrap();
        assert_eq!(MetadataUrl::parse(url, Destinations::Https), Err(BadAddress::Scheme));
    }
    for url in ["http://localhost.evil.example/x", "http://127.0.0.1.evil.example/x", "http://evil.example/x"] {
        assert_eq!(MetadataUrl::parse(url, Destinations::HttpsAndLoopback), Err(BadAddress::Scheme), "{url}");
    }
}

#[test]
fn what_was_pasted_is_recognised() {
    let url = "https://login.example/federationmetadata.xml?appid=1";
    assert_eq!(recognise(&format!("  {url}\n")), Pasted::MetadataUrl(MetadataUrl::parse(url, Destinations::Https).unwrap()));
    assert_eq!(recognise(""), Pasted::Empty);
    assert_eq!(recognise("javascript:alert(1)"), Pasted::RefusedUrl(BadAddress::Scheme));
    assert_eq!(recognise("http://idp.acme.example/metadata"), Pasted::RefusedUrl(BadAddress::Scheme));
    let issuer = "https://login.example/tenant";
    let oidc = || Pasted::OidcDiscovery { issuer: issuer.into() };
    assert_eq!(recognise(&format!("{issuer}/.well-known/openid-configuration")), oidc());
    assert_eq!(recognise(&format!("{{\"issuer\":\"{issuer}\",\"authorization_endpoint\":\"{issuer}/authorize\"}}")), oidc());
    assert_eq!(recognise("{\"error\":\"invalid_tenant\"}"), Pasted::Unknown);
    for page in ["<!DOCTYPE html><html>", "<html lang=\"en\"><body>Sign in</body></html>", "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\">"] {
        assert_eq!(recognise(page), Pasted::Html, "{page}");
    }
    assert_eq!(recognise(&ACME.certificate.to_pem()), Pasted::Certificates(vec![ACME.certificate.clone()]));
    assert_eq!(recognise(&ACME.certificate.to_base64()), Pasted::Certificates(vec![ACME.certificate.clone()]));
    let tagged = format!("<ds:X509Certificate>{}</ds:X509Certificate>", ACME.certificate.to_base64());
    assert_eq!(recognise(&tagged), Pasted::Certificates(vec![ACME.certificate.clone()]));
    assert_eq!(Pasted::recognise_bytes(ACME.certificate.der(), Destinations::Https), Pasted::Certificates(vec![ACME.certificate.clone()]));
    assert_eq!(recognise(&OURS.key.to_pem().unwrap()), Pasted::PrivateKey);
    for unknown in ["alice", "Okta", "<x/>", "<EntityDescriptor entityID=\"x\"/>", "12:30 at the fountain"] {
        assert_eq!(recognise(unknown), Pasted::Unknown, "{unknown}");
    }
}

#[test]
fn one_of_several_is_chosen() {
    let inner = signing(&ACME.certificate) + &service("HTTP-POST", "https://idp.acme.example/sso");
    let several = format!(
        "<EntitiesDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\">{}{}</EntitiesDescriptor>",
        entity("https://one.example", &inner),
        entity("https://two.example", &inner)
    );
    let pasted = recognise(&several);
    assert_eq!(pasted, Pasted::Several { providers: vec!["https://one.example".into(), "https://two.example".into()] });
    assert_eq!(pasted.code(), Some(Code::S16));
    assert_eq!(choose(&several, "https://two.example", Destinations::Https).unwrap().entity_id, "https://two.example");
    let missing = choose(&several, "https://three.example", Destinations::Https).unwrap_err();
    assert_eq!((missing.code(), missing), (Code::S16, Flaw::NoSuchEntity("https://three.example".into())));
}

#[test]
fn hostile_metadata_is_refused() {
    for text in [
        good().replacen('<', "<!DOCTYPE x [<!ENTITY a \"b\">]><", 1),
        format!("<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\">{}", "<a>".repeat(100_000)),
        format!("{}{}", good(), " ".repeat(1024 * 1024)) + "<",
        good().replacen("entityID", &format!("{} entityID", "a=\"\" ".repeat(100)), 1),
    ] {
        let pasted = recognise(&text);
        assert!(matches!(pasted, Pasted::Flawed(Flaw::Unreadable(_))), "{pasted:?}");
        assert_eq!(pasted.code(), Some(Code::S15));
    }
    let nameless = good().replace(&format!("entityID=\"{IDP}\""), "");
    assert_eq!(recognise(&nameless), Pasted::Flawed(Flaw::EntityId));
}

#[test]
fn what_an_address_answers_is_metadata_or_an_error() {
    let fetched = |body: &str| Pasted::fetched(body.as_bytes(), Destinations::Https);
    assert_eq!(fetched(&good()).unwrap().entity_id, IDP);
    for body in ["<html></html>", "{}", "not found", "https://elsewhere.example/metadata", "\0\u{1}"] {
        assert_eq!(fetched(body), Err(Code::S15), "{body}");
    }
}
