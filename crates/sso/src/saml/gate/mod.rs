//! The gate: what may come near the library that checks signatures.
//!
//! It refuses by shape, not by content: only the few forms of a sign-in response that providers really send come through. Each limit is far
//! above what any of them needs and far below what hurts. It makes one pass over the bytes (`scan`), builds a tree without DTD, and
//! looks at ids, at the assertion and at each signature.
//!
//! It trusts nothing it lets through: who signed it, and what it says, is for later.

mod encrypted;
mod ids;
mod refusal;
mod scan;
mod shape;
mod signature;

pub use refusal::{Refusal, Status};
pub(crate) use scan::{METADATA, scan};
pub use scan::{MOST_ATTRIBUTES, MOST_BYTES, MOST_DEEP, MOST_ELEMENTS, MOST_METADATA_BYTES, MOST_NAMESPACES};
pub use shape::{Body, Envelope, PassedAssertion, PassedResponse, assertion, response};
pub(crate) use shape::{envelope, successful, the_assertion};
pub use signature::{KeyKind, SignatureShape};

use super::xml;
use roxmltree::{Document, ParsingOptions};

/// Nodes of a tree: elements, and the texts between them. More than elements and their indentation don't come.
const MOST_NODES: u32 = 3 * MOST_ELEMENTS as u32;

/// From the form field `SAMLResponse` to text (SAML Bindings 3.5.4).
///
/// # Errors
/// [`Refusal::NotBase64`], [`Refusal::NotText`], [`Refusal::TooLarge`].
pub fn decode(posted: &str) -> Result<String, Refusal> {
    // Four characters for three bytes, and line ends: measured before anything is copied.
    if posted.len() > MOST_BYTES * 3 / 2 {
        return Err(Refusal::TooLarge);
    }
    let bytes = xml::base64(posted).filter(|bytes| !bytes.is_empty()).ok_or(Refusal::NotBase64)?;
    String::from_utf8(bytes).map_err(|_| Refusal::NotText)
}

/// Scanned, parsed and with every id in its place. What is shared by responses, by assertions that were encrypted, and by signed bytes.
pub(crate) fn open(text: &str) -> Result<Document<'_>, Refusal> {
    let text = scan(text, &scan::RESPONSE)?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| Refusal::IllFormed(error.to_string()))?;
    ids::check(&document)?;
    Ok(document)
}
