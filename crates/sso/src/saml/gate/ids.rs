//! A signature refers to what it signs by ID. So there is one kind of ID, and each is there once, for every reader alike.

use super::Refusal;
use crate::saml::xml::{XENC, XML};
use roxmltree::{Attribute, Document, Node};
use std::collections::HashSet;

/// Ids of providers are up to about 80 characters.
const LONGEST_ID: usize = 256;

pub(super) fn check(document: &Document<'_>) -> Result<(), Refusal> {
    let mut seen = HashSet::new();
    for node in document.descendants().filter(Node::is_element) {
        for namespace in node.namespaces() {
            absolute(namespace.uri())?;
        }
        for attribute in node.attributes() {
            if is_id(node, &attribute)? && !seen.insert(attribute.value()) {
                return Err(Refusal::IdTwice(attribute.value().to_owned()));
            }
        }
    }
    Ok(())
}

/// Canonicalisation of relative namespaces is undefined (W3C, 2000): two implementations may sign different bytes. Of the characters of a
/// URI, those that namespaces in use have.
fn absolute(uri: &str) -> Result<(), Refusal> {
    let scheme = uri.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |s: &str| s.starts_with(|c: char| c.is_ascii_alphabetic()) && s.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    let plain = uri.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=".contains(&b));
    match uri.is_empty() || (plain && scheme.is_some_and(is_scheme)) {
        true => Ok(()),
        false => Err(Refusal::RelativeNamespace(uri.chars().take(100).collect())),
    }
}

/// Is it *the* ID of this element? Anything else that some library takes for an ID is refused: `id`, `Id`, `xml:id`, a qualified `ID`, and
/// those of SAML 1. XML Encryption has an `Id`, to which no signature that we accept refers.
fn is_id(node: Node<'_, '_>, attribute: &Attribute<'_, '_>) -> Result<bool, Refusal> {
    let name = attribute.name();
    match attribute.namespace() {
        None if name == "ID" => named(attribute.value()).map(|()| true),
        None if name == "Id" && node.tag_name().namespace() == Some(XENC) => Ok(false),
        Some(XML) if !matches!(name, "lang" | "space") => Err(Refusal::IdAlias(format!("xml:{name}"))),
        _ if name.eq_ignore_ascii_case("ID") || matches!(name, "AssertionID" | "RequestID" | "ResponseID") => Err(Refusal::IdAlias(name.to_owned())),
        _ => Ok(false),
    }
}

/// A narrower set than `xs:NCName`, so that `#` and the ID means the same before and after any decoding of references.
fn named(id: &str) -> Result<(), Refusal> {
    let begins = id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    match begins && id.len() <= LONGEST_ID && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b)) {
        true => Ok(()),
        false => Err(Refusal::IdForm(id.chars().take(100).collect())),
    }
}
