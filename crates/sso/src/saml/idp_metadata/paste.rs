use super::read::{self, Document, Flaw, IdpMetadata};
use super::{BadAddress, Destinations, MetadataUrl};
use crate::saml::Code;
use crate::saml::certificate::{BadCertificate, Certificate};
use crate::saml::gate::{MOST_METADATA_BYTES, Refusal};

/// What was pasted, uploaded or fetched. An administrator has one field for it, and reads what it was taken for.
#[derive(Debug, Clone, PartialEq)]
pub enum Pasted {
    Empty,
    /// An address of metadata, to be fetched.
    MetadataUrl(MetadataUrl),
    /// An address from which nothing is fetched.
    RefusedUrl(BadAddress),
    /// A provider's metadata, complete.
    Idp(Box<IdpMetadata>),
    /// A provider's metadata that can't be used.
    Flawed(Flaw),
    /// A service provider's, perhaps our own: the caller knows our entity id.
    Sp {
        entity_id: String,
    },
    /// Of several; those that are identity providers, to choose from with [`super::choose`].
    Several {
        providers: Vec<String>,
    },
    /// One certificate, or more.
    Certificates(Vec<Certificate>),
    /// A private key: it belongs to nobody else and should now be replaced.
    PrivateKey,
    /// Settings of an OpenID Connect provider, or their address: the other protocol.
    OidcDiscovery {
        issuer: String,
    },
    /// A page for people: a sign-in page, or the console's own.
    Html,
    Unknown,
}

impl Pasted {
    /// Recognises what it is. Costs a pass or two over at most 1 MiB.
    pub fn recognise(text: &str, destinations: Destinations) -> Self {
        let text = text.trim_start_matches('\u{FEFF}').trim();
        match text {
            "" => Self::Empty,
            _ if text.len() > MOST_METADATA_BYTES => Self::Flawed(Flaw::Unreadable(Refusal::TooLarge)),
            _ if text.starts_with('<') => from_xml(text, destinations),
            _ if text.starts_with('{') => from_json(text),
            _ if !text.contains(char::is_whitespace) && has_scheme(text) => from_url(text, destinations),
            _ => from_certificates(text),
        }
    }

    /// The same for a file: text, or a certificate as DER.
    pub fn recognise_bytes(bytes: &[u8], destinations: Destinations) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::recognise(text, destinations),
            Err(_) => Certificate::from_der(bytes).map_or(Self::Unknown, |certificate| Self::Certificates(vec![certificate])),
        }
    }

    /// What an address that should have metadata answered with.
    ///
    /// # Errors
    /// S15 when it isn't metadata; S16 and S01 as [`Self::code`].
    pub fn fetched(body: &[u8], destinations: Destinations) -> Result<Box<IdpMetadata>, Code> {
        match Self::recognise_bytes(body, destinations) {
            Self::Idp(metadata) => Ok(metadata),
            other => Err(other.code().unwrap_or(Code::S15)),
        }
    }

    /// What is wrong with it as a provider's metadata; `None` when nothing is, or when it is something else that is good for something.
    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Sp { .. } | Self::Several { .. } => Some(Code::S16),
            Self::Flawed(flaw) => Some(flaw.code()),
            Self::RefusedUrl(bad) => Some(bad.code()),
            Self::Empty => Some(Code::S01),
            Self::Idp(_)
            | Self::MetadataUrl(_)
            | Self::Certificates(_)
            | Self::PrivateKey
            | Self::OidcDiscovery { .. }
            | Self::Html
            | Self::Unknown => None,
        }
    }
}

/// `javascript:…` is an address, too, and shall be told so.
fn has_scheme(text: &str) -> bool {
    let scheme = text.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| (2..=20).contains(&scheme.len()) && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b)))
}

fn from_url(text: &str, destinations: Destinations) -> Pasted {
    match MetadataUrl::parse(text, destinations) {
        Ok(url) if url.is_discovery() => Pasted::OidcDiscovery { issuer: text.trim_end_matches("/.well-known/openid-configuration").to_owned() },
        Ok(url) => Pasted::MetadataUrl(url),
        Err(bad) => Pasted::RefusedUrl(bad),
    }
}

fn from_json(text: &str) -> Pasted {
    let issuer = || {
        let document: serde_json::Value = serde_json::from_str(text).ok()?;
        document.get("authorization_endpoint")?;
        Some(document.get("issuer")?.as_str()?.to_owned())
    };
    issuer().map_or(Pasted::Unknown, |issuer| Pasted::OidcDiscovery { issuer })
}

fn from_certificates(text: &str) -> Pasted {
    let read = Certificate::read(text);
    if read.contains(&Err(BadCertificate::PrivateKey)) {
        return Pasted::PrivateKey;
    }
    let good: Vec<_> = read.into_iter().flatten().collect();
    if good.is_empty() { Pasted::Unknown } else { Pasted::Certificates(good) }
}

fn from_xml(text: &str, destinations: Destinations) -> Pasted {
    let begins = text.chars().take(200).collect::<String>().to_ascii_lowercase();
    if begins.contains("<!doctype html") || begins.contains("<html") {
        return Pasted::Html;
    }
    if begins.contains("<ds:x509certificate") || begins.starts_with("<x509certificate") {
        return from_certificates(text);
    }
    match read::document(text, destinations) {
        Ok(Document::Idp(metadata)) => Pasted::Idp(metadata),
        Ok(Document::Sp { entity_id }) => Pasted::Sp { entity_id },
        Ok(Document::Several { providers }) => Pasted::Several { providers },
        Ok(Document::Other) => Pasted::Unknown,
        Err(flaw) => Pasted::Flawed(flaw),
    }
}
