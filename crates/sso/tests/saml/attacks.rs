//! The table of attacks: docs/THREATS.md names it. Each is refused with the code beside it, and what is refused shows nobody.

use crate::idp::*;
use sso::saml::{Code, receive};
use std::time::Duration;

/// Acme's own words about somebody else: the assertion with Mallory's wish in it.
fn evil(assertion: &str) -> String {
    assertion.replace("alice-1", "the-owner").replace("alice@acme.example", "owner@acme.example").replace("ID=\"_assertion\"", "ID=\"_evil\"")
}

fn signature_of(xml: &str) -> &str {
    let start = xml.find("<ds:Signature ").unwrap();
    let end = start + xml[start..].find("</ds:Signature>").unwrap() + "</ds:Signature>".len();
    &xml[start..end]
}

fn without_signature(xml: &str) -> String {
    xml.replacen(signature_of(xml), "", 1)
}

/// An attack's name, what it sends, and how it is answered.
type Attack = (&'static str, String, Code);

/// Signature wrapping, numbered as in SAML Raider. The signature holds, over something that nobody is meant to read.
fn wrapping() -> Vec<Attack> {
    let answer = Answer::default();
    let signed = answer.assertion(&ACME);
    let (signature, plain) = (signature_of(&signed), without_signature(&signed));
    let forged = evil(&plain);
    let forged_signed = forged.replacen("</saml:Issuer>", &format!("</saml:Issuer>{signature}"), 1);
    let around = |inner: &str| answer.around(inner, &ACME);

    let response = Answer::signed(Sign::Response).xml();
    let (response_signature, plain_response) = (signature_of(&response).to_owned(), without_signature(&response));
    let forged_response = evil(&plain_response).replace("ID=\"_response\"", "ID=\"_evil_response\"");
    let holding = |inner: &str| response_signature.replace("</ds:Signature>", &format!("{inner}</ds:Signature>"));
    let object = |inner: &str| format!("<ds:Object>{inner}</ds:Object>");
    let after_issuer = |xml: &str, what: &str| xml.replacen("</saml:Issuer>", &format!("</saml:Issuer>{what}"), 1);

    let in_assertion = |inner: &str| forged.replace("</saml:Assertion>", &format!("{inner}</saml:Assertion>"));
    let extensions = |inner: &str| {
        let extra = format!("<samlp:Extensions xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\">{inner}</samlp:Extensions>");
        Answer { extra, ..Answer::default() }.around(&signed, &ACME)
    };
    vec![
        ("xsw 1: the response within its signature", after_issuer(&forged_response, &holding(&plain_response)), Code::S02),
        ("xsw 1 in an Object", after_issuer(&forged_response, &holding(&object(&plain_response))), Code::S02),
        ("xsw 2: the response before its signature", after_issuer(&forged_response, &format!("{plain_response}{response_signature}")), Code::S02),
        ("xsw 2 the other way round", after_issuer(&forged_response, &format!("{response_signature}{plain_response}")), Code::S02),
        ("xsw 3: another assertion before", around(&format!("{forged}{signed}")), Code::S02),
        ("xsw 3 after", around(&format!("{signed}{forged}")), Code::S02),
        ("xsw 4: the assertion within another", around(&in_assertion(&signed)), Code::S02),
        ("xsw 5: the signature moved to another", around(&format!("{forged_signed}{plain}")), Code::S02),
        (
            "xsw 6: the assertion in the signature of another",
            around(&forged_signed.replace("</ds:SignatureValue>", &format!("</ds:SignatureValue>{plain}"))),
            Code::S02,
        ),
        ("xsw 7: another assertion in Extensions", extensions(&forged), Code::S02),
        ("xsw 7 the other way round", around(&format!("<x:Extensions xmlns:x=\"urn:x\">{signed}</x:Extensions>{forged}")), Code::S02),
        (
            "xsw 8: the assertion in an Object of another's signature",
            around(&forged_signed.replace("</ds:SignatureValue>", &format!("</ds:SignatureValue>{}", object(&plain)))),
            Code::S02,
        ),
        ("the assertion in another's Advice", around(&in_assertion(&format!("<saml:Advice>{signed}</saml:Advice>"))), Code::S02),
        (
            "the assertion in another's SubjectConfirmationData",
            around(&forged.replace(
                "</saml:SubjectConfirmation>",
                &format!("<saml:SubjectConfirmationData>{signed}</saml:SubjectConfirmationData></saml:SubjectConfirmation>"),
            )),
            Code::S02,
        ),
        ("the same ID for both", around(&format!("{}{signed}", forged.replace("_evil", "_assertion"))), Code::S02),
        ("the ID in another attribute", around(&signed.replace("<saml:Subject>", "<saml:Subject id=\"_assertion\">")), Code::S02),
        ("an xml:id", around(&signed.replace("<saml:Subject>", "<saml:Subject xml:id=\"_other\">")), Code::S02),
        ("a qualified ID", around(&signed.replace("<saml:Subject>", "<saml:Subject xmlns:e=\"urn:e\" e:ID=\"_other\">")), Code::S02),
        ("an AssertionID", around(&signed.replace("<saml:Subject>", "<saml:Subject AssertionID=\"_other\">")), Code::S02),
        ("an assertion of another namespace beside", around(&format!("{signed}<Assertion xmlns=\"urn:x\"/>")), Code::S02),
        ("an encrypted assertion beside", around(&format!("{signed}<saml:EncryptedAssertion/>")), Code::S02),
        ("a response within the response", extensions("<p:Response xmlns:p=\"urn:oasis:names:tc:SAML:2.0:protocol\"/>"), Code::S02),
        ("the signature somewhere else", around(&format!("{forged}<samlp:Extensions>{signature}</samlp:Extensions>")), Code::S02),
        ("the reference to the response, unsigned", around(&forged_signed.replace("URI=\"#_assertion\"", "URI=\"#_response\"")), Code::S02),
    ]
}

/// The signature itself.
fn signatures() -> Vec<Attack> {
    let answer = Answer::default();
    let signed = answer.assertion(&ACME);
    let around = |inner: &str| answer.around(inner, &ACME);
    let with = |from: &str, to: &str| {
        assert!(signed.contains(from), "{from} in {signed}");
        around(&signed.replacen(from, to, 1))
    };
    let by = |method, digest| Answer { method, digest, ..Answer::default() }.xml();
    let sha1 = "http://www.w3.org/2000/09/xmldsig#sha1";
    let transform = "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>";
    let transform_to = |to: &str| with(transform, &format!("{transform}<ds:Transform Algorithm=\"{to}\"/>"));
    let key_info = |inner: &str| with("</ds:Signature>", &format!("<ds:KeyInfo>{inner}</ds:KeyInfo></ds:Signature>"));
    let own_key = format!("<ds:X509Data><ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data>", MALLORY.certificate.to_base64());
    let value = {
        let start = signed.find("<ds:SignatureValue>").unwrap();
        let end = signed.find("</ds:SignatureValue>").unwrap();
        signed[start..end].to_owned()
    };
    let digest = {
        let start = signed.find("<ds:DigestValue>").unwrap();
        let end = signed.find("</ds:DigestValue>").unwrap();
        signed[start..end].to_owned()
    };
    let signed_info = {
        let start = signed.find("<ds:SignedInfo>").unwrap();
        let end = signed.find("</ds:SignedInfo>").unwrap() + "</ds:SignedInfo>".len();
        signed[start..end].to_owned()
    };
    vec![
        ("no signature", Answer::signed(Sign::Nothing).xml(), Code::S03),
        ("the signature stripped", without_signature(&around(&signed)), Code::S03),
        ("the signature emptied", with(signature_of(&signed), "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>"), Code::S02),
        ("the signature's value emptied", with(&value, "<ds:SignatureValue>"), Code::S02),
        ("no digest", with(&digest, "<ds:DigestValue>"), Code::S02),
        ("another text under the signature", with("alice-1", "the-owner"), Code::S02),
        ("another attribute under the signature", with(">staff<", ">owners<"), Code::S02),
        ("an unknown key", Answer::default().by(&MALLORY), Code::S02),
        ("an unknown key, in KeyInfo", Answer::default().by(&MALLORY).replace("</ds:Signature>", &format!("<ds:KeyInfo>{own_key}</ds:KeyInfo></ds:Signature>")), Code::S02),
        (
            "the bare key in KeyInfo",
            Answer::default().by(&MALLORY).replace(
                "</ds:Signature>",
                "<ds:KeyInfo><ds:KeyValue><ds:RSAKeyValue><ds:Modulus>AQAB</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue></ds:KeyValue></ds:KeyInfo></ds:Signature>",
            ),
            Code::S02,
        ),
        ("a key to be fetched", key_info("<ds:RetrievalMethod URI=\"http://127.0.0.1:9/key\"/>"), Code::S02),
        ("HMAC with the public key", with(RSA_SHA256, "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"), Code::S02),
        ("HMAC, cut short", with(RSA_SHA256, "http://www.w3.org/2000/09/xmldsig#hmac-sha1"), Code::S04),
        ("no algorithm", with(RSA_SHA256, ""), Code::S02),
        ("RSA with SHA-1", by("http://www.w3.org/2000/09/xmldsig#rsa-sha1", SHA256), Code::S04),
        ("a digest of SHA-1", by(RSA_SHA256, sha1), Code::S04),
        ("MD5", with(RSA_SHA256, "http://www.w3.org/2001/04/xmldsig-more#rsa-md5"), Code::S04),
        ("DSA", with(RSA_SHA256, "http://www.w3.org/2009/xmldsig11#dsa-sha256"), Code::S02),
        ("ECDSA said, RSA done", with(RSA_SHA256, "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"), Code::S02),
        ("an XSLT transform", transform_to("http://www.w3.org/TR/1999/REC-xslt-19991116"), Code::S02),
        ("an XPath transform", transform_to("http://www.w3.org/TR/1999/REC-xpath-19991116"), Code::S02),
        ("an XPath filter", transform_to("http://www.w3.org/2002/06/xmldsig-filter2"), Code::S02),
        ("a base64 transform", transform_to("http://www.w3.org/2000/09/xmldsig#base64"), Code::S02),
        ("only the enveloped transform", with("<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>", ""), Code::S02),
        ("no transforms", with("<ds:Transforms>", "<ds:Nothing>").replace("</ds:Transforms>", "</ds:Nothing>"), Code::S02),
        (
            "canonicalisation with comments",
            with("<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>", "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#WithComments\"/>"),
            Code::S02,
        ),
        ("inclusive canonicalisation", with("<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>", "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"/>"), Code::S02),
        ("two SignedInfo", with(&signed_info, &format!("{signed_info}{signed_info}")), Code::S02),
        ("two references", with("</ds:Reference>", "</ds:Reference><ds:Reference URI=\"#_response\"/>"), Code::S02),
        ("a reference to everything", with("URI=\"#_assertion\"", "URI=\"\""), Code::S02),
        ("a reference to an address", with("URI=\"#_assertion\"", "URI=\"http://127.0.0.1:9/x\""), Code::S02),
        ("a reference to a file", with("URI=\"#_assertion\"", "URI=\"file:///etc/passwd\""), Code::S02),
        ("a reference by XPointer", with("URI=\"#_assertion\"", "URI=\"#xpointer(id('_assertion'))\""), Code::S02),
        ("no reference", with("URI=\"#_assertion\"", ""), Code::S02),
        ("a comment in the digest", with("<ds:DigestValue>", "<ds:DigestValue><!-- -->"), Code::S02),
        ("text in SignedInfo", with("<ds:SignedInfo>", "<ds:SignedInfo>x"), Code::S02),
        ("a parameter of the method", with(&format!("<ds:SignatureMethod Algorithm=\"{RSA_SHA256}\"/>"), &format!("<ds:SignatureMethod Algorithm=\"{RSA_SHA256}\"><ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>")), Code::S02),
        ("a signature in another namespace", with("xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"", "xmlns:ds=\"urn:x\""), Code::S02),
        ("three signatures", around(&signed).replace("</samlp:Response>", &format!("{0}{0}</samlp:Response>", signature_of(&signed))), Code::S02),
        ("the response's signature broken, the assertion's not", {
            let both = Answer::signed(Sign::Both).xml();
            both.replacen("IssueInstant=\"2026-11-26T12:00:00Z\"", "IssueInstant=\"2026-11-26T12:00:01Z\"", 1)
        }, Code::S02),
        ("the assertion's signature by another than the response's", {
            let inner = Answer::default().assertion(&MALLORY);
            Answer::signed(Sign::Response).around(&inner, &ACME)
        }, Code::S02),
    ]
}

/// XML that isn't a response, or is more than one.
fn markup() -> Vec<Attack> {
    let xml = Answer::default().xml();
    let doctype = |inner: &str| format!("<!DOCTYPE r [{inner}]>{xml}");
    let bomb = "<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">";
    let within_name = |what: &str| Answer::default().xml().replace("alice-1", what);
    vec![
        ("a DOCTYPE", doctype(""), Code::S02),
        ("billion laughs", doctype(bomb).replace("alice-1", "&c;"), Code::S02),
        ("an external entity", doctype("<!ENTITY x SYSTEM \"file:///etc/passwd\">").replace("alice-1", "&x;"), Code::S02),
        ("a parameter entity", doctype("<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x\">%x;"), Code::S02),
        ("an ID declared by DTD", doctype("<!ATTLIST saml:Subject x ID #IMPLIED>"), Code::S02),
        ("a DOCTYPE after the declaration", format!("<?xml version=\"1.0\"?><!DOCTYPE r>{xml}"), Code::S02),
        ("an unknown entity", within_name("&x;"), Code::S02),
        ("a processing instruction", within_name("alice<?x?>-1"), Code::S02),
        ("a stylesheet", format!("<?xml-stylesheet href=\"http://127.0.0.1:9/x\"?>{xml}"), Code::S02),
        ("a comment in the NameID", within_name("alice<!-- -->-1"), Code::S02),
        ("a comment before everything", format!("<!-- -->{xml}"), Code::S02),
        ("CDATA", within_name("<![CDATA[alice-1]]>"), Code::S02),
        ("XInclude", within_name("<x:include xmlns:x=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\"/>"), Code::S02),
        ("a NUL", within_name("alice-1\0"), Code::S02),
        ("a NUL by reference", within_name("alice-1&#0;"), Code::S02),
        ("a control character", within_name("alice\u{1}-1"), Code::S02),
        ("another encoding declared", format!("<?xml version=\"1.0\" encoding=\"UTF-7\"?>{xml}"), Code::S02),
        ("XML 1.1", format!("<?xml version=\"1.1\"?>{xml}"), Code::S02),
        ("a relative namespace", xml.replace("<saml:Subject>", "<saml:Subject xmlns:r=\"relative\">"), Code::S02),
        ("a namespace that is no URI", xml.replace("<saml:Subject>", "<saml:Subject xmlns:r=\"urn:a b\">"), Code::S02),
        ("a namespace that libxml2 can't read", xml.replace("<saml:Subject>", "<saml:Subject xmlns:r=\"http://x:y/\">"), Code::S02),
        ("ill-formed XML", xml.replace("</saml:Subject>", ""), Code::S02),
        ("ill-formed at its end", format!("{xml}<"), Code::S02),
        ("two documents", format!("{xml}{xml}"), Code::S02),
        ("cut short", xml[..xml.len() - 20].to_owned(), Code::S02),
        ("nothing", String::new(), Code::S02),
        ("only text", "SAMLResponse".into(), Code::S02),
        ("JSON", "{\"sub\":\"the-owner\"}".into(), Code::S02),
        ("a page", "<html><body>Sign in</body></html>".into(), Code::S02),
        ("an AuthnRequest", xml.replace("samlp:Response", "samlp:AuthnRequest"), Code::S02),
        ("a bare assertion", Answer::default().assertion(&ACME), Code::S02),
        ("SAML 1.1", xml.replace("Version=\"2.0\"", "Version=\"1.1\""), Code::S02),
        ("no version", xml.replacen("Version=\"2.0\"", "", 1), Code::S02),
        ("no IssueInstant", xml.replacen("IssueInstant=", "Issued=", 1), Code::S02),
        ("no ID", xml.replacen("ID=\"_response\"", "", 1), Code::S02),
        ("an ID that isn't a name", xml.replacen("ID=\"_response\"", "ID=\"#x\"", 1), Code::S02),
        ("an unknown part", xml.replace("<samlp:Status>", "<samlp:Statement/><samlp:Status>"), Code::S02),
        ("an issuer of no namespace", xml.replacen("saml:Issuer>", "Issuer>", 2), Code::S02),
        ("no status", xml.replace("samlp:Status", "samlp:Statu"), Code::S02),
        ("two statuses", Answer { extra: Answer::default().status, ..Answer::default() }.xml(), Code::S02),
        ("no assertion", Answer::signed(Sign::Response).around("", &ACME), Code::S02),
        ("another namespace of the same name", xml.replace("SAML:2.0:protocol", "SAML:2.0:protoco1"), Code::S02),
    ]
}

/// What costs, if it is read at all.
fn weight() -> Vec<Attack> {
    let answer = Answer::default();
    let xml = answer.xml();
    let subject = |inner: &str| xml.replace("</saml:Subject>", &format!("{inner}</saml:Subject>"));
    let attributes: String = (0..20_000).map(|n| format!(" a{n}=\"\"")).collect();
    let namespaces: String = (0..40).map(|n| format!(" xmlns:n{n}=\"urn:{n}\"")).collect();
    let nested = (0..40).fold(String::new(), |inner, n| format!("<a{namespaces} xmlns:m{n}=\"urn:m\">{inner}</a>"));
    vec![
        ("20,000 attributes", subject(&format!("<a{attributes}/>")), Code::S02),
        ("49 attributes", subject(&format!("<a{}/>", (0..49).map(|n| format!(" a{n}=''")).collect::<String>())), Code::S02),
        ("20,000 elements", subject(&"<a/>".repeat(20_000)), Code::S02),
        ("100,000 deep", subject(&format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000))), Code::S02),
        ("50 deep", subject(&format!("{}{}", "<a>".repeat(50), "</a>".repeat(50))), Code::S02),
        ("100,000 deep and never closed", "<a>".repeat(100_000), Code::S02),
        ("hundreds of namespaces in scope", subject(&nested), Code::S02),
        ("namespaces declared with a space", subject(&nested.replace("=\"", " = \"")), Code::S02),
        ("40,000 values", Answer { attributes: attribute("groups", "x").repeat(40_000), ..Answer::signed(Sign::Nothing) }.xml(), Code::S02),
        (
            "a long list of prefixes",
            xml.replacen(
                "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>",
                &format!(
                    "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"><c:InclusiveNamespaces \
                     xmlns:c=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"{}\"/></ds:Transform>",
                    "x ".repeat(10_000)
                ),
                1,
            ),
            Code::S02,
        ),
        ("8 MiB", subject(&"x".repeat(8 * 1024 * 1024)), Code::S02),
        ("8 MiB of one attribute", subject(&format!("<a b=\"{}\"/>", "x".repeat(8 * 1024 * 1024))), Code::S02),
        ("8 MiB of ampersands", subject(&"&amp;".repeat(8 * 1024 * 1024 / 5)), Code::S02),
        ("a tag that doesn't end", format!("<a {}", "b ".repeat(200_000)), Code::S02),
        ("quotes that don't end", format!("<a b=\"{}", "'".repeat(400_000)), Code::S02),
        ("half a million <", "<".repeat(500_000), Code::S02),
        ("half a million >", ">".repeat(500_000), Code::S02),
    ]
}

fn check(attacks: Vec<Attack>) {
    accepted(&Answer::default().xml()); // keys are made, libraries are up
    for (name, xml, code) in attacks {
        let (result, spent) = timed(|| receive(&posted(&xml), &expected()));
        let report = match result {
            Ok(received) => panic!("{name}: accepted as {:?}", received.assertion),
            Err(report) => report,
        };
        assert_eq!(report.code(), Some(code), "{name}: {report:#?}");
        assert!(!format!("{report:?}").contains("the-owner"), "{name}: {report:#?}");
        assert!(spent < Duration::from_secs(1), "{name}: {spent:?}");
    }
}

#[test]
fn signature_wrapping_is_refused() {
    check(wrapping());
}

#[test]
fn strange_signatures_are_refused() {
    check(signatures());
}

#[test]
fn strange_xml_is_refused() {
    check(markup());
}

/// As much of everything as the gate lets through, signed by somebody else, so that it is canonicalised once for each certificate.
#[test]
fn the_heaviest_that_passes_takes_less_than_a_second_for_each_certificate() {
    let namespaces: String = (0..40).map(|n| format!(" xmlns:n{n}=\"urn:{n}\"")).collect();
    let prefixes: String = (0..8).map(|n| format!("n{n} ")).collect();
    let list = format!("<c:InclusiveNamespaces xmlns:c=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"{prefixes}\"/></ds:Transform>");
    let leaves = "<n0:a a=\"\" n1:a=\"\" n2:a=\"\"/>".repeat(11_900);
    let deep = format!("{}{leaves}{}", "<d>".repeat(40), "</d>".repeat(40));
    let answer = Answer { extra: format!("<samlp:Extensions{namespaces}>{deep}</samlp:Extensions>"), ..Answer::signed(Sign::Response) };
    let closing = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>";
    let xml = answer.by(&MALLORY).replace(closing, &(closing.replace("/>", ">") + &list));
    assert!(xml.len() < sso::saml::gate::MOST_BYTES && sso::saml::gate::response(&xml).is_ok());
    let certificates: Vec<_> = (0..5).map(|_| ACME.certificate.clone()).collect();
    let expected = sso::saml::Expected { certificates: &certificates, ..expected() };
    let (report, spent) = timed(|| refused_as(&xml, &expected));
    assert_eq!(report.code(), Some(Code::S02));
    assert!(spent < Duration::from_secs(5), "{spent:?}");
}

#[test]
fn heavy_xml_is_refused_in_under_a_second() {
    check(weight());
}

#[test]
fn what_is_signed_is_all_that_is_read() {
    // Everything outside the signed assertion may say what it likes; nothing of it is in the result.
    let answer = Answer { extra: "<samlp:Extensions><x:owner xmlns:x=\"urn:x\">the-owner</x:owner></samlp:Extensions>".into(), ..Answer::default() };
    let received = accepted(&answer.xml());
    assert!(!format!("{received:?}").contains("the-owner"));
}
