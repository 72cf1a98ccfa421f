//! The service, as its metadata describes it (SAML Metadata 2.4.4) and as somebody typed it into the console.

use super::xml::{self, DS, MD};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use roxmltree::{Document, Node};

/// Fields are empty until something is put into them; then what doesn't agree with them is refused, in the accent's way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Service {
    pub(crate) acs: String,
    /// Its entity id.
    pub(crate) audience: String,
    /// Where its metadata was read from.
    pub(crate) metadata: String,
    /// X.509 certificates in DER, which check its requests; without one they are taken unchecked.
    pub(crate) signing: Vec<Vec<u8>>,
    /// And which is encrypted to.
    pub(crate) encryption: Option<Vec<u8>>,
    pub(crate) redirect_uri: String,
}

/// It isn't the metadata of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the metadata of a service provider")]
pub(crate) struct NotAService;

impl Service {
    /// Takes over what metadata says.
    pub(crate) fn described(self, metadata: &[u8]) -> Result<Self, NotAService> {
        let text = std::str::from_utf8(metadata).map_err(|_| NotAService)?;
        let document = Document::parse(text).map_err(|_| NotAService)?;
        let entity = document.root_element();
        let role = child(entity, "SPSSODescriptor").ok_or(NotAService)?;
        let acs = child(role, "AssertionConsumerService").and_then(|acs| acs.attribute("Location")).ok_or(NotAService)?;
        Ok(Self {
            acs: acs.to_owned(),
            audience: entity.attribute("entityID").ok_or(NotAService)?.to_owned(),
            signing: certificates(role, "signing"),
            encryption: certificates(role, "encryption").into_iter().next(),
            ..self
        })
    }
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| xml::is(*child, MD, name))
}

/// A key without a use is for both (SAML Metadata 2.4.1.1).
fn certificates(role: Node<'_, '_>, usage: &str) -> Vec<Vec<u8>> {
    let keys = role.children().filter(|child| xml::is(*child, MD, "KeyDescriptor"));
    let keys = keys.filter(|key| key.attribute("use").is_none_or(|own| own == usage));
    let texts = keys.flat_map(|key| key.descendants().filter(|node| xml::is(*node, DS, "X509Certificate"))).filter_map(|node| node.text());
    texts.filter_map(|text| STANDARD.decode(text.split_whitespace().collect::<String>()).ok()).collect()
}
