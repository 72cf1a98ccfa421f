//! A second opinion. saml-rs is another implementation in another language's tradition: its own XML parser, canonicalisation and RSA, no
//! libxml2, no xmlsec, no OpenSSL. Whatever we believe, it has to believe too, and about the same person.

use crate::idp::*;
use saml_rs::{
    AcsEndpoint, AudienceValidationPolicy, BrowserInput, ClockSkew, EntityId, FormField, IdpDescriptor, MessageId, MetadataTrustPolicy,
    PendingAuthnRequest, RelayStateParam, ReplayPolicy, Saml, SamlValidationContext, Sp, SpConfig, SpValidationPolicy, SsoResponse,
    SsoResponseBinding, XmlSignatureProfile,
};
use sso::saml::receive;
use std::time::SystemTime;

/// Few enough for some seconds of a debug build; the seed moves on when somebody changes it.
const MUTATIONS: usize = 2000;
const SEED: u64 = 20_261_126;

struct SecondOpinion {
    sp: Saml<Sp>,
    idp: IdpDescriptor,
    pending: PendingAuthnRequest,
}

impl SecondOpinion {
    fn new() -> Self {
        let metadata = format!(
            "<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"{IDP}\"><IDPSSODescriptor \
             protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"><KeyDescriptor use=\"signing\"><KeyInfo \
             xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><X509Data><X509Certificate>{}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>\
             <SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"https://idp.acme.example/sso\"/>\
             </IDPSSODescriptor></EntityDescriptor>",
            ACME.certificate.to_base64()
        );
        let hardened = SpValidationPolicy {
            audience: AudienceValidationPolicy::Validate,
            xml_signatures: XmlSignatureProfile::StrictRsaSha2,
            ..SpValidationPolicy::recommended()
        };
        let acs = || AcsEndpoint::post(ACS).unwrap();
        let config = SpConfig::builder(EntityId::try_new(SP).unwrap()).acs_endpoint(acs()).validation(hardened).build().unwrap();
        let id = || EntityId::try_new(IDP).unwrap();
        Self {
            sp: Saml::sp(config).unwrap(),
            idp: IdpDescriptor::from_metadata_xml_for(id(), &metadata, MetadataTrustPolicy::UnsignedForCompatibility).unwrap(),
            pending: PendingAuthnRequest::try_new(
                MessageId::try_new(REQUEST).unwrap(),
                RelayStateParam::absent(),
                acs(),
                SsoResponseBinding::Post,
                id(),
            )
            .unwrap(),
        }
    }

    /// The NameID that it believes.
    fn of(&self, xml: &str) -> Result<String, String> {
        let input = BrowserInput::<SsoResponse>::post(vec![FormField::new("SAMLResponse", posted(xml))]);
        let context = SamlValidationContext::new(SystemTime::from(NOW), ReplayPolicy::DisabledForCompatibility)
            .with_clock_skew(ClockSkew::from_millis(-120_000, 120_000));
        let session = self.sp.finish_sso(&self.idp, &self.pending, input, context).map_err(|error| error.to_string())?;
        Ok(session.name_id().value().to_owned())
    }
}

/// Chance that is the same every time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

/// Where elements begin and end.
fn elements(xml: &str) -> Vec<std::ops::Range<usize>> {
    let Ok(tree) = roxmltree::Document::parse(xml) else { return Vec::new() };
    tree.descendants().filter(roxmltree::Node::is_element).map(|node| node.range()).collect()
}

/// The end of the start tag that begins here.
fn tag_end(xml: &str, start: usize) -> usize {
    start + xml[start..].find(['>', '/']).unwrap_or(1)
}

