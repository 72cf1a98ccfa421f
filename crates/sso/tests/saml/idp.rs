//! A provider for tests. It signs with xmlsec whatever it is told to, well or badly.

use base64::{Engine, engine::general_purpose::STANDARD};
use openssl::asn1::{Asn1Integer, Asn1Time};
use openssl::bn::BigNum;
use openssl::ec::{EcGroup, EcKey};
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::x509::{X509, X509NameBuilder};
use samael::crypto::{Crypto, CryptoProvider};
use sso::saml::{Answering, Certificate, Code, Expected, KeyPair, MustSign, PrivateKey, Received, Report, receive};
use std::sync::LazyLock;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

pub const NOW: OffsetDateTime = datetime!(2026-11-26 12:00 UTC);
pub const IDP: &str = "https://idp.acme.example/saml";
pub const SP: &str = "https://portal.example/saml/c1";
pub const ACS: &str = "https://portal.example/saml/c1/acs";
pub const REQUEST: &str = "_0123456789abcdef0123456789abcdef";
pub const SUCCESS: &str = "urn:oasis:names:tc:SAML:2.0:status:Success";
pub const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
pub const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";

/// A key and its certificate.
pub struct Signer {
    pub key: PKey<Private>,
    pub certificate: Certificate,
}

pub static ACME: LazyLock<Signer> = LazyLock::new(|| Signer::rsa(2048, NOW + Duration::days(365)));
pub static ACME_NEXT: LazyLock<Signer> = LazyLock::new(|| Signer::rsa(3072, NOW + Duration::days(900)));
pub static ACME_EC: LazyLock<Signer> = LazyLock::new(Signer::ec);
pub static MALLORY: LazyLock<Signer> = LazyLock::new(|| Signer::rsa(1024, NOW + Duration::days(365)));
/// Of ours, for encrypted assertions and signed requests.
pub static OURS: LazyLock<KeyPair> = LazyLock::new(pair);

impl Signer {
    pub fn rsa(bits: u32, until: OffsetDateTime) -> Self {
        Self::of(PKey::from_rsa(Rsa::generate(bits).unwrap()).unwrap(), until)
    }

    pub fn ec() -> Self {
        let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
        Self::of(PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap(), NOW + Duration::days(365))
    }

    fn of(key: PKey<Private>, until: OffsetDateTime) -> Self {
        let x509 = certificate(&key, "idp.acme.example", until);
        Self { certificate: Certificate::from_der(&x509.to_der().unwrap()).unwrap(), key }
    }

    /// Fills in the first empty signature of a document whose elements are known by `ID`.
    pub fn sign(&self, xml: &str) -> String {
        let der = match self.key.rsa() {
            Ok(rsa) => rsa.private_key_to_der().unwrap(),
            Err(_) => self.key.ec_key().unwrap().private_key_to_der().unwrap(),
        };
        let signed = Crypto::sign_xml(xml, &der).unwrap();
        signed.split_once("?>").map_or(signed.clone(), |(_, xml)| xml.trim().to_owned())
    }
}

/// A pair such as ours, smaller than the portal's own: each test process makes it anew.
pub fn pair() -> KeyPair {
    let Signer { key, certificate } = Signer::rsa(2048, NOW + Duration::days(365));
    let pem = String::from_utf8(key.private_key_to_pem_pkcs8().unwrap()).unwrap();
    KeyPair { key: PrivateKey::from_pem(&pem).unwrap(), certificate }
}

