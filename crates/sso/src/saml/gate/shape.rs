//! The forms that a sign-in response has: a Response of SAML 2.0 that holds one assertion, plain or encrypted.

use super::refusal::Status;
use super::signature::{self, SignatureShape};
use super::{Refusal, encrypted, open};
use crate::instant;
use crate::saml::xml::{self, DS, SAML, SAMLP};
use roxmltree::{Document, Node};

/// What a Response is made of (SAML Core 3.2.2 and 3.3.3).
const PARTS: [(&str, &str); 6] =
    [(SAML, "Issuer"), (DS, "Signature"), (SAMLP, "Extensions"), (SAMLP, "Status"), (SAML, "Assertion"), (SAML, "EncryptedAssertion")];

const SUCCESS: &str = "urn:oasis:names:tc:SAML:2.0:status:Success";

/// A response that may go on to have its signature checked.
#[derive(Debug)]
pub struct PassedResponse<'a> {
    pub(crate) document: Document<'a>,
    /// What the outermost element says. Believed only if it is within what is signed; checked for consistency even if it isn't.
    pub envelope: Envelope,
    /// Of the Response itself.
    pub signature: Option<SignatureShape>,
    pub body: Body,
}

#[derive(Debug)]
pub enum Body {
    /// An assertion that can be read, with its own signature if it has one.
    Plain(Option<SignatureShape>),
    Encrypted,
}

/// The attributes of a Response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    pub id: String,
    pub issuer: Option<String>,
    pub destination: Option<String>,
    pub in_response_to: Option<String>,
}

/// An assertion that was encrypted, and may go on.
#[derive(Debug)]
pub struct PassedAssertion<'a> {
    pub(crate) document: Document<'a>,
    pub signature: Option<SignatureShape>,
}

impl<'a> PassedResponse<'a> {
    /// The text that went through the gate, without its declaration.
    pub fn text(&self) -> &'a str {
        self.document.input_text()
    }

    /// Every signature in it, the Response's first.
    pub fn signatures(&self) -> impl Iterator<Item = &SignatureShape> {
        let inner = match &self.body {
            Body::Plain(signature) => signature.as_ref(),
            Body::Encrypted => None,
        };
        self.signature.iter().chain(inner)
    }
}

impl<'a> PassedAssertion<'a> {
    pub fn text(&self) -> &'a str {
        self.document.input_text()
    }
}

/// Opens the gate for a response, or says why not.
///
/// # Errors
/// The first thing that isn't as it must be. An unsuccessful status comes before everything that a successful response would have.
pub fn response(text: &str) -> Result<PassedResponse<'_>, Refusal> {
    let document = open(text)?;
    let root = expect_root(&document, SAMLP, "Response")?;
    let envelope = envelope(root)?;
    successful(root)?;
    let assertion = the_assertion(root)?;
    let signatures = signature::all(&document)?;
    let signature = signature::of(root, &signatures)?;
    let body = if xml::is(assertion, SAML, "Assertion") {
        identified(assertion, "Assertion")?;
        Body::Plain(signature::of(assertion, &signatures)?)
    } else {
        encrypted::check(assertion)?;
        Body::Encrypted
    };
    if let (Body::Plain(None), None) = (&body, &signature) {
        return Err(if signatures.is_empty() { Refusal::NotSigned } else { Refusal::Misplaced("Signature") });
    }
    let passed = PassedResponse { envelope, signature, body, document };
    match passed.signatures().count() == signatures_in(&passed.document) {
        true => Ok(passed),
        false => Err(Refusal::Misplaced("Signature")),
    }
}

/// The same for an assertion that comes out of its encryption: it is another document by another writer.
///
/// # Errors
/// As for [`response`].
pub fn assertion(text: &str) -> Result<PassedAssertion<'_>, Refusal> {
    let document = open(text)?;
    let root = expect_root(&document, SAML, "Assertion")?;
    identified(root, "Assertion")?;
    if named(&document, "Assertion") != 1 || named(&document, "EncryptedAssertion") != 0 || named(&document, "Response") != 0 {
        return Err(Refusal::Misplaced("Assertion"));
    }
    let signatures = signature::all(&document)?;
    let signature = signature::of(root, &signatures)?;
    match signatures.len() == usize::from(signature.is_some()) {
        true => Ok(PassedAssertion { document, signature }),
        false => Err(Refusal::Misplaced("Signature")),
    }
}

