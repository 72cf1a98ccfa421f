//! The question: please sign this person in (SAML Core 3.4.1).

use super::key::KeyError;
use super::post_form::PostForm;
use super::xml::{self, HTTP_POST, RSA_SHA256, SAML, SAMLP};
use super::{KeyPair, enveloped};
use crate::instant;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, write::DeflateEncoder};
use std::fmt;
use std::io::Write;
use time::OffsetDateTime;

/// What may go along and come back (SAML Bindings 3.4.3). Ours is an opaque handle.
const LONGEST_RELAY_STATE: usize = 80;

/// The id of a request of ours: `_` and 128 random bits in hexadecimal. The response has to name it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RequestId(String);

impl RequestId {
    pub fn new(random: [u8; 16]) -> Self {
        Self(format!("_{:032x}", u128::from_be_bytes(random)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An AuthnRequest. The answer comes by HTTP-POST to `acs`.
#[derive(Debug, Clone, Copy)]
pub struct AuthnRequest<'a> {
    pub id: &'a RequestId,
    pub now: OffsetDateTime,
    /// The provider's address for the binding that is used.
    pub destination: &'a str,
    /// Ours, for this connection.
    pub sp_entity_id: &'a str,
    pub acs: &'a str,
    /// Asked for only where the organisation has chosen one: providers refuse what they aren't set up for.
    pub name_id_format: Option<&'a str>,
    /// The provider must ask the person again, whatever session it has with them.
    pub force_authn: bool,
}

#[derive(Debug, Clone, thiserror::Error)]
pub enum RequestError {
    #[error("a RelayState has at most {LONGEST_RELAY_STATE} bytes")]
    RelayState,
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl AuthnRequest<'_> {
    /// The URL to redirect to, with a detached signature over its parameters (SAML Bindings 3.4.4.1). Takes a millisecond or two of a processor.
    ///
    /// # Errors
    /// [`RequestError`].
    pub fn redirect(&self, relay_state: &str, pair: &KeyPair) -> Result<String, RequestError> {
        check(relay_state)?;
        let mut deflated = DeflateEncoder::new(Vec::new(), Compression::best());
        // Writing to memory doesn't fail; if it did, the provider would refuse a request cut short.
        let deflated = deflated.write_all(self.to_xml().as_bytes()).and_then(|()| deflated.finish()).unwrap_or_default();
        let mut query = format!("SAMLRequest={}", encode(&STANDARD.encode(deflated)));
        if !relay_state.is_empty() {
            query += &format!("&RelayState={}", encode(relay_state));
        }
        query += &format!("&SigAlg={}", encode(RSA_SHA256));
        let signature = STANDARD.encode(enveloped::signature(query.as_bytes(), pair)?);
        let joint = if self.destination.contains('?') { '&' } else { '?' };
        Ok(format!("{}{joint}{query}&Signature={}", self.destination, encode(&signature)))
    }

    /// The form to post, with an enveloped signature (SAML Bindings 3.5.4).
    ///
    /// # Errors
    /// [`RequestError`].
    pub fn post(&self, relay_state: &str, pair: &KeyPair) -> Result<PostForm, RequestError> {
        check(relay_state)?;
        let signed = enveloped::sign(&self.to_xml(), "</saml:Issuer>", self.id.as_str(), pair)?;
        let mut fields = vec![("SAMLRequest", STANDARD.encode(signed))];
        if !relay_state.is_empty() {
            fields.push(("RelayState", relay_state.to_owned()));
        }
        Ok(PostForm { action: self.destination.to_owned(), fields })
    }

    /// In exclusive canonical form: attributes in the order of their names, no empty tags, each namespace where it is first used.
    fn to_xml(self) -> String {
        let force = if self.force_authn { " ForceAuthn=\"true\"" } else { "" };
        let format = self.name_id_format.map(|format| format!(" Format=\"{}\"", xml::escape_attribute(format))).unwrap_or_default();
        let (acs, destination) = (xml::escape_attribute(self.acs), xml::escape_attribute(self.destination));
        let (id, now, issuer) = (self.id, instant::write(self.now), xml::escape(self.sp_entity_id));
        format!(
            "<samlp:AuthnRequest xmlns:samlp=\"{SAMLP}\" AssertionConsumerServiceURL=\"{acs}\" Destination=\"{destination}\"{force} \
             ID=\"{id}\" IssueInstant=\"{now}\" ProtocolBinding=\"{HTTP_POST}\" Version=\"2.0\">\
             <saml:Issuer xmlns:saml=\"{SAML}\">{issuer}</saml:Issuer>\
             <samlp:NameIDPolicy AllowCreate=\"true\"{format}></samlp:NameIDPolicy></samlp:AuthnRequest>"
        )
    }
}

fn check(relay_state: &str) -> Result<(), RequestError> {
    if relay_state.len() > LONGEST_RELAY_STATE { Err(RequestError::RelayState) } else { Ok(()) }
}

fn encode(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes()).collect()
}