pub fn certificate(key: &PKey<Private>, name: &str, until: OffsetDateTime) -> X509 {
    let mut subject = X509NameBuilder::new().unwrap();
    subject.append_entry_by_text("CN", name).unwrap();
    subject.append_entry_by_text("O", "Acme").unwrap();
    let subject = subject.build();
    let mut builder = X509::builder().unwrap();
    builder.set_version(2).unwrap();
    builder.set_serial_number(&Asn1Integer::from_bn(&BigNum::from_u32(1).unwrap()).unwrap()).unwrap();
    builder.set_subject_name(&subject).unwrap();
    builder.set_issuer_name(&subject).unwrap();
    builder.set_pubkey(key).unwrap();
    builder.set_not_before(&Asn1Time::from_unix((NOW - Duration::days(1000)).unix_timestamp()).unwrap()).unwrap();
    builder.set_not_after(&Asn1Time::from_unix(until.unix_timestamp()).unwrap()).unwrap();
    builder.sign(key, MessageDigest::sha256()).unwrap();
    builder.build()
}

/// An empty signature of the element with this ID.
pub fn template(id: &str, method: &str, digest: &str) -> String {
    format!(
        "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo>\
         <ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/><ds:SignatureMethod Algorithm=\"{method}\"/>\
         <ds:Reference URI=\"#{id}\"><ds:Transforms><ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>\
         <ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/></ds:Transforms><ds:DigestMethod Algorithm=\"{digest}\"/>\
         <ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/></ds:Signature>"
    )
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    Nothing,
    Response,
    Assertion,
    Both,
}

/// A response, as Acme's provider writes it unless it is told otherwise. Texts are put in as they are: tests write markup into them.
#[derive(Clone)]
pub struct Answer {
    pub sign: Sign,
    pub method: &'static str,
    pub digest: &'static str,
    pub response_id: String,
    pub assertion_id: String,
    pub status: String,
    pub response_issuer: String,
    /// Attributes of the Response beyond ID, Version and IssueInstant.
    pub response_attributes: String,
    pub issuer: String,
    pub issued: OffsetDateTime,
    pub name_id: String,
    pub confirmation: String,
    pub conditions: String,
    pub statement: String,
    pub attributes: String,
    /// Before the assertion, after the status.
    pub extra: String,
}

pub fn at(offset_seconds: i64) -> String {
    (NOW + Duration::seconds(offset_seconds)).format(&time::format_description::well_known::Rfc3339).unwrap()
}

pub fn bearer(recipient: &str, in_response_to: Option<&str>, until: &str) -> String {
    let answers = in_response_to.map(|id| format!(" InResponseTo=\"{id}\"")).unwrap_or_default();
    format!(
        "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">\
         <saml:SubjectConfirmationData NotOnOrAfter=\"{until}\" Recipient=\"{recipient}\"{answers}/></saml:SubjectConfirmation>"
    )
}

pub fn audience(of: &str) -> String {
    format!("<saml:AudienceRestriction><saml:Audience>{of}</saml:Audience></saml:AudienceRestriction>")
}

pub fn attribute(name: &str, value: &str) -> String {
    format!(
        "<saml:Attribute Name=\"{name}\"><saml:AttributeValue xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"xs:string\">{value}</saml:AttributeValue></saml:Attribute>"
    )
}

impl Default for Answer {
    fn default() -> Self {
        Self {
            sign: Sign::Assertion,
            method: RSA_SHA256,
            digest: SHA256,
            response_id: "_response".into(),
            assertion_id: "_assertion".into(),
            status: format!("<samlp:Status><samlp:StatusCode Value=\"{SUCCESS}\"/></samlp:Status>"),
            response_issuer: format!("<saml:Issuer>{IDP}</saml:Issuer>"),
            response_attributes: format!("Destination=\"{ACS}\" InResponseTo=\"{REQUEST}\""),
            issuer: format!("<saml:Issuer>{IDP}</saml:Issuer>"),
            issued: NOW,
            name_id: "<saml:NameID Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:persistent\">alice-1</saml:NameID>".into(),
            confirmation: bearer(ACS, Some(REQUEST), &at(300)),
            conditions: format!("<saml:Conditions NotBefore=\"{}\" NotOnOrAfter=\"{}\">{}</saml:Conditions>", at(-60), at(300), audience(SP)),
            statement: format!(
                "<saml:AuthnStatement AuthnInstant=\"{}\" SessionIndex=\"s1\" SessionNotOnOrAfter=\"{}\"><saml:AuthnContext>\
                 <saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext>\
                 </saml:AuthnStatement>",
                at(-10),
                at(8 * 3600)
            ),
            attributes: attribute("email", "alice@acme.example") + &attribute("groups", "staff"),
            extra: String::new(),
        }
    }
}

