//! Who signed it. The only call into samael, and through it into xmlsec and libxml2, and only with what has passed [`super::gate`].
//!
//! Of samael's several ways this is the one that was found to hold: "pre-digest" answers the very bytes whose digest was signed, not a
//! document in which somebody then looks for what was signed. Its higher-level functions are not used: some of them take a missing
//! certificate for a reason not to check.
//!
//! This is processor time, half a millisecond for each certificate tried: call it on a blocking thread, under a semaphore.

use super::certificate::{Certificate, MOST};
use super::gate::SignatureShape;
use super::{silence, xml};
use samael::crypto::{AllowedSignatureAlgorithm, CertificateDer, Crypto, CryptoProvider, ReduceMode};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The gate's list once more, for the library.
const ALLOWED: [AllowedSignatureAlgorithm; 6] = [
    AllowedSignatureAlgorithm::RsaSha256,
    AllowedSignatureAlgorithm::RsaSha384,
    AllowedSignatureAlgorithm::RsaSha512,
    AllowedSignatureAlgorithm::EcdsaSha256,
    AllowedSignatureAlgorithm::EcdsaSha384,
    AllowedSignatureAlgorithm::EcdsaSha512,
];

/// The bytes that were signed, canonical, and by whom.
#[derive(Debug)]
pub struct SignedXml<'c> {
    /// The element that carries the outermost signature. All that may be believed, and all that is read from here on.
    pub xml: String,
    pub certificate: &'c Certificate,
}

/// No certificate of this connection made these signatures, or they were made over something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not signed by a certificate of this connection")]
pub struct Unverified;

/// Checks every signature of a text that passed the gate, each certificate in turn. All signatures of one text are by one key: a provider
/// that signs response and assertion does so in one go.
///
/// # Errors
/// [`Unverified`], whatever the reason: a reason would help those who try.
pub fn verify<'c>(text: &str, shapes: &[&SignatureShape], certificates: &'c [Certificate]) -> Result<SignedXml<'c>, Unverified> {
    let outermost = shapes.first().ok_or(Unverified)?;
    // xmlsec ends with an error, and samael with it, when it is given a key of the other family.
    let may_have_signed = |certificate: &&Certificate| shapes.iter().all(|shape| shape.key == certificate.key());
    certificates
        .iter()
        .take(MOST)
        .filter(may_have_signed)
        .find_map(|certificate| Some(SignedXml { xml: signed_bytes(text, certificate)?, certificate }))
        .filter(|signed| is_element(&signed.xml, &outermost.id))
        .ok_or(Unverified)
}

fn signed_bytes(text: &str, certificate: &Certificate) -> Option<String> {
    silence::keep();
    let certificates = [CertificateDer::from(certificate.der().to_vec())];
    // samael unwraps here and there; a panic is a refusal like any other.
    let reduce = || Crypto::reduce_xml_to_signed_with_allowed_algorithms(text, &certificates, ReduceMode::PreDigest, Some(&ALLOWED));
    catch_unwind(AssertUnwindSafe(reduce)).ok()?.ok()
}

/// Are these the bytes of the element that the gate saw signed? They are, unless the two parsers disagree about the text.
fn is_element(xml: &str, id: &str) -> bool {
    roxmltree::Document::parse(xml).is_ok_and(|document| xml::attribute(document.root_element(), "ID") == Some(id))
}
