//! Our own key pairs, one for each connection. OpenSSL makes them and does everything that takes the private half.

use super::Certificate;
use openssl::asn1::{Asn1Integer, Asn1Time};
use openssl::bn::BigNum;
use openssl::error::ErrorStack;
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::x509::{X509, X509NameBuilder};
use std::fmt;
use time::{Duration, OffsetDateTime};
use zeroize::Zeroizing;

/// Good beyond 2030 (NIST SP 800-57), which a certificate made now outlives, and understood by every provider.
const BITS: u32 = 3072;
/// Providers look at the key and some refuse what has expired; none minds a long life. Rotation is an act of the administrator.
const LIFE: Duration = Duration::days(10 * 365);

/// OpenSSL refused or failed.
#[derive(Debug, Clone, thiserror::Error)]
#[error("OpenSSL: {0}")]
pub struct KeyError(#[from] ErrorStack);

/// The private half. It is nowhere printed; OpenSSL overwrites its memory when it is dropped.
#[derive(Clone)]
pub struct PrivateKey(PKey<Private>);

impl PrivateKey {
    /// Reads what [`Self::to_pem`] wrote.
    ///
    /// # Errors
    /// For what isn't the PEM of an RSA key, and for one behind a passphrase.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        // Without a callback OpenSSL would ask for the passphrase on the terminal.
        let key = PKey::private_key_from_pem_callback(pem.as_bytes(), |_| Ok(0))?;
        key.rsa()?;
        Ok(Self(key))
    }

    /// PKCS #8 in PEM, to be encrypted and stored. The text is overwritten when it is dropped.
    ///
    /// # Errors
    /// When OpenSSL does.
    pub fn to_pem(&self) -> Result<Zeroizing<String>, KeyError> {
        let pem = Zeroizing::new(self.0.private_key_to_pem_pkcs8()?);
        Ok(Zeroizing::new(String::from_utf8_lossy(&pem).into_owned()))
    }

    pub(crate) fn pkey(&self) -> &PKey<Private> {
        &self.0
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(…)")
    }
}

/// A private key and the certificate that carries its public half in our metadata.
#[derive(Debug, Clone)]
pub struct KeyPair {
    pub key: PrivateKey,
    pub certificate: Certificate,
}

impl KeyPair {
    /// A fresh RSA key and a self-signed certificate, which in SAML is an envelope for the key and certifies nothing. Takes about a second.
    /// The serial number is the caller's chance; the key's is OpenSSL's own.
    ///
    /// # Errors
    /// When OpenSSL does.
    pub fn generate(common_name: &str, serial: [u8; 16], now: OffsetDateTime) -> Result<Self, KeyError> {
        let key = PKey::from_rsa(Rsa::generate(BITS)?)?;
        let mut name = X509NameBuilder::new()?;
        // An X.520 common name ends at 64 characters.
        name.append_entry_by_text("CN", &common_name.chars().take(64).collect::<String>())?;
        let name = name.build();
        let mut serial = BigNum::from_slice(&serial)?;
        serial.clear_bit(127)?; // positive (RFC 5280, 4.1.2.2)
        let mut certificate = X509::builder()?;
        certificate.set_version(2)?;
        certificate.set_serial_number(&*Asn1Integer::from_bn(&serial)?)?;
        certificate.set_subject_name(&name)?;
        certificate.set_issuer_name(&name)?;
        certificate.set_pubkey(&key)?;
        certificate.set_not_before(&*Asn1Time::from_unix(now.unix_timestamp())?)?;
        certificate.set_not_after(&*Asn1Time::from_unix(now.saturating_add(LIFE).unix_timestamp())?)?;
        certificate.sign(&key, MessageDigest::sha256())?;
        Ok(Self { key: PrivateKey(key), certificate: Certificate::of(&certificate.build())? })
    }
}
