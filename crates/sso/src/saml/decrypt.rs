//! Encrypted assertions (DECISIONS 27). The primitives are OpenSSL's; what is here is which of them, in which order.
//!
//! Content: AES-GCM always. AES-CBC only within a response whose signature has held, because who can change CBC and watch what happens
//! can read it (Jager and Somorovsky, 2011). Keys: RSA-OAEP only; with PKCS #1 v1.5 there is Bleichenbacher. There is one failure.

use super::PrivateKey;
use super::xml::{self, DS, XENC, XENC11};
use openssl::encrypt::Decrypter;
use openssl::error::ErrorStack;
use openssl::hash::MessageDigest;
use openssl::rsa::Padding;
use openssl::symm::{self, Cipher, Crypter, Mode};
use roxmltree::Node;
use zeroize::Zeroizing;

pub(super) const AES_128_GCM: &str = "http://www.w3.org/2009/xmlenc11#aes128-gcm";
pub(super) const AES_256_GCM: &str = "http://www.w3.org/2009/xmlenc11#aes256-gcm";
const AES_128_CBC: &str = "http://www.w3.org/2001/04/xmlenc#aes128-cbc";
const AES_256_CBC: &str = "http://www.w3.org/2001/04/xmlenc#aes256-cbc";
pub(super) const OAEP: &str = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
const OAEP_11: &str = "http://www.w3.org/2009/xmlenc11#rsa-oaep";
const GCM_IV: usize = 12;
const GCM_TAG: usize = 16;
const AES_BLOCK: usize = 16;

/// Not for us, not as we accept it, or not what was encrypted: nobody is told which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Undecryptable;

impl From<ErrorStack> for Undecryptable {
    fn from(_: ErrorStack) -> Self {
        Self
    }
}

enum Content {
    Gcm(Cipher),
    Cbc(Cipher),
}

impl Content {
    fn of(algorithm: &str, within_signed_response: bool) -> Option<Self> {
        Some(match algorithm {
            AES_128_GCM => Self::Gcm(Cipher::aes_128_gcm()),
            AES_256_GCM => Self::Gcm(Cipher::aes_256_gcm()),
            AES_128_CBC if within_signed_response => Self::Cbc(Cipher::aes_128_cbc()),
            AES_256_CBC if within_signed_response => Self::Cbc(Cipher::aes_256_cbc()),
            _ => return None,
        })
    }

    fn key_len(&self) -> usize {
        match self {
            Self::Gcm(cipher) | Self::Cbc(cipher) => cipher.key_len(),
        }
    }

    fn decrypt(&self, key: &[u8], data: &[u8]) -> Result<Zeroizing<Vec<u8>>, Undecryptable> {
        match self {
            Self::Gcm(cipher) => {
                let (iv, rest) = data.split_at_checked(GCM_IV).ok_or(Undecryptable)?;
                let (text, tag) = rest.split_at_checked(rest.len().checked_sub(GCM_TAG).ok_or(Undecryptable)?).ok_or(Undecryptable)?;
                Ok(Zeroizing::new(symm::decrypt_aead(*cipher, key, Some(iv), &[], text, tag)?))
            }
            Self::Cbc(cipher) => {
                let (iv, text) = data.split_at_checked(AES_BLOCK).ok_or(Undecryptable)?;
                if text.is_empty() || text.len() % AES_BLOCK != 0 {
                    return Err(Undecryptable);
                }
                unpad(cbc(*cipher, key, iv, text)?)
            }
        }
    }
}

fn cbc(cipher: Cipher, key: &[u8], iv: &[u8], text: &[u8]) -> Result<Zeroizing<Vec<u8>>, ErrorStack> {
    let mut crypter = Crypter::new(cipher, Mode::Decrypt, key, Some(iv))?;
    crypter.pad(false); // XML Encryption's padding is its own
    let mut plain = Zeroizing::new(vec![0; text.len() + AES_BLOCK]);
    let first = crypter.update(text, &mut plain)?;
    let last = crypter.finalize(&mut plain[first..])?;
    plain.truncate(first + last);
    Ok(plain)
}

/// The last byte counts the bytes of padding, itself included; the others are anything (XML Encryption 1.1, 5.2).
fn unpad(mut plain: Zeroizing<Vec<u8>>) -> Result<Zeroizing<Vec<u8>>, Undecryptable> {
    let padding = usize::from(plain.last().copied().ok_or(Undecryptable)?);
    if padding == 0 || padding > AES_BLOCK {
        return Err(Undecryptable);
    }
    let length = plain.len().checked_sub(padding).ok_or(Undecryptable)?;
    plain.truncate(length);
    Ok(plain)
}

