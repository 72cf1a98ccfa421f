//! An encrypted assertion, as far as it can be looked at from outside (SAML Core 6, XML Encryption 1.1).

use super::Refusal;
use crate::saml::xml::{self, DS, XENC};
use roxmltree::Node;

/// A provider encrypts the content's key once for each of our keys it knows: two while they are being changed.
const MOST_KEYS: usize = 4;

pub(super) fn check(node: Node<'_, '_>) -> Result<(), Refusal> {
    let data = xml::only(node, XENC, "EncryptedData").ok_or(Refusal::EncryptionForm("one EncryptedData"))?;
    cipher(data)?;
    let keys: Vec<_> = node.descendants().filter(|inner| xml::is(*inner, XENC, "EncryptedKey")).collect();
    if keys.is_empty() || keys.len() > MOST_KEYS {
        return Err(Refusal::EncryptionForm("one to four EncryptedKeys"));
    }
    let placed = |key: &Node<'_, '_>| match key.parent() {
        Some(parent) => parent == node || (xml::is(parent, DS, "KeyInfo") && parent.parent() == Some(data)),
        None => false,
    };
    if !keys.iter().all(placed) {
        return Err(Refusal::EncryptionForm("a key in a strange place"));
    }
    keys.into_iter().try_for_each(cipher)
}

/// The cipher text is here, not somewhere to be fetched from.
fn cipher(node: Node<'_, '_>) -> Result<(), Refusal> {
    let method = xml::only(node, XENC, "EncryptionMethod").and_then(|method| xml::attribute(method, "Algorithm"));
    let value = xml::only(node, XENC, "CipherData").and_then(|data| xml::only(data, XENC, "CipherValue")).and_then(xml::text);
    match (method, value) {
        (Some(_), Some(value)) if !value.is_empty() => Ok(()),
        _ => Err(Refusal::EncryptionForm("an EncryptionMethod and a CipherValue")),
    }
}