impl Answer {
    pub fn signed(sign: Sign) -> Self {
        Self { sign, ..Self::default() }
    }

    /// The assertion alone, signed if it is to be.
    pub fn assertion(&self, signer: &Signer) -> String {
        let own = matches!(self.sign, Sign::Assertion | Sign::Both);
        let signature = if own { template(&self.assertion_id, self.method, self.digest) } else { String::new() };
        let issued = self.issued.format(&time::format_description::well_known::Rfc3339).unwrap();
        let attributes = match self.attributes.as_str() {
            "" => String::new(),
            attributes => format!("<saml:AttributeStatement>{attributes}</saml:AttributeStatement>"),
        };
        let xml = format!(
            "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"{}\" Version=\"2.0\" IssueInstant=\"{issued}\">{}{signature}\
             <saml:Subject>{}{}</saml:Subject>{}{}{attributes}</saml:Assertion>",
            self.assertion_id, self.issuer, self.name_id, self.confirmation, self.conditions, self.statement
        );
        if own { signer.sign(&xml) } else { xml }
    }

    /// The response around something.
    pub fn around(&self, inner: &str, signer: &Signer) -> String {
        let own = matches!(self.sign, Sign::Response | Sign::Both);
        let signature = if own { template(&self.response_id, self.method, self.digest) } else { String::new() };
        let issued = self.issued.format(&time::format_description::well_known::Rfc3339).unwrap();
        let xml = format!(
            "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" \
             ID=\"{}\" Version=\"2.0\" IssueInstant=\"{issued}\" {}>{}{signature}{}{}{inner}</samlp:Response>",
            self.response_id, self.response_attributes, self.response_issuer, self.status, self.extra
        );
        if own { signer.sign(&xml) } else { xml }
    }

    pub fn by(&self, signer: &Signer) -> String {
        self.around(&self.assertion(signer), signer)
    }

    pub fn xml(&self) -> String {
        self.by(&ACME)
    }
}

/// What `work` takes of a processor. A clock on the wall would measure what else the machine does.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, std::time::Duration) {
    let spent = || {
        let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        std::time::Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap())
    };
    let before = spent();
    let result = work();
    (result, spent() - before)
}

pub fn posted(xml: &str) -> String {
    STANDARD.encode(xml)
}

/// What the portal expects of Acme, right now.
pub fn expected() -> Expected<'static> {
    Expected {
        idp_entity_id: IDP,
        sp_entity_id: SP,
        acs: ACS,
        answering: Answering::Request(REQUEST),
        certificates: std::slice::from_ref(&ACME.certificate),
        keys: &[],
        must_sign: MustSign::ResponseOrAssertion,
        now: NOW,
    }
}

pub fn accepted(xml: &str) -> Received {
    accepted_as(xml, &expected())
}

pub fn accepted_as(xml: &str, expected: &Expected<'_>) -> Received {
    receive(&posted(xml), expected).unwrap_or_else(|report| panic!("refused: {report:#?}\n{xml}"))
}

pub fn refused(xml: &str) -> Report {
    refused_as(xml, &expected())
}

pub fn refused_as(xml: &str, expected: &Expected<'_>) -> Report {
    match receive(&posted(xml), expected) {
        Ok(received) => panic!("accepted: {received:#?}\n{xml}"),
        Err(report) => *report,
    }
}

#[track_caller]
pub fn refused_with(code: Code, xml: &str) {
    let report = refused(xml);
    assert_eq!(report.code(), Some(code), "{report:#?}");
}
