//! What a service asks for (SAML Core 3.4.1), by redirect or by form (SAML Bindings 3.4 and 3.5).

use super::xml::{self, SAML, SAMLP};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::DeflateDecoder;
use openssl::hash::MessageDigest;
use openssl::sign::Verifier;
use openssl::x509::X509;
use roxmltree::Document;
use samael::crypto::{CertificateDer, Crypto, CryptoProvider};
use serde::Deserialize;
use std::io::Read;

const MOST_BYTES: u64 = 64 * 1024;

/// A request, as the sign-in page carries it along. Fields are empty where there was nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Ask {
    /// Of the request; empty when there was none and the person begins here.
    pub(crate) request: String,
    /// The entity id of who asks.
    pub(crate) service: String,
    pub(crate) acs: String,
    pub(crate) relay_state: String,
    pub(crate) name_id_format: String,
    /// Only of account before the page: who chooses somebody there has been asked.
    #[serde(skip)]
    pub(crate) force: bool,
    #[serde(skip)]
    pub(crate) passive: bool,
}

/// A request that can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an AuthnRequest")]
pub struct Unreadable;

impl Ask {
    /// For hidden fields of the sign-in page.
    pub(crate) fn fields(&self) -> Vec<(&'static str, String)> {
        let fields = [
            ("request", &self.request),
            ("service", &self.service),
            ("acs", &self.acs),
            ("relay_state", &self.relay_state),
            ("name_id_format", &self.name_id_format),
        ];
        fields.map(|(name, value)| (name, value.clone())).to_vec()
    }

    pub(crate) fn from_xml(xml: &str, relay_state: &str) -> Result<Self, Unreadable> {
        let document = Document::parse(xml).map_err(|_| Unreadable)?;
        let root = document.root_element();
        if !xml::is(root, SAMLP, "AuthnRequest") {
            return Err(Unreadable);
        }
        let own = |name| root.attribute(name).unwrap_or_default().to_owned();
        let yes = |name| matches!(root.attribute(name), Some("true" | "1"));
        let issuer = root.children().find(|child| xml::is(*child, SAML, "Issuer")).and_then(|issuer| issuer.text());
        let policy = root.children().find(|child| xml::is(*child, SAMLP, "NameIDPolicy")).and_then(|policy| policy.attribute("Format"));
        Ok(Self {
            request: root.attribute("ID").filter(|id| !id.is_empty()).ok_or(Unreadable)?.to_owned(),
            service: issuer.ok_or(Unreadable)?.trim().to_owned(),
            acs: own("AssertionConsumerServiceURL"),
            relay_state: relay_state.to_owned(),
            force: yes("ForceAuthn"),
            passive: yes("IsPassive"),
            name_id_format: policy.unwrap_or_default().to_owned(),
        })
    }
}

/// The text of a request that came by redirect.
pub(crate) fn inflate(parameter: &str) -> Result<String, Unreadable> {
    let bytes = STANDARD.decode(parameter).map_err(|_| Unreadable)?;
    let mut text = String::new();
    DeflateDecoder::new(bytes.as_slice()).take(MOST_BYTES).read_to_string(&mut text).map_err(|_| Unreadable)?;
    Ok(text)
}

/// The text of a request that came by form.
pub(crate) fn decode(parameter: &str) -> Result<String, Unreadable> {
    let dense: String = parameter.chars().filter(|c| !c.is_whitespace()).collect();
    String::from_utf8(STANDARD.decode(dense).map_err(|_| Unreadable)?).map_err(|_| Unreadable)
}

/// Whether a query was signed by one of these certificates: over its parameters as they were sent (SAML Bindings 3.4.4.1).
pub(crate) fn query_is_signed(query: &str, certificates: &[Vec<u8>]) -> bool {
    let part = |name: &str| query.split('&').find(|part| part.split_once('=').is_some_and(|(key, _)| key == name));
    let value = |name: &str| form_urlencoded::parse(part(name)?.as_bytes()).next().map(|(_, value)| value.into_owned());
    let signed: Vec<&str> = ["SAMLRequest", "RelayState", "SigAlg"].into_iter().filter_map(part).collect();
    let digest = match value("SigAlg").as_deref() {
        Some("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256") => MessageDigest::sha256(),
        Some("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512") => MessageDigest::sha512(),
        _ => return false,
    };
    let Some(signature) = value("Signature").and_then(|signature| STANDARD.decode(signature).ok()) else { return false };
    let by = |certificate: &Vec<u8>| {
        let key = X509::from_der(certificate)?.public_key()?;
        Verifier::new(digest, &key)?.verify_oneshot(&signature, signed.join("&").as_bytes())
    };
    certificates.iter().any(|certificate| by(certificate).unwrap_or(false))
}

/// Whether a request's own signature is by one of these certificates.
pub(crate) fn xml_is_signed(xml: &str, certificates: &[Vec<u8>]) -> bool {
    let by = |certificate: &Vec<u8>| Crypto::verify_signed_xml(xml, &CertificateDer::from(certificate.clone()), Some("ID")).is_ok();
    certificates.iter().any(by)
}
