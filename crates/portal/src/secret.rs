use crate::chance::Chance;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::fmt;
use subtle::ConstantTimeEq;

/// 128 random bits as they travel in a link or a cookie. Only its [`SecretHash`] is ever stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub fn new(chance: &Chance) -> Self {
        Self(URL_SAFE_NO_PAD.encode(chance.bytes::<16>()))
    }

    /// Reads what a browser sent; `None` unless it has the form of a secret.
    pub fn parse(text: &str) -> Option<Self> {
        (URL_SAFE_NO_PAD.decode(text).ok()?.len() == 16).then(|| Self(text.to_owned()))
    }

    /// The value itself, for the mail, link or cookie that carries it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    pub fn hash(&self) -> SecretHash {
        SecretHash::of(self.0.as_bytes())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// SHA-256 of a secret that has enough randomness of its own to need no salt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SecretHash(pub [u8; 32]);

impl SecretHash {
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// As it was stored.
    pub(crate) fn stored(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.0
    }
}

/// The server's key: six digits are no secret without it (DECISIONS 8).
#[derive(Clone)]
pub struct ServerKey([u8; 32]);

impl ServerKey {
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A MAC over labelled parts; the label keeps one use from standing in for another.
    pub fn mac(&self, label: &str, parts: &[&[u8]]) -> [u8; 32] {
        // HMAC itself pads a short key with zeros to the hash's block (RFC 2104, section 2).
        let mut block = [0; 64];
        block[..32].copy_from_slice(&self.0);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        for part in std::iter::once(label.as_bytes()).chain(parts.iter().copied()) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// Compares in constant time.
    pub fn verifies(&self, label: &str, parts: &[&[u8]], expected: &[u8]) -> bool {
        self.mac(label, parts).ct_eq(expected).into()
    }
}

impl fmt::Debug for ServerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServerKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_a_secret_nor_the_servers_key_is_printed() {
        let (secret, key) = (Secret::new(&Chance::seeded(1)), ServerKey::new([7; 32]));
        assert_eq!(format!("{secret:?} {key:?}"), "Secret(…) ServerKey(…)");
    }
}
