use super::{Binding, SsoLocation};
use crate::address::{self, BadAddress, Destinations};
use crate::saml::Code;
use crate::saml::certificate::{self, BadCertificate, Certificate, NoneUsable};
use crate::saml::gate::{self, Refusal};
use crate::saml::xml::{self, DS, HTTP_POST, HTTP_REDIRECT, MD};
use roxmltree::{Node, ParsingOptions};

/// A provider, as its metadata has it: everything that is needed to send somebody there and to believe what comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdpMetadata {
    pub entity_id: String,
    /// At least one; addresses of other bindings are not listed.
    pub sso: Vec<SsoLocation>,
    /// For signing; at least one, five at most.
    pub certificates: Vec<Certificate>,
    /// What it offers, in its order.
    pub name_id_formats: Vec<String>,
    /// It refuses requests that aren't signed. Ours always are.
    pub wants_signed_requests: bool,
    /// Worth a warning.
    pub skipped: Vec<Skipped>,
}

impl IdpMetadata {
    /// Where to send somebody: by redirect if that is offered, because it works without script.
    pub fn preferred(&self) -> Option<&SsoLocation> {
        self.sso.iter().find(|sso| sso.binding == Binding::Redirect).or(self.sso.first())
    }

    pub fn location(&self, binding: Binding) -> Option<&str> {
        self.sso.iter().find(|sso| sso.binding == binding).map(|sso| sso.location.as_str())
    }
}

/// What was left out of a provider's metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Skipped {
    Certificate(BadCertificate),
    Location { location: String, why: BadAddress },
}

/// Why metadata can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    #[error(transparent)]
    Unreadable(#[from] Refusal),
    #[error("no entity id")]
    EntityId,
    #[error("{0}")]
    Certificates(NoneUsable),
    #[error("no address for sign-in that can be used")]
    NoLocation,
    #[error("{0} is not in it")]
    NoSuchEntity(String),
}

impl Flaw {
    pub fn code(&self) -> Code {
        match self {
            Self::Unreadable(_) => Code::S15,
            Self::EntityId | Self::Certificates(_) | Self::NoLocation => Code::S01,
            Self::NoSuchEntity(_) => Code::S16,
        }
    }
}

/// What a document of metadata describes.
pub(super) enum Document {
    Idp(Box<IdpMetadata>),
    Sp { entity_id: String },
    Several { providers: Vec<String> },
    Other,
}

pub(super) fn document(text: &str, destinations: Destinations) -> Result<Document, Flaw> {
    with_entities(text, |entities| match entities {
        [] => Ok(Document::Other),
        [entity] => one(*entity, destinations),
        several => match several.iter().filter(|entity| provider(**entity).is_some()).collect::<Vec<_>>()[..] {
            [only] => one(*only, destinations),
            ref providers => Ok(Document::Several { providers: providers.iter().filter_map(|entity| entity_id(**entity)).collect() }),
        },
    })
}

/// The metadata of one provider out of a document of several.
///
/// # Errors
/// [`Flaw`].
pub fn choose(text: &str, wanted: &str, destinations: Destinations) -> Result<Box<IdpMetadata>, Flaw> {
    with_entities(text, |entities| {
        let missing = || Flaw::NoSuchEntity(wanted.chars().take(200).collect());
        let entity = entities.iter().find(|entity| entity_id(**entity).as_deref() == Some(wanted)).ok_or_else(missing)?;
        match one(*entity, destinations)? {
            Document::Idp(metadata) => Ok(metadata),
            Document::Sp { .. } | Document::Several { .. } | Document::Other => Err(missing()),
        }
    })
}

fn with_entities<T>(text: &str, look: impl FnOnce(&[Node<'_, '_>]) -> Result<T, Flaw>) -> Result<T, Flaw> {
    let text = gate::scan(text, &gate::METADATA)?;
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    let tree = roxmltree::Document::parse_with_options(text, options).map_err(|error| Refusal::IllFormed(error.to_string()))?;
    let root = tree.root_element();
    match xml::is(root, MD, "EntitiesDescriptor") {
        true => look(&root.descendants().filter(|node| xml::is(*node, MD, "EntityDescriptor")).collect::<Vec<_>>()),
        false => look(&Some(root).filter(|root| xml::is(*root, MD, "EntityDescriptor")).into_iter().collect::<Vec<_>>()),
    }
}

fn one(entity: Node<'_, '_>, destinations: Destinations) -> Result<Document, Flaw> {
    let id = entity_id(entity).ok_or(Flaw::EntityId)?;
    match provider(entity) {
        Some(role) => idp(id, role, destinations).map(|metadata| Document::Idp(Box::new(metadata))),
        None if xml::children(entity, MD, "SPSSODescriptor").next().is_some() => Ok(Document::Sp { entity_id: id }),
        None => Ok(Document::Other),
    }
}

fn entity_id(entity: Node<'_, '_>) -> Option<String> {
    xml::attribute(entity, "entityID").filter(|id| !id.is_empty() && id.len() <= 1024).map(str::to_owned)
}

fn provider<'a, 'i>(entity: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    xml::children(entity, MD, "IDPSSODescriptor").find(|role| {
        // One entity may have a descriptor for each protocol it has spoken since 2002.
        xml::attribute(*role, "protocolSupportEnumeration").is_none_or(|all| all.split_whitespace().any(|one| one == xml::PROTOCOL))
    })
}

fn idp(entity_id: String, role: Node<'_, '_>, destinations: Destinations) -> Result<IdpMetadata, Flaw> {
    // A key without a use is for both (SAML Metadata 2.4.1.1).
    let keys = xml::children(role, MD, "KeyDescriptor").filter(|key| matches!(xml::attribute(*key, "use"), None | Some("signing")));
    let texts = keys.flat_map(|key| key.descendants().filter(|node| xml::is(*node, DS, "X509Certificate")));
    let read = texts.flat_map(|node| Certificate::read(xml::text(node).unwrap_or_default()));
    let usable = certificate::usable(read).map_err(Flaw::Certificates)?;
    let mut skipped: Vec<_> = usable.skipped.into_iter().map(Skipped::Certificate).collect();
    let sso = locations(role, destinations, &mut skipped);
    if sso.is_empty() {
        return Err(Flaw::NoLocation);
    }
    let formats = xml::children(role, MD, "NameIDFormat").filter_map(xml::text).map(|format| format.trim().to_owned());
    Ok(IdpMetadata {
        entity_id,
        sso,
        certificates: usable.certificates,
        name_id_formats: formats.filter(|format| !format.is_empty()).collect(),
        wants_signed_requests: matches!(xml::attribute(role, "WantAuthnRequestsSigned"), Some("true" | "1")),
        skipped,
    })
}

fn locations(role: Node<'_, '_>, destinations: Destinations, skipped: &mut Vec<Skipped>) -> Vec<SsoLocation> {
    let mut found = Vec::new();
    for service in xml::children(role, MD, "SingleSignOnService") {
        let binding = match xml::attribute(service, "Binding") {
            Some(HTTP_REDIRECT) => Binding::Redirect,
            Some(HTTP_POST) => Binding::Post,
            _ => continue,
        };
        let location = xml::attribute(service, "Location").unwrap_or_default();
        match address::check(location, destinations) {
            Ok(_) => found.push(SsoLocation { binding, location: location.to_owned() }),
            Err(why) => skipped.push(Skipped::Location { location: location.chars().take(200).collect(), why }),
        }
    }
    found
}
