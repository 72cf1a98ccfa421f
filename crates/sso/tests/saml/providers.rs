//! In the manner of large providers: prefixes, default namespaces, lists of prefixes, key material beside the signature, orders of attributes.
//! Each is made and signed here; real peers have tests of their own.

use crate::idp::*;
use sso::saml::{Signed, email};

const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
const C14N: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";

/// An empty signature in a provider's own writing.
fn signature(prefix: &str, id: &str, prefixes: &str, key_info: &str) -> String {
    let (p, xmlns) = match prefix {
        "" => (String::new(), "xmlns".to_owned()),
        prefix => (format!("{prefix}:"), format!("xmlns:{prefix}")),
    };
    let list = match prefixes {
        "" => String::new(),
        list => format!("<ec:InclusiveNamespaces xmlns:ec=\"{C14N}\" PrefixList=\"{list}\"/>"),
    };
    format!(
        "<{p}Signature {xmlns}=\"{DSIG}\"><{p}SignedInfo><{p}CanonicalizationMethod Algorithm=\"{C14N}\"/><{p}SignatureMethod \
         Algorithm=\"{RSA_SHA256}\"/><{p}Reference URI=\"#{id}\"><{p}Transforms><{p}Transform Algorithm=\"{DSIG}enveloped-signature\"/>\
         <{p}Transform Algorithm=\"{C14N}\">{list}</{p}Transform></{p}Transforms><{p}DigestMethod Algorithm=\"{SHA256}\"/><{p}DigestValue/>\
         </{p}Reference></{p}SignedInfo><{p}SignatureValue/>{key_info}</{p}Signature>"
    )
}

fn certificate() -> String {
    ACME.certificate.to_base64()
}

fn believed(xml: &str, signed: Signed, address: &str) {
    let received = accepted(xml);
    assert_eq!(received.assertion.signed, signed);
    assert_eq!(email::find(&received.assertion, None).unwrap(), address);
}

#[test]
fn okta_signs_both_with_a_list_of_prefixes() {
    let key_info = format!("<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>", certificate());
    let assertion = format!(
        "<saml2:Assertion xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" ID=\"id42\" \
         IssueInstant=\"2026-11-26T12:00:00.123Z\" Version=\"2.0\"><saml2:Issuer Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:entity\">{IDP}\
         </saml2:Issuer>{}<saml2:Subject><saml2:NameID Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress\">alice@acme.example\
         </saml2:NameID><saml2:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"><saml2:SubjectConfirmationData \
         InResponseTo=\"{REQUEST}\" NotOnOrAfter=\"2026-11-26T12:05:00.123Z\" Recipient=\"{ACS}\"/></saml2:SubjectConfirmation></saml2:Subject>\
         <saml2:Conditions NotBefore=\"2026-11-26T11:55:00.123Z\" NotOnOrAfter=\"2026-11-26T12:05:00.123Z\"><saml2:AudienceRestriction>\
         <saml2:Audience>{SP}</saml2:Audience></saml2:AudienceRestriction></saml2:Conditions><saml2:AuthnStatement \
         AuthnInstant=\"2026-11-26T12:00:00.123Z\" SessionIndex=\"{REQUEST}\"><saml2:AuthnContext><saml2:AuthnContextClassRef>\
         urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml2:AuthnContextClassRef></saml2:AuthnContext>\
         </saml2:AuthnStatement><saml2:AttributeStatement><saml2:Attribute Name=\"firstName\" \
         NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified\"><saml2:AttributeValue \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"xs:string\">Alice</saml2:AttributeValue></saml2:Attribute>\
         </saml2:AttributeStatement></saml2:Assertion>",
        signature("ds", "id42", "xs", &key_info)
    );
    let response = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><saml2p:Response xmlns:saml2p=\"urn:oasis:names:tc:SAML:2.0:protocol\" Destination=\"{ACS}\" \
         ID=\"id41\" InResponseTo=\"{REQUEST}\" IssueInstant=\"2026-11-26T12:00:00.123Z\" Version=\"2.0\" \
         xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><saml2:Issuer xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\" \
         Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:entity\">{IDP}</saml2:Issuer>{}<saml2p:Status><saml2p:StatusCode Value=\"{SUCCESS}\"/>\
         </saml2p:Status>{}</saml2p:Response>",
        signature("ds", "id41", "xs", &key_info),
        ACME.sign(&assertion)
    );
    believed(&ACME.sign(&response), Signed::Both, "alice@acme.example");
}

