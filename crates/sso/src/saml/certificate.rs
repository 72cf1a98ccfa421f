//! A provider's certificates, however they were pasted. In SAML a certificate is a carrier of a public key: it is trusted because an
//! administrator gave it to us, not for who signed it, and its dates are a reminder, not a rule.

use super::gate::KeyKind;
use super::key::KeyError;
use crate::instant;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use openssl::asn1::{Asn1Time, Asn1TimeRef};
use openssl::hash::{MessageDigest, hash};
use openssl::nid::Nid;
use openssl::pkey::Id;
use openssl::x509::{X509, X509NameRef};
use std::fmt;
use time::{Duration, OffsetDateTime};

/// Today's, the next, and those of a provider that signs from several places. Each one more is one more attempt at every forged response.
pub const MOST: usize = 5;
/// Factored in public in 2009 were 768 bits.
const LEAST_RSA_BITS: u32 = 1024;
/// What NIST asks for since 2014.
const WEAK_RSA_BITS: u32 = 2048;

/// SHA-256 of the certificate as DER.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(pub [u8; 32]);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(at, byte)| write!(f, "{}{byte:02X}", if at == 0 { "" } else { ":" }))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

/// A certificate whose key can check SAML signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    fingerprint: Fingerprint,
    subject: String,
    not_before: OffsetDateTime,
    not_after: OffsetDateTime,
    key: KeyKind,
    bits: u32,
}

/// Why something isn't a certificate that we can use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadCertificate {
    #[error("not a certificate")]
    Unreadable,
    #[error("a private key, which should never leave the provider")]
    PrivateKey,
    #[error("its key is neither RSA nor ECDSA, or is shorter than {LEAST_RSA_BITS} bits")]
    Key,
}

/// Where today stands between a certificate's two dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    NotYet,
    Valid,
    Expired,
}

impl Certificate {
    /// Reads everything in a pasted text: PEM with or without its first and last line, base64 in lines or in one, `\n` spelt out as in JSON,
    /// quotes around it, XML around it; several, if each has its lines.
    pub fn read(text: &str) -> Vec<Result<Self, BadCertificate>> {
        if text.contains("PRIVATE KEY-----") {
            return vec![Err(BadCertificate::PrivateKey)];
        }
        let text = text.replace("\\r", "").replace("\\n", "\n");
        const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
        if !text.contains(BEGIN) {
            return vec![Self::from_base64(text.split("-----END").next().unwrap_or_default())];
        }
        text.split(BEGIN).skip(1).map(|after| Self::from_base64(after.split("-----END").next().unwrap_or_default())).collect()
    }

