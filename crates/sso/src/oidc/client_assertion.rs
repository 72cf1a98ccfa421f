//! `private_key_jwt`: a signed statement instead of a secret (RFC 7523, 2.2; OpenID Connect Core 9).

use crate::saml::KeyPair;
use crate::saml::key::KeyError;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openssl::hash::MessageDigest;
use openssl::sign::Signer;
use serde_json::json;
use time::OffsetDateTime;

pub(crate) const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// It is made for one request that follows at once.
const LIFE_SECONDS: i64 = 120;

/// A fresh assertion for one request. Signing takes OpenSSL a millisecond or two.
///
/// The header names the key twice: by `kid` for providers to whom we gave a key set, by `x5t#S256` for Entra ID, which has the certificate.
///
/// # Errors
/// When OpenSSL does.
pub(crate) fn write(pair: &KeyPair, client_id: &str, audience: &str, id: [u8; 16], now: OffsetDateTime) -> Result<String, KeyError> {
    let thumbprint = URL_SAFE_NO_PAD.encode(pair.certificate.fingerprint().0);
    let issued = now.unix_timestamp();
    let header = json!({ "alg": "RS256", "typ": "JWT", "kid": thumbprint, "x5t#S256": thumbprint });
    let claims = json!({
        "iss": client_id, "sub": client_id, "aud": audience, "jti": URL_SAFE_NO_PAD.encode(id),
        "iat": issued, "nbf": issued, "exp": issued.saturating_add(LIFE_SECONDS),
    });
    let text = format!("{}.{}", URL_SAFE_NO_PAD.encode(header.to_string()), URL_SAFE_NO_PAD.encode(claims.to_string()));
    let signature = Signer::new(MessageDigest::sha256(), pair.key.pkey())?.sign_oneshot_to_vec(text.as_bytes())?;
    Ok(format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature)))
}
