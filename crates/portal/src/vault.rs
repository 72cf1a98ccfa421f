//! Secrets at rest: each under a random key of its own, which is wrapped by a key made of the server's. What is read from the database
//! alone is worth nothing, and what is moved to another row doesn't open there.

use crate::{Error, Portal, Result, secret::ServerKey};
use base64::{Engine, engine::general_purpose::STANDARD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// A secret as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sealed {
    /// Which server key wraps it: its [`name`].
    pub under: String,
    /// The secret's own key, and the nonce it was wrapped with.
    wrapped: String,
    wrap_nonce: String,
    data: String,
    nonce: String,
}

/// What a server key is called in the database: it tells keys apart, and nothing of them.
pub(crate) fn name(key: &ServerKey) -> String {
    key.mac("vault name", &[])[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Seals a secret for one place (what it is, whose, in which row): for the same place it opens, and for no other.
///
/// # Errors
/// `Internal`; the cipher refuses nothing of our sizes.
pub(crate) fn seal(portal: &Portal, place: &[&[u8]], plain: &[u8]) -> Result<Sealed> {
    let (wrap_nonce, nonce) = (portal.chance.bytes::<24>(), portal.chance.bytes::<24>());
    let own = Zeroizing::new(portal.chance.bytes::<32>());
    let place = joined(place);
    Ok(Sealed {
        under: name(&portal.key),
        wrapped: STANDARD.encode(encrypt(&wrapping(&portal.key), wrap_nonce, &place, own.as_slice())?),
        wrap_nonce: STANDARD.encode(wrap_nonce),
        data: STANDARD.encode(encrypt(&own, nonce, &place, plain)?),
        nonce: STANDARD.encode(nonce),
    })
}

/// Opens what [`seal`] has sealed for this place, under the server's key or the one before it.
///
/// # Errors
/// `Internal` when it was sealed under a key that this server doesn't have or for another place, or was changed since.
pub(crate) fn open(portal: &Portal, place: &[&[u8]], sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>> {
    let mut keys = [Some(&portal.key), portal.key_before.as_ref()].into_iter().flatten();
    let key = keys.find(|key| name(key) == sealed.under).ok_or_else(|| {
        Error::internal("a secret is sealed under a key that this server doesn't have; PORTICO_SECRET_KEY_BEFORE can be the one before")
    })?;
    let place = joined(place);
    let own = decrypt(&wrapping(key), &sealed.wrap_nonce, &place, &sealed.wrapped)?;
    let own: Zeroizing<[u8; 32]> = Zeroizing::new(own.as_slice().try_into().map_err(|_| broken())?);
    decrypt(&own, &sealed.nonce, &place, &sealed.data)
}

fn wrapping(key: &ServerKey) -> Zeroizing<[u8; 32]> {
    Zeroizing::new(key.mac("vault", &[]))
}

/// Each part with its length, so that no two places read the same.
fn joined(place: &[&[u8]]) -> Vec<u8> {
    place.iter().flat_map(|part| (part.len() as u64).to_be_bytes().into_iter().chain(part.iter().copied())).collect()
}

fn encrypt(key: &[u8; 32], nonce: [u8; 24], aad: &[u8], msg: &[u8]) -> Result<Vec<u8>> {
    XChaCha20Poly1305::new(key.into()).encrypt(&XNonce::from(nonce), Payload { msg, aad }).map_err(|_| broken())
}

fn decrypt(key: &[u8; 32], nonce: &str, aad: &[u8], data: &str) -> Result<Zeroizing<Vec<u8>>> {
    let bytes = |text: &str| STANDARD.decode(text).map_err(|_| broken());
    let nonce: [u8; 24] = bytes(nonce)?.try_into().map_err(|_| broken())?;
    let plain = XChaCha20Poly1305::new(key.into()).decrypt(&XNonce::from(nonce), Payload { msg: &bytes(data)?, aad });
    plain.map(Zeroizing::new).map_err(|_| broken())
}

/// One error for everything: which part was wrong is nobody's business.
fn broken() -> Error {
    Error::internal("a sealed secret does not open")
}
