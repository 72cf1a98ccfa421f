//! The one form of signature that SAML has (SAML Core 5.4): it covers its own parent, whole, and is left out of what it covers. XML Signature
//! allows a great deal more, and all of that is refused.

use super::Refusal;
use crate::saml::xml::{self, DS, ENVELOPED, EXCLUSIVE_C14N};
use roxmltree::{Document, Node};

/// What is known of a signature before it is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureShape {
    /// The ID of the element that it signs, which is its parent.
    pub id: String,
    /// Which certificates can have made it at all.
    pub key: KeyKind,
    /// The algorithm's identifier.
    pub algorithm: String,
    /// The certificate that travels with it, base64. It is shown to an administrator who is missing it, and believed by nobody.
    pub certificate: Option<String>,
}

/// The two families of keys that SAML signatures are made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    Rsa,
    Ec,
}

const METHODS: [(&str, KeyKind); 6] = [
    ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", KeyKind::Rsa),
    ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", KeyKind::Rsa),
    ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", KeyKind::Rsa),
    ("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", KeyKind::Ec),
    ("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", KeyKind::Ec),
    ("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", KeyKind::Ec),
];

const DIGESTS: [&str; 3] =
    ["http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmldsig-more#sha384", "http://www.w3.org/2001/04/xmlenc#sha512"];

/// Every element that calls itself a signature, in the document's order. Two at most: the Response's and the assertion's.
pub(super) fn all<'a, 'i>(document: &'a Document<'i>) -> Result<Vec<Node<'a, 'i>>, Refusal> {
    let found: Vec<_> = document.descendants().filter(|node| node.is_element() && node.tag_name().name() == "Signature").collect();
    let stray = |node: Node<'_, '_>| {
        // Parts of XML Signature that carry other content along, or point to it.
        const STRAY: [&str; 5] = ["Object", "RetrievalMethod", "Manifest", "SignatureProperties", "KeyInfoReference"];
        node.tag_name().namespace() == Some(DS) && STRAY.contains(&node.tag_name().name())
    };
    if document.descendants().any(stray) {
        return Err(Refusal::SignatureForm("Object, Manifest or RetrievalMethod"));
    }
    match found.len() {
        0..=2 => Ok(found),
        _ => Err(Refusal::Misplaced("Signature")),
    }
}

/// The signature of this element, if it has one.
pub(super) fn of(parent: Node<'_, '_>, signatures: &[Node<'_, '_>]) -> Result<Option<SignatureShape>, Refusal> {
    let mut own = signatures.iter().filter(|node| node.parent() == Some(parent));
    match (own.next(), own.next()) {
        (None, _) => Ok(None),
        (Some(&node), None) => check(node, parent).map(Some),
        (Some(_), Some(_)) => Err(Refusal::Misplaced("Signature")),
    }
}

fn check(node: Node<'_, '_>, parent: Node<'_, '_>) -> Result<SignatureShape, Refusal> {
    if !xml::is(node, DS, "Signature") {
        return Err(Refusal::SignatureForm("another namespace"));
    }
    let parts: Vec<_> = parts(node)?;
    let (signed_info, key_info) = match parts[..] {
        [info, value] if is_pair(info, value) => (info, None),
        [info, value, key] if is_pair(info, value) && xml::is(key, DS, "KeyInfo") => (info, Some(key)),
        _ => return Err(Refusal::SignatureForm("its parts are SignedInfo, SignatureValue and KeyInfo")),
    };
    let (key, algorithm) = check_signed_info(signed_info, parent)?;
    Ok(SignatureShape {
        id: xml::attribute(parent, "ID").unwrap_or_default().to_owned(),
        key,
        algorithm,
        certificate: key_info.and_then(certificate),
    })
}

fn is_pair(info: Node<'_, '_>, value: Node<'_, '_>) -> bool {
    xml::is(info, DS, "SignedInfo") && xml::is(value, DS, "SignatureValue") && xml::text(value).is_some_and(|text| !text.trim().is_empty())
}

fn check_signed_info(info: Node<'_, '_>, parent: Node<'_, '_>) -> Result<(KeyKind, String), Refusal> {
    let parts = parts(info)?;
    let [c14n, method, reference] = parts[..] else {
        return Err(Refusal::SignatureForm("SignedInfo has three parts, and one Reference"));
    };
    if !xml::is(c14n, DS, "CanonicalizationMethod") || !xml::is(method, DS, "SignatureMethod") || !xml::is(reference, DS, "Reference") {
        return Err(Refusal::SignatureForm("SignedInfo has three parts, and one Reference"));
    }
    exclusive(c14n)?;
    let algorithm = algorithm(method)?;
    if xml::elements(method).next().is_some() {
        return Err(Refusal::SignatureForm("parameters of the SignatureMethod"));
    }
    let key = METHODS.iter().find(|(uri, _)| *uri == algorithm).map(|(_, key)| *key).ok_or_else(|| unaccepted(algorithm))?;
    check_reference(reference, parent)?;
    Ok((key, algorithm.to_owned()))
}