fn expect_root<'a, 'i>(document: &'a Document<'i>, namespace: &str, name: &str) -> Result<Node<'a, 'i>, Refusal> {
    let root = document.root_element();
    match xml::is(root, namespace, name) {
        true => Ok(root),
        false => Err(Refusal::NotExpected(root.tag_name().name().chars().take(100).collect())),
    }
}

/// An ID and the version, which every SAML message and assertion has.
fn identified<'a>(node: Node<'a, '_>, element: &'static str) -> Result<&'a str, Refusal> {
    match xml::attribute(node, "Version") {
        Some("2.0") => xml::attribute(node, "ID").ok_or(Refusal::Missing { element, attribute: "ID" }),
        Some(other) => Err(Refusal::Version(other.chars().take(20).collect())),
        None => Err(Refusal::Missing { element, attribute: "Version" }),
    }
}

pub(crate) fn envelope(root: Node<'_, '_>) -> Result<Envelope, Refusal> {
    let known = |child: &Node<'_, '_>| PARTS.iter().any(|(namespace, name)| xml::is(*child, namespace, name));
    if let Some(other) = xml::elements(root).find(|child| !known(child)) {
        return Err(Refusal::Stranger(other.tag_name().name().chars().take(100).collect()));
    }
    let own = |name| xml::attribute(root, name).map(str::to_owned);
    let issuer = match xml::children(root, SAML, "Issuer").count() {
        0 => None,
        // An Issuer that holds more than text reads as empty, which no provider is called.
        1 => Some(xml::only(root, SAML, "Issuer").and_then(xml::text).unwrap_or_default().to_owned()),
        _ => return Err(Refusal::Misplaced("Issuer")),
    };
    if xml::attribute(root, "IssueInstant").and_then(instant::parse).is_none() {
        return Err(Refusal::Missing { element: "Response", attribute: "IssueInstant" });
    }
    Ok(Envelope { id: identified(root, "Response")?.to_owned(), issuer, destination: own("Destination"), in_response_to: own("InResponseTo") })
}

pub(crate) fn successful(root: Node<'_, '_>) -> Result<(), Refusal> {
    let status = xml::only(root, SAMLP, "Status").ok_or(Refusal::Misplaced("Status"))?;
    let code = xml::only(status, SAMLP, "StatusCode").ok_or(Refusal::Misplaced("StatusCode"))?;
    let value = |node| xml::attribute(node, "Value").map(|value| value.chars().take(200).collect::<String>());
    let outer = value(code).ok_or(Refusal::Missing { element: "StatusCode", attribute: "Value" })?;
    if outer == SUCCESS {
        return Ok(());
    }
    let message = xml::only(status, SAMLP, "StatusMessage").and_then(xml::text).map(|text| text.chars().take(300).collect());
    Err(Refusal::Status(Box::new(Status { code: outer, detail: xml::only(code, SAMLP, "StatusCode").and_then(value), message })))
}

/// Exactly one, in the whole document and whatever its namespace, and directly within the Response.
pub(crate) fn the_assertion<'a, 'i>(root: Node<'a, 'i>) -> Result<Node<'a, 'i>, Refusal> {
    let document = root.document();
    if named(document, "Response") != 1 {
        return Err(Refusal::Misplaced("Response"));
    }
    match named(document, "Assertion") + named(document, "EncryptedAssertion") {
        0 => Err(Refusal::NoAssertion),
        1 => xml::elements(root)
            .find(|child| xml::is(*child, SAML, "Assertion") || xml::is(*child, SAML, "EncryptedAssertion"))
            .ok_or(Refusal::Misplaced("Assertion")),
        _ => Err(Refusal::Misplaced("Assertion")),
    }
}

fn named(document: &Document<'_>, name: &str) -> usize {
    document.descendants().filter(|node| node.is_element() && node.tag_name().name() == name).count()
}

fn signatures_in(document: &Document<'_>) -> usize {
    named(document, "Signature")
}
