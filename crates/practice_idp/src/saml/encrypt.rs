//! Encrypting an assertion (SAML Core 6, XML Encryption 1.1): the content under a key of its own, and that with RSA-OAEP.

use super::xml::{DS, SAML, XENC};
use crate::failure::Failure;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use openssl::encrypt::Encrypter;
use openssl::rsa::Padding;
use openssl::symm::{self, encrypt, encrypt_aead};
use openssl::x509::X509;

/// How the content is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cipher {
    Aes128Gcm,
    /// Needs a signature around it: who can change it and watch can read it.
    Aes256Cbc,
}

impl Cipher {
    fn uri(self) -> &'static str {
        match self {
            Self::Aes128Gcm => "http://www.w3.org/2009/xmlenc11#aes128-gcm",
            Self::Aes256Cbc => "http://www.w3.org/2001/04/xmlenc#aes256-cbc",
        }
    }

    /// The key that is used, out of 32 random bytes, and the content under it.
    fn seal(self, random: &[u8; 32], iv: &[u8; 32], text: &str) -> Result<(Vec<u8>, Vec<u8>), Failure> {
        match self {
            Self::Aes128Gcm => {
                let (key, iv, mut tag) = (&random[..16], &iv[..12], [0; 16]);
                let sealed = encrypt_aead(symm::Cipher::aes_128_gcm(), key, Some(iv), &[], text.as_bytes(), &mut tag)?;
                Ok((key.to_vec(), [iv, &sealed, &tag].concat()))
            }
            Self::Aes256Cbc => {
                let (key, iv) = (&random[..], &iv[..16]);
                // OpenSSL's padding is one that XML Encryption allows.
                let sealed = encrypt(symm::Cipher::aes_256_cbc(), key, Some(iv), text.as_bytes())?;
                Ok((key.to_vec(), [iv, &sealed].concat()))
            }
        }
    }
}

/// To whom, and how.
pub(crate) struct Sealing {
    pub(crate) cipher: Cipher,
    /// In DER.
    pub(crate) certificate: Vec<u8>,
    pub(crate) key: [u8; 32],
    pub(crate) iv: [u8; 32],
}

/// The `EncryptedAssertion` around an assertion.
pub(crate) fn seal(assertion: &str, sealing: &Sealing) -> Result<String, Failure> {
    let (key, content) = sealing.cipher.seal(&sealing.key, &sealing.iv, assertion)?;
    let public = X509::from_der(&sealing.certificate)?.public_key()?;
    let mut encrypter = Encrypter::new(&public)?;
    encrypter.set_rsa_padding(Padding::PKCS1_OAEP)?;
    let mut sealed = vec![0; encrypter.encrypt_len(&key)?];
    let length = encrypter.encrypt(&key, &mut sealed)?;
    let (key, content, cipher) = (STANDARD.encode(&sealed[..length]), STANDARD.encode(content), sealing.cipher.uri());
    Ok(format!(
        "<saml:EncryptedAssertion xmlns:saml=\"{SAML}\"><xenc:EncryptedData xmlns:xenc=\"{XENC}\" Type=\"{XENC}Element\">\
         <xenc:EncryptionMethod Algorithm=\"{cipher}\"/><ds:KeyInfo xmlns:ds=\"{DS}\"><xenc:EncryptedKey>\
         <xenc:EncryptionMethod Algorithm=\"{XENC}rsa-oaep-mgf1p\"/><xenc:CipherData><xenc:CipherValue>{key}</xenc:CipherValue>\
         </xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo><xenc:CipherData><xenc:CipherValue>{content}</xenc:CipherValue>\
         </xenc:CipherData></xenc:EncryptedData></saml:EncryptedAssertion>"
    ))
}