fn check_reference(reference: Node<'_, '_>, parent: Node<'_, '_>) -> Result<(), Refusal> {
    let id = xml::attribute(parent, "ID").ok_or(Refusal::SignatureForm("what it signs has no ID"))?;
    if xml::attribute(reference, "URI").and_then(|uri| uri.strip_prefix('#')) != Some(id) {
        return Err(Refusal::SignatureForm("it refers to something other than its parent"));
    }
    let parts = parts(reference)?;
    let [transforms, method, value] = parts[..] else { return Err(Refusal::SignatureForm("Reference has three parts")) };
    if !xml::is(transforms, DS, "Transforms") || !xml::is(method, DS, "DigestMethod") || !xml::is(value, DS, "DigestValue") {
        return Err(Refusal::SignatureForm("Reference has three parts"));
    }
    check_transforms(transforms)?;
    let digest = algorithm(method)?;
    if !DIGESTS.contains(&digest) {
        return Err(unaccepted(digest));
    }
    match xml::elements(method).next().is_none() && xml::text(value).is_some_and(|text| !text.trim().is_empty()) {
        true => Ok(()),
        false => Err(Refusal::SignatureForm("its digest holds more than a digest")),
    }
}

/// Exactly these two, in this order: without itself, then exclusively canonicalised.
fn check_transforms(transforms: Node<'_, '_>) -> Result<(), Refusal> {
    const FORM: Refusal = Refusal::SignatureForm("its transforms are enveloped-signature and exclusive canonicalisation");
    let parts = parts(transforms)?;
    let [enveloped, c14n] = parts[..] else { return Err(FORM) };
    if !xml::is(enveloped, DS, "Transform") || !xml::is(c14n, DS, "Transform") {
        return Err(FORM);
    }
    if algorithm(enveloped)? != ENVELOPED || xml::elements(enveloped).next().is_some() {
        return Err(FORM);
    }
    exclusive(c14n)
}

/// Providers name `xs`, and the most talkative library eight. A canonicaliser goes through the list at every element.
const MOST_PREFIXES: usize = 8;

/// Exclusive canonicalisation without comments; its only parameter is a list of prefixes.
fn exclusive(node: Node<'_, '_>) -> Result<(), Refusal> {
    let prefixes = |child: Node<'_, '_>| {
        let list = xml::attribute(child, "PrefixList").unwrap_or_default();
        let short = list.split_whitespace().count() <= MOST_PREFIXES;
        xml::is(child, EXCLUSIVE_C14N, "InclusiveNamespaces") && !child.has_children() && short
    };
    match algorithm(node)? == EXCLUSIVE_C14N && xml::elements(node).all(prefixes) && xml::elements(node).count() <= 1 {
        true => Ok(()),
        false => Err(Refusal::SignatureForm("canonicalisation is exclusive")),
    }
}

fn algorithm<'a>(node: Node<'a, '_>) -> Result<&'a str, Refusal> {
    xml::attribute(node, "Algorithm").ok_or(Refusal::SignatureForm("an algorithm is missing"))
}

fn unaccepted(algorithm: &str) -> Refusal {
    let broken = ["sha1", "md5"].iter().any(|name| algorithm.to_ascii_lowercase().ends_with(name));
    let algorithm = algorithm.chars().take(200).collect();
    if broken { Refusal::Broken(algorithm) } else { Refusal::Algorithm(algorithm) }
}

/// The child elements, of an element that holds only elements.
fn parts<'a, 'i>(node: Node<'a, 'i>) -> Result<Vec<Node<'a, 'i>>, Refusal> {
    let blank = |child: Node<'_, '_>| child.text().is_some_and(|text| text.trim().is_empty());
    match node.children().all(|child| child.is_element() || blank(child)) {
        true => Ok(xml::elements(node).collect()),
        false => Err(Refusal::SignatureForm("text between its parts")),
    }
}

fn certificate(key_info: Node<'_, '_>) -> Option<String> {
    let data = xml::children(key_info, DS, "X509Data").next()?;
    xml::children(data, DS, "X509Certificate").next().and_then(xml::text).map(str::to_owned)
}