    /// Reads a file: DER, or anything that [`Self::read`] reads.
    pub fn read_bytes(bytes: &[u8]) -> Vec<Result<Self, BadCertificate>> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::read(text),
            Err(_) => vec![Self::from_der(bytes)],
        }
    }

    /// # Errors
    /// [`BadCertificate`].
    pub fn from_der(der: &[u8]) -> Result<Self, BadCertificate> {
        let x509 = X509::from_der(der).map_err(|_| BadCertificate::Unreadable)?;
        let read = Self::of(&x509).map_err(|_| BadCertificate::Unreadable)?;
        match x509.public_key().map_err(|_| BadCertificate::Key)?.id() {
            Id::RSA if read.bits >= LEAST_RSA_BITS => Ok(read),
            Id::EC => Ok(read),
            _ => Err(BadCertificate::Key),
        }
    }

    fn from_base64(text: &str) -> Result<Self, BadCertificate> {
        let mut dense = String::new();
        let mut in_tag = false;
        for c in text.chars() {
            match c {
                '<' => in_tag = true,
                '>' => in_tag = false,
                '"' | '\'' | ',' => {}
                c if in_tag || c.is_whitespace() => {}
                c => dense.push(c),
            }
        }
        let der = super::xml::base64(&dense).filter(|der| !der.is_empty()).ok_or(BadCertificate::Unreadable)?;
        Self::from_der(&der)
    }

    pub(crate) fn of(x509: &X509) -> Result<Self, KeyError> {
        let der = x509.to_der()?;
        let digest = hash(MessageDigest::sha256(), &der)?;
        let mut fingerprint = [0; 32];
        fingerprint.copy_from_slice(&digest);
        let public = x509.public_key()?;
        Ok(Self {
            fingerprint: Fingerprint(fingerprint),
            subject: subject(x509.subject_name()),
            not_before: instant_of(x509.not_before())?,
            not_after: instant_of(x509.not_after())?,
            key: if public.id() == Id::EC { KeyKind::Ec } else { KeyKind::Rsa },
            bits: public.bits(),
            der,
        })
    }

    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// Base64 in one line, as XML carries it.
    pub fn to_base64(&self) -> String {
        STANDARD.encode(&self.der)
    }

    pub fn to_pem(&self) -> String {
        let base64 = self.to_base64();
        let lines = base64.as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line).into_owned()).collect::<Vec<_>>().join("\n");
        format!("-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n")
    }

    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// `CN=…, O=…`: for people to recognise it by. Whoever made it chose the words.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    pub fn not_before(&self) -> OffsetDateTime {
        self.not_before
    }

    pub fn not_after(&self) -> OffsetDateTime {
        self.not_after
    }

    pub fn key(&self) -> KeyKind {
        self.key
    }

    /// An RSA key shorter than is asked for today; it works, and should be replaced.
    pub fn is_weak(&self) -> bool {
        self.key == KeyKind::Rsa && self.bits < WEAK_RSA_BITS
    }

    pub fn validity(&self, now: OffsetDateTime) -> Validity {
        match now {
            now if now < self.not_before => Validity::NotYet,
            now if now >= self.not_after => Validity::Expired,
            _ => Validity::Valid,
        }
    }

    /// For reports: which one, whose, until when, and how large.
    pub(crate) fn described(&self) -> String {
        let kind = if self.key == KeyKind::Rsa { "RSA" } else { "EC" };
        format!("SHA-256 {}, {}, {kind} {}, notAfter {}", self.fingerprint, self.subject, self.bits, instant::write(self.not_after))
    }
}

/// What can be used of what was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usable {
    /// At least one, [`MOST`] at most, each once.
    pub certificates: Vec<Certificate>,
    /// What was passed over: worth a warning.
    pub skipped: Vec<BadCertificate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoneUsable {
    /// Code S01: without a certificate nothing can be believed.
    #[error("no usable signing certificate")]
    None,
    #[error("more than {MOST} certificates")]
    TooMany,
}

/// Keeps the good ones. One that can't be read among several is skipped, because a provider may publish a kind that we don't know.
///
/// # Errors
/// [`NoneUsable`].
pub fn usable(read: impl IntoIterator<Item = Result<Certificate, BadCertificate>>) -> Result<Usable, NoneUsable> {
    let mut found = Usable { certificates: Vec::new(), skipped: Vec::new() };
    for certificate in read {
        match certificate {
            Ok(certificate) if found.certificates.contains(&certificate) => {}
            Ok(certificate) => found.certificates.push(certificate),
            Err(bad) => found.skipped.push(bad),
        }
    }
    match found.certificates.len() {
        0 => Err(NoneUsable::None),
        1..=MOST => Ok(found),
        _ => Err(NoneUsable::TooMany),
    }
}

fn subject(name: &X509NameRef) -> String {
    let entry = |nid: Nid| nid.short_name().unwrap_or("?").to_owned();
    let read = |entry_data: &openssl::asn1::Asn1StringRef| entry_data.to_string().unwrap_or_default();
    let parts = name.entries().map(|part| format!("{}={}", entry(part.object().nid()), read(part.data())));
    parts.collect::<Vec<_>>().join(", ").chars().filter(|c| !c.is_control()).take(200).collect()
}

fn instant_of(time: &Asn1TimeRef) -> Result<OffsetDateTime, KeyError> {
    let since = Asn1Time::from_unix(0)?.diff(time)?;
    let since = Duration::days(since.days.into()).saturating_add(Duration::seconds(since.secs.into()));
    Ok(OffsetDateTime::UNIX_EPOCH.saturating_add(since))
}
