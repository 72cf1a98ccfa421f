//! Signing XML of our own making (SAML Core 5.4). We write it in canonical form from the start, so that nothing has to be canonicalised: the
//! digest is over the very text that is sent. xmlsec checks the result in a test.

use super::KeyPair;
use super::key::KeyError;
use super::xml::{DS, ENVELOPED, EXCLUSIVE_C14N, RSA_SHA256, SHA256};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use openssl::hash::{MessageDigest, hash};
use openssl::sign::Signer;

/// Puts a signature into `element`, which is the text of one element in exclusive canonical form with this ID, after its first `after`.
pub(crate) fn sign(element: &str, after: &str, id: &str, pair: &KeyPair) -> Result<String, KeyError> {
    let digest = STANDARD.encode(hash(MessageDigest::sha256(), element.as_bytes())?);
    let signed_info = format!(
        "<ds:SignedInfo xmlns:ds=\"{DS}\">\
         <ds:CanonicalizationMethod Algorithm=\"{EXCLUSIVE_C14N}\"></ds:CanonicalizationMethod>\
         <ds:SignatureMethod Algorithm=\"{RSA_SHA256}\"></ds:SignatureMethod>\
         <ds:Reference URI=\"#{id}\"><ds:Transforms><ds:Transform Algorithm=\"{ENVELOPED}\"></ds:Transform>\
         <ds:Transform Algorithm=\"{EXCLUSIVE_C14N}\"></ds:Transform></ds:Transforms>\
         <ds:DigestMethod Algorithm=\"{SHA256}\"></ds:DigestMethod><ds:DigestValue>{digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>"
    );
    let value = STANDARD.encode(signature(signed_info.as_bytes(), pair)?);
    let certificate = pair.certificate.to_base64();
    let signature = format!(
        "<ds:Signature xmlns:ds=\"{DS}\">{signed_info}<ds:SignatureValue>{value}</ds:SignatureValue>\
         <ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>"
    );
    Ok(element.replacen(after, &format!("{after}{signature}"), 1))
}

/// RSA with SHA-256, PKCS #1 v1.5: what the algorithm's identifier means.
pub(crate) fn signature(text: &[u8], pair: &KeyPair) -> Result<Vec<u8>, KeyError> {
    let mut signer = Signer::new(MessageDigest::sha256(), pair.key.pkey())?;
    Ok(signer.sign_oneshot_to_vec(text)?)
}