/// The older and the newer of Microsoft's: default namespaces for the assertion, and for the key material.
#[test]
fn microsofts_write_default_namespaces() {
    let key_info = |outer: &str| {
        let data = format!("<X509Data><X509Certificate>{}</X509Certificate></X509Data>", certificate());
        format!("<{outer}KeyInfo xmlns=\"{DSIG}\">{data}</{outer}KeyInfo>")
    };
    let claim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";
    for (prefix, key_info) in [("", key_info("")), ("ds", key_info("ds:"))] {
        let assertion = format!(
            "<Assertion ID=\"_4b8c9e9c-a1b2\" IssueInstant=\"2026-11-26T12:00:00.000Z\" Version=\"2.0\" \
             xmlns=\"urn:oasis:names:tc:SAML:2.0:assertion\"><Issuer>{IDP}</Issuer>{}<Subject><NameID \
             Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:persistent\">Tq3+/x=</NameID><SubjectConfirmation \
             Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"><SubjectConfirmationData InResponseTo=\"{REQUEST}\" \
             NotOnOrAfter=\"2026-11-26T13:00:00.000Z\" Recipient=\"{ACS}\"/></SubjectConfirmation></Subject><Conditions \
             NotBefore=\"2026-11-26T11:55:00.000Z\" NotOnOrAfter=\"2026-11-26T13:00:00.000Z\"><AudienceRestriction><Audience>{SP}</Audience>\
             </AudienceRestriction></Conditions><AttributeStatement><Attribute Name=\"{claim}/givenname\"><AttributeValue>Älice</AttributeValue>\
             </Attribute><Attribute Name=\"{claim}/emailaddress\"><AttributeValue>alice@acme.example</AttributeValue></Attribute>\
             </AttributeStatement><AuthnStatement AuthnInstant=\"2026-11-26T08:00:00.000Z\" SessionIndex=\"_4b8c9e9c-a1b2\"><AuthnContext>\
             <AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</AuthnContextClassRef></AuthnContext></AuthnStatement>\
             </Assertion>",
            signature(prefix, "_4b8c9e9c-a1b2", "", &key_info)
        );
        let response = format!(
            "<samlp:Response ID=\"_r\" Version=\"2.0\" IssueInstant=\"2026-11-26T12:00:00.000Z\" Destination=\"{ACS}\" \
             Consent=\"urn:oasis:names:tc:SAML:2.0:consent:unspecified\" InResponseTo=\"{REQUEST}\" \
             xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\"><Issuer xmlns=\"urn:oasis:names:tc:SAML:2.0:assertion\">{IDP}</Issuer>\
             <samlp:Status><samlp:StatusCode Value=\"{SUCCESS}\" /></samlp:Status>{}</samlp:Response>",
            ACME.sign(&assertion)
        );
        believed(&response, Signed::Assertion, "alice@acme.example");
    }
}

/// One signature, over the response, with the bare key beside it; several roles in one attribute.
#[test]
fn keycloak_and_google_sign_the_response() {
    let key_info = "<dsig:KeyInfo><dsig:KeyName>k1</dsig:KeyName><dsig:KeyValue><dsig:RSAKeyValue><dsig:Modulus>AQAB</dsig:Modulus>\
                    <dsig:Exponent>AQAB</dsig:Exponent></dsig:RSAKeyValue></dsig:KeyValue></dsig:KeyInfo>";
    let subject_name = format!(
        "<ds:KeyInfo><ds:X509Data><ds:X509SubjectName>CN=Google,O=Google Inc.</ds:X509SubjectName><ds:X509Certificate>{}</ds:X509Certificate>\
         </ds:X509Data></ds:KeyInfo>",
        certificate()
    );
    for (prefix, key_info) in [("dsig", key_info), ("ds", subject_name.as_str())] {
        let roles = "<saml:Attribute Name=\"Role\" FriendlyName=\"roles\"><saml:AttributeValue>staff</saml:AttributeValue>\
                     <saml:AttributeValue>admin</saml:AttributeValue></saml:Attribute>";
        let inner = Answer { attributes: attribute("email", "alice@acme.example") + roles, ..Answer::signed(Sign::Nothing) };
        let unsigned = inner.around(&inner.assertion(&ACME), &ACME);
        let response = unsigned.replacen("</saml:Issuer>", &format!("</saml:Issuer>{}", signature(prefix, "_response", "", key_info)), 1);
        let xml = ACME.sign(&response);
        believed(&xml, Signed::Response, "alice@acme.example");
        assert_eq!(accepted(&xml).assertion.values("Role").collect::<Vec<_>>(), ["staff", "admin"]);
    }
}
