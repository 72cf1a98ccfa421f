//! The keys that answers are signed with: a provider's own two, and one that is nobody's.

use crate::failure::Failure;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openssl::asn1::{Asn1Integer, Asn1Time};
use openssl::bn::BigNum;
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::sha::sha256;
use openssl::x509::{X509, X509NameBuilder};
use std::fs::{File, create_dir_all, read_to_string};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use time::{Date, Month, OffsetDateTime, Time};

use crate::place::Place;

const BITS: u32 = 2048;

/// Which of the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    First,
    Second,
    /// Of somebody else: nothing that it signs may be believed.
    Stranger,
}

impl Which {
    pub(crate) fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second | Self::Stranger => Self::First,
        }
    }

    fn file(self) -> &'static str {
        match self {
            Self::First => "first.pem",
            Self::Second => "second.pem",
            Self::Stranger => "stranger.pem",
        }
    }
}

/// Made when they are first needed, because that takes a while; the same for every place, each with a certificate of its own.
pub(crate) struct Keys {
    folder: Option<PathBuf>,
    made: Mutex<[Option<Arc<Key>>; 3]>,
}

impl Keys {
    /// With a folder they outlive the process.
    pub(crate) fn new(folder: Option<PathBuf>) -> Self {
        Self { folder, made: Mutex::default() }
    }

    pub(crate) fn get(&self, which: Which) -> Result<Arc<Key>, Failure> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let place = &mut made[which as usize];
        match place {
            Some(key) => Ok(key.clone()),
            None => Ok(place.insert(Arc::new(self.read_or_make(which)?)).clone()),
        }
    }

    fn read_or_make(&self, which: Which) -> Result<Key, Failure> {
        let Some(folder) = &self.folder else { return Key::of(PKey::from_rsa(Rsa::generate(BITS)?)?) };
        let path = folder.join(which.file());
        match read_to_string(&path) {
            Ok(pem) => Key::of(PKey::private_key_from_pem(pem.as_bytes())?),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let key = PKey::from_rsa(Rsa::generate(BITS)?)?;
                create_dir_all(folder)?;
                File::options().write(true).create_new(true).mode(0o600).open(&path)?.write_all(&key.private_key_to_pem_pkcs8()?)?;
                Key::of(key)
            }
            Err(error) => Err(error.into()),
        }
    }
}

pub(crate) struct Key {
    pub(crate) pair: PKey<Private>,
    /// PKCS #1, as xmlsec takes it.
    pub(crate) der: Vec<u8>,
    /// What key sets call it.
    pub(crate) id: String,
}

impl Key {
    fn of(pair: PKey<Private>) -> Result<Self, Failure> {
        let rsa = pair.rsa()?;
        let id = URL_SAFE_NO_PAD.encode(&sha256(&rsa.n().to_vec())[..12]);
        Ok(Self { der: rsa.private_key_to_der()?, id, pair })
    }

    /// The envelope in which SAML carries the public half: of the beginning of the year, so that it stays the same for a while.
    pub(crate) fn certificate(&self, place: &Place, now: OffsetDateTime) -> Result<X509, Failure> {
        let first_of = |year| Date::from_calendar_date(year, Month::January, 1).map(|day| day.with_time(Time::MIDNIGHT).assume_utc());
        let (from, until) = (first_of(now.year())?, first_of(now.year() + place.accent.saml.metadata.years)?);
        let mut name = X509NameBuilder::new()?;
        name.append_entry_by_text("O", "Practice identity provider")?;
        name.append_entry_by_text("CN", &format!("{} {}", place.accent.key, place.name))?;
        let name = name.build();
        let mut serial = BigNum::from_slice(&place.digest(&["serial", &self.id])[..16])?;
        serial.clear_bit(127)?; // positive (RFC 5280, 4.1.2.2)
        let mut certificate = X509::builder()?;
        certificate.set_version(2)?;
        certificate.set_serial_number(&*Asn1Integer::from_bn(&serial)?)?;
        certificate.set_subject_name(&name)?;
        certificate.set_issuer_name(&name)?;
        certificate.set_pubkey(&self.pair)?;
        certificate.set_not_before(&*Asn1Time::from_unix(from.unix_timestamp())?)?;
        certificate.set_not_after(&*Asn1Time::from_unix(until.unix_timestamp())?)?;
        certificate.sign(&self.pair, MessageDigest::sha256())?;
        Ok(certificate.build())
    }
}
