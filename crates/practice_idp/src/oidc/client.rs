//! How the service proves that it is the client (OpenID Connect Core 9).

use super::token::TokenRequest;
use crate::place::Place;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use openssl::hash::MessageDigest;
use openssl::sign::Verifier;
use openssl::x509::X509;
use serde_json::Value;
use time::OffsetDateTime;

const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// By secret in the header or in the form, or by a signed assertion. `certificates` are those of the console; without one an assertion's
/// signature is taken unchecked.
pub(super) fn is_client(place: &Place, header: Option<&str>, form: &TokenRequest, certificates: &[Vec<u8>], now: OffsetDateTime) -> bool {
    let own = (place.client_id(), place.client_secret());
    match (header.and_then(basic), form.client_assertion_type.as_str()) {
        (Some(given), _) => given == own,
        (None, ASSERTION) => is_asserted(place, &form.client_assertion, certificates, now),
        (None, _) => (&form.client_id, &form.client_secret) == (&own.0, &own.1),
    }
}

/// Both halves are encoded as in a form (RFC 6749, 2.3.1).
fn basic(header: &str) -> Option<(String, String)> {
    let decoded = String::from_utf8(STANDARD.decode(header.strip_prefix("Basic ")?).ok()?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    let plain = |text: &str| form_urlencoded::parse(format!("v={text}").as_bytes()).next().map(|(_, value)| value.into_owned());
    Some((plain(id)?, plain(secret)?))
}

fn is_asserted(place: &Place, assertion: &str, certificates: &[Vec<u8>], now: OffsetDateTime) -> bool {
    let claims = || {
        let part = assertion.split('.').nth(1)?;
        serde_json::from_slice::<Value>(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
    };
    let Some(claims) = claims() else { return false };
    let is = |name: &str, value: &str| claims.get(name).and_then(Value::as_str) == Some(value);
    let for_us = [format!("{}/token", place.base), place.issuer().unwrap_or_default()].iter().any(|audience| is("aud", audience));
    let alive = claims.get("exp").and_then(Value::as_i64).is_some_and(|until| until > now.unix_timestamp());
    let client = place.client_id();
    is("iss", &client) && is("sub", &client) && for_us && alive && (certificates.is_empty() || is_signed(assertion, certificates))
}

fn is_signed(assertion: &str, certificates: &[Vec<u8>]) -> bool {
    let Some((text, signature)) = assertion.rsplit_once('.') else { return false };
    let Ok(signature) = URL_SAFE_NO_PAD.decode(signature) else { return false };
    let by = |certificate: &Vec<u8>| {
        let key = X509::from_der(certificate)?.public_key()?;
        Verifier::new(MessageDigest::sha256(), &key)?.verify_oneshot(&signature, text.as_bytes())
    };
    certificates.iter().any(|certificate| by(certificate).unwrap_or(false))
}