/// Changes that may alter the meaning.
fn mutate(xml: &str, dice: &mut Dice) -> String {
    let elements = elements(xml);
    if elements.is_empty() {
        return xml.to_owned();
    }
    let one = elements[dice.below(elements.len())].clone();
    let other = elements[dice.below(elements.len())].clone();
    let piece = xml[one.clone()].to_owned();
    let mut out = xml.to_owned();
    match dice.below(8) {
        0 => out.replace_range(one, ""),
        1 => out.insert_str(one.end, &piece),
        2 => out.insert_str(other.start, &piece),
        3 => out.insert_str(tag_end(xml, one.start), dice.one(&[" ID=\"_x\"", " x=\"1\"", " xmlns:q=\"urn:q\"", " Version=\"2.0\"", " xmlns=\"\""])),
        4 => {
            let words = ["alice-1", "_assertion", "_response", "2026-11-26T12:00:00Z", "saml:", "samlp:", "persistent", "#_assertion", SP, ACS, IDP];
            let with = ["mallory", "_response", "_assertion", "2026-11-26T11:59:00Z", "#_response", ""];
            out = xml.replacen(dice.one(&words), dice.one(&with), 1 + dice.below(2));
        }
        5 => {
            let at = one.start + dice.below(piece.len());
            if let Some(c) = xml[at..].chars().next() {
                out.replace_range(at..at + c.len_utf8(), dice.one(&["", "a", " ", "<", "&", "\"", "0"]));
            }
        }
        6 => out.insert_str(one.end, dice.one(&["<!-- -->", " ", "\n", "<x/>", "text", "&#65;", "<![CDATA[x]]>", "<?x?>"])),
        _ => out.replace_range(one, &format!("<x:w xmlns:x=\"urn:w\">{piece}</x:w>")),
    }
    out
}

/// Changes that canonicalisation undoes, so that signatures must go on holding.
fn rewrite(xml: &str, dice: &mut Dice) -> String {
    let elements = elements(xml);
    let one = elements[dice.below(elements.len())].clone();
    let end = tag_end(xml, one.start);
    let mut out = xml.to_owned();
    match dice.below(5) {
        0 => out.insert_str(end, dice.one(&[" ", "\n", "\t", "  \r\n"])),
        1 => out = xml.replacen("alice-1", dice.one(&["&#97;lice-1", "alic&#x65;-1", "alice&#45;1"]), 1),
        2 => out = xml.replacen("Version=\"2.0\"", "Version='2.0'", 1 + dice.below(2)),
        3 => out.insert_str(end, " xmlns:unused=\"urn:unused\""),
        _ => out = xml.replacen("/>", dice.one(&[" />", "/>"]), dice.below(8)),
    }
    out
}

#[test]
fn whatever_we_believe_another_implementation_believes_too() {
    let second = SecondOpinion::new();
    let kinds = [Sign::Assertion, Sign::Response, Sign::Both];
    let originals: Vec<String> = kinds.iter().map(|sign| Answer::signed(*sign).xml()).collect();
    for xml in &originals {
        assert_eq!(second.of(xml).as_deref(), Ok("alice-1"), "the second opinion is set up");
    }
    assert!(second.of(&Answer::default().by(&MALLORY)).is_err(), "and it refuses");

    let mut dice = Dice(SEED);
    let mut believed = 0;
    for round in 0..MUTATIONS {
        let mut xml = originals[dice.below(originals.len())].clone();
        // One in six is rewritten and stays good; of the others a few change only what isn't signed.
        for _ in 0..=dice.below(3) {
            xml = if round % 6 == 0 { rewrite(&xml, &mut dice) } else { mutate(&xml, &mut dice) };
            if elements(&xml).is_empty() {
                break;
            }
        }
        if let Ok(received) = receive(&posted(&xml), &expected()) {
            believed += 1;
            assert_eq!(second.of(&xml), Ok(received.assertion.name_id.value), "{xml}");
        }
    }
    assert!((MUTATIONS / 10..MUTATIONS / 2).contains(&believed), "{believed} believed: the test has gone blunt");
}

#[test]
fn the_second_opinion_knows_the_algorithms_too() {
    let second = SecondOpinion::new();
    for method in ["rsa-sha256", "rsa-sha384", "rsa-sha512"] {
        let answer = Answer { method: format!("http://www.w3.org/2001/04/xmldsig-more#{method}").leak(), sign: Sign::Both, ..Answer::default() };
        let xml = answer.xml();
        assert_eq!(second.of(&xml), Ok(accepted(&xml).assertion.name_id.value));
    }
}
