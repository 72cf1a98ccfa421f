//! A provider's public keys (RFC 7517).

use super::json;
use openidconnect::JsonWebKey;
use openidconnect::core::{CoreJsonWebKey, CoreJsonWebKeyUse, CoreJwsSigningAlgorithm as Alg};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Large providers publish a dozen.
pub const MOST: usize = 100;
/// NIST SP 800-131A; RFC 7518, 3.3 and 3.5.
const LEAST_RSA_BITS: usize = 2048;
/// What the library verifies with. A check takes the square of it.
const MOST_RSA_BITS: usize = 4096;

/// With what an ID token may be signed: public keys only. A key that both sides know (HS256) would make the client's secret a signing key, and
/// the public key another; `none` is nothing.
pub(crate) const ALGORITHMS: [(Alg, &str); 9] = [
    (Alg::RsaSsaPkcs1V15Sha256, "RS256"),
    (Alg::RsaSsaPkcs1V15Sha384, "RS384"),
    (Alg::RsaSsaPkcs1V15Sha512, "RS512"),
    (Alg::RsaSsaPssSha256, "PS256"),
    (Alg::RsaSsaPssSha384, "PS384"),
    (Alg::RsaSsaPssSha512, "PS512"),
    (Alg::EcdsaP256Sha256, "ES256"),
    (Alg::EcdsaP384Sha384, "ES384"),
    (Alg::EdDsa, "EdDSA"),
];

/// The names of [`ALGORITHMS`], for reports.
pub(crate) fn algorithm_names() -> String {
    ALGORITHMS.map(|(_, name)| name).join(" ")
}

/// Keys that can check a signature, at most [`MOST`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Keys(Vec<Key>);

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Key {
    pub(crate) jwk: CoreJsonWebKey,
    /// Of the modulus; `None` when it isn't RSA.
    pub(crate) rsa_bits: Option<usize>,
}

/// Which key a token is to be checked with.
#[derive(Debug)]
pub(crate) enum Choice<'k> {
    One(&'k Key),
    /// No such `kid`: the provider may have a new key since.
    Unknown,
    /// No `kid`, and several keys that it could be: which one was meant would be a guess (OpenID Connect Core 10.1).
    Several,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoKeys {
    #[error("keys: 0")]
    None,
    #[error("keys: {0}")]
    TooMany(usize),
}

impl Keys {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Their `kid`s, for an administrator to compare.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|key| key.jwk.key_id()).map(|id| id.as_str())
    }

    /// Reads a JWK Set. Keys of a kind that we don't know, for encryption or of another size are left out, as RFC 7517, 5 asks; answers how many
    /// those were.
    pub(crate) fn read(set: &Map<String, Value>) -> Result<(Self, usize), NoKeys> {
        let list = set.get("keys").and_then(Value::as_array).ok_or(NoKeys::None)?;
        if list.len() > MOST {
            return Err(NoKeys::TooMany(list.len()));
        }
        let keys: Vec<Key> = list.iter().filter_map(Key::read).collect();
        let left_out = list.len() - keys.len();
        if keys.is_empty() { Err(NoKeys::None) } else { Ok((Self(keys), left_out)) }
    }

    pub(crate) fn choose(&self, kid: Option<&str>, alg: &Alg) -> Choice<'_> {
        let fits = |key: &&Key| kid.is_none_or(|kid| key.jwk.key_id().is_some_and(|id| id.as_str() == kid)) && key.fits(alg);
        let found: Vec<&Key> = self.0.iter().filter(fits).collect();
        match found[..] {
            [] => Choice::Unknown,
            [one] => Choice::One(one),
            _ => Choice::Several,
        }
    }
}

impl Key {
    fn read(value: &Value) -> Option<Self> {
        let jwk: CoreJsonWebKey = serde_json::from_value(value.clone()).ok()?;
        let signs = jwk.key_use().is_none_or(|usage| *usage == CoreJsonWebKeyUse::Signature);
        let public = value.get("kty").and_then(Value::as_str).is_some_and(|kty| matches!(kty, "RSA" | "EC" | "OKP"));
        let rsa_bits = match value.get("kty").and_then(Value::as_str) {
            Some("RSA") => Some(bits(json::text(value.as_object()?, "n")?)?),
            _ => None,
        };
        (signs && public).then_some(Self { jwk, rsa_bits })
    }

    /// Of the family that this algorithm takes, and not set apart for another.
    fn fits(&self, alg: &Alg) -> bool {
        // The library asks the same before it hashes, and tells nothing else by it.
        self.jwk.hash_bytes(b"", alg).is_ok()
    }

    pub(crate) fn is_sound(&self) -> bool {
        self.rsa_bits.is_none_or(|bits| (LEAST_RSA_BITS..=MOST_RSA_BITS).contains(&bits))
    }

    /// For reports.
    pub(crate) fn size(&self) -> String {
        self.rsa_bits.map(|bits| format!("RSA {bits}")).unwrap_or_default()
    }
}

/// For reports.
pub(crate) fn sizes() -> String {
    format!("RSA {LEAST_RSA_BITS}–{MOST_RSA_BITS}")
}

/// Of a number in base64url, without leading zeros.
fn bits(base64: &str) -> Option<usize> {
    use base64::Engine;
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(base64).ok()?;
    let bytes = &bytes[bytes.iter().position(|byte| *byte != 0)?..];
    Some(bytes.len() * 8 - usize::try_from(bytes.first()?.leading_zeros()).ok()?)
}