/// The text within an `EncryptedAssertion` that passed the gate. Each of our keys is tried on each encrypted key: at most eight attempts.
pub(crate) fn decrypt(node: Node<'_, '_>, keys: &[&PrivateKey], within_signed_response: bool) -> Result<Zeroizing<String>, Undecryptable> {
    let data = xml::only(node, XENC, "EncryptedData").ok_or(Undecryptable)?;
    let (algorithm, text) = parts(data).ok_or(Undecryptable)?;
    let content = Content::of(algorithm, within_signed_response).ok_or(Undecryptable)?;
    let encrypted_keys = node.descendants().filter(|inner| xml::is(*inner, XENC, "EncryptedKey"));
    let plain = encrypted_keys
        .flat_map(|encrypted| keys.iter().map(move |key| content_key(encrypted, key)))
        .filter_map(|key| key.ok().filter(|key| key.len() == content.key_len()))
        .find_map(|key| content.decrypt(&key, &text).ok())
        .ok_or(Undecryptable)?;
    std::str::from_utf8(&plain).map(|text| Zeroizing::new(text.to_owned())).map_err(|_| Undecryptable)
}

/// The algorithms that would have done.
pub(crate) fn accepted(within_signed_response: bool) -> String {
    let always = [AES_128_GCM, AES_256_GCM, OAEP, OAEP_11];
    let within: &[&str] = if within_signed_response { &[AES_128_CBC, AES_256_CBC] } else { &[] };
    [&always, within].concat().join(", ")
}

/// The algorithms it names, for the report: an administrator can only mend what they can see.
pub(crate) fn algorithms(node: Node<'_, '_>) -> String {
    let methods = node.descendants().filter(|inner| xml::is(*inner, XENC, "EncryptionMethod"));
    methods.filter_map(|method| xml::attribute(method, "Algorithm")).collect::<Vec<_>>().join(", ")
}

fn parts<'a>(node: Node<'a, '_>) -> Option<(&'a str, Vec<u8>)> {
    let algorithm = xml::attribute(xml::only(node, XENC, "EncryptionMethod")?, "Algorithm")?;
    let value = xml::only(xml::only(node, XENC, "CipherData")?, XENC, "CipherValue").and_then(xml::text)?;
    Some((algorithm, xml::base64(value)?))
}

/// The content's key, if it was encrypted for this key of ours.
fn content_key(encrypted: Node<'_, '_>, key: &PrivateKey) -> Result<Zeroizing<Vec<u8>>, Undecryptable> {
    let (algorithm, text) = parts(encrypted).ok_or(Undecryptable)?;
    let method = xml::only(encrypted, XENC, "EncryptionMethod").ok_or(Undecryptable)?;
    let mut decrypter = Decrypter::new(key.pkey())?;
    decrypter.set_rsa_padding(Padding::PKCS1_OAEP)?;
    decrypter.set_rsa_oaep_md(digest(method)?)?;
    decrypter.set_rsa_mgf1_md(mask(algorithm, method)?)?;
    if let Some(label) = xml::only(method, XENC, "OAEPparams") {
        decrypter.set_rsa_oaep_label(&xml::text(label).and_then(xml::base64).ok_or(Undecryptable)?)?;
    }
    let mut plain = Zeroizing::new(vec![0; decrypter.decrypt_len(&text)?]);
    let length = decrypter.decrypt(&text, &mut plain)?;
    plain.truncate(length);
    Ok(plain)
}

/// SHA-1 if it isn't said. Within OAEP it is nothing that could be forged.
fn digest(method: Node<'_, '_>) -> Result<MessageDigest, Undecryptable> {
    match xml::only(method, DS, "DigestMethod").and_then(|digest| xml::attribute(digest, "Algorithm")) {
        None | Some("http://www.w3.org/2000/09/xmldsig#sha1") => Ok(MessageDigest::sha1()),
        Some("http://www.w3.org/2001/04/xmlenc#sha256") => Ok(MessageDigest::sha256()),
        Some("http://www.w3.org/2001/04/xmldsig-more#sha384") => Ok(MessageDigest::sha384()),
        Some("http://www.w3.org/2001/04/xmlenc#sha512") => Ok(MessageDigest::sha512()),
        Some(_) => Err(Undecryptable),
    }
}

/// The older name of OAEP fixes the mask's digest to SHA-1; the newer one lets it be said.
fn mask(algorithm: &str, method: Node<'_, '_>) -> Result<MessageDigest, Undecryptable> {
    let said = xml::only(method, XENC11, "MGF").and_then(|mgf| xml::attribute(mgf, "Algorithm"));
    match (algorithm, said) {
        (OAEP, _) | (OAEP_11, None | Some("http://www.w3.org/2009/xmlenc11#mgf1sha1")) => Ok(MessageDigest::sha1()),
        (OAEP_11, Some("http://www.w3.org/2009/xmlenc11#mgf1sha256")) => Ok(MessageDigest::sha256()),
        (OAEP_11, Some("http://www.w3.org/2009/xmlenc11#mgf1sha384")) => Ok(MessageDigest::sha384()),
        (OAEP_11, Some("http://www.w3.org/2009/xmlenc11#mgf1sha512")) => Ok(MessageDigest::sha512()),
        _ => Err(Undecryptable),
    }
}
