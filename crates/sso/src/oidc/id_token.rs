//! Who signed it: the library's verifier, with one key of this provider, chosen here. After it nothing more is believed than that.

use super::keys::{self, ALGORITHMS, Choice, Key, Keys};
use super::{Check, Code, Expected, Report, json};
use crate::instant::SKEW_SECONDS;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{CoreIdToken, CoreJwsSigningAlgorithm};
use openidconnect::{
    AccessToken, AccessTokenHash, ClaimsVerificationError as Refused, ClientId, IdTokenVerifier, IssuerUrl, JsonWebKey, JsonWebKeySet, Nonce,
};
use serde_json::{Map, Value};
use std::str::FromStr;
use std::time::{Duration, UNIX_EPOCH};

/// The groups of somebody with a thousand of them, by UUID, and room.
const MOST_BYTES: usize = 256 * 1024;

/// An ID token with its signature, read and not believed.
struct Read {
    alg: CoreJwsSigningAlgorithm,
    kid: Option<String>,
    claims: Map<String, Value>,
}

/// What became of one.
pub(crate) enum Opened<'k> {
    /// The signature holds; what the library says of the claims comes along, and the rules have yet to be asked.
    Signed(Signed<'k>),
    /// By a key that we haven't seen.
    UnknownKey,
    /// The report says why.
    Refused,
}

pub(crate) struct Signed<'k> {
    pub(crate) claims: Map<String, Value>,
    /// The library's own look at issuer, audience, expiry and nonce.
    pub(crate) agreed: Result<(), Refused>,
    alg: CoreJwsSigningAlgorithm,
    key: &'k Key,
}

impl Signed<'_> {
    /// What `at_hash` has to be (OpenID Connect Core 3.1.3.6).
    pub(crate) fn hash_of(&self, access_token: &str) -> Option<String> {
        AccessTokenHash::from_token(&AccessToken::new(access_token.to_owned()), &self.alg, &self.key.jwk).ok().map(|hash| hash.to_string())
    }
}

pub(crate) fn open<'k>(token: &str, keys: &'k Keys, expected: &Expected<'_>, report: &mut Report) -> Opened<'k> {
    let Some(read) = read(token, report) else { return Opened::Refused };
    let kid = read.kid.as_deref();
    let key = match keys.choose(kid, &read.alg) {
        Choice::One(key) => key,
        Choice::Unknown => return Opened::UnknownKey,
        Choice::Several => {
            report.fail(Check::Key, Code::O08, "kid", kid.unwrap_or_default());
            return Opened::Refused;
        }
    };
    report.pass(Check::Key, known(keys), kid.unwrap_or_default());
    if key.rsa_bits.is_some() && !report.require(key.is_sound(), Check::KeySize, Code::O08, keys::sizes(), key.size()) {
        return Opened::Refused;
    }
    let agreed = verify(token, key, expected);
    // The library ends at the first thing it doesn't like, issuer and audience before the signature. Only what is signed goes into the report as
    // received, and then all of it.
    let holds = agreed.is_ok() || is_signed(token, key, &read.alg);
    if !report.require(holds, Check::Signature, Code::O08, known(keys), kid.unwrap_or_default()) {
        return Opened::Refused;
    }
    Opened::Signed(Signed { claims: read.claims, agreed, alg: read.alg, key })
}

/// The report of a key that stays unknown.
pub(crate) fn refuse_key(token: &str, keys: &Keys, report: &mut Report) {
    let kid = read(token, &mut Report::default()).and_then(|read| read.kid);
    report.fail(Check::Key, Code::O08, known(keys), kid.unwrap_or_default());
}

fn known(keys: &Keys) -> String {
    keys.ids().collect::<Vec<_>>().join(" ")
}

/// Of the header only what chooses a key; that it has nothing critical and the right type is the library's to see.
fn read(token: &str, report: &mut Report) -> Option<Read> {
    let part = |text: Option<&str>| json::object(&URL_SAFE_NO_PAD.decode(text?).ok()?).ok();
    let mut parts = token.split('.');
    let (header, claims) = (part(parts.next()), part(parts.next()));
    let (signature, end) = (parts.next(), parts.next());
    let whole = token.len() <= MOST_BYTES && signature.is_some() && end.is_none();
    let kid = |header: &Map<String, Value>| match header.get("kid") {
        None => Some(None),
        Some(Value::String(kid)) => Some(Some(kid.clone())),
        Some(_) => None,
    };
    let kid = header.as_ref().and_then(kid);
    let (Some(header), Some(claims), Some(kid), true) = (header, claims, kid, whole) else {
        report.fail(Check::IdToken, Code::O08, "JWS", format!("{} B", token.len()));
        return None;
    };
    report.pass(Check::IdToken, "JWS", format!("{} B", token.len()));
    let named = json::text(&header, "alg").and_then(|name| ALGORITHMS.iter().find(|(_, known)| *known == name));
    report.require(named.is_some(), Check::Algorithm, Code::O08, keys::algorithm_names(), json::shown(header.get("alg")));
    Some(Read { alg: named?.0.clone(), kid, claims })
}

/// The library's verdict, with all its checks on.
fn verify(token: &str, key: &Key, expected: &Expected<'_>) -> Result<(), Refused> {
    let token = CoreIdToken::from_str(token).map_err(|error| Refused::Other(error.to_string()))?;
    let issuer = IssuerUrl::new(expected.provider.issuer.as_str().to_owned()).map_err(|error| Refused::InvalidIssuer(error.to_string()))?;
    let seconds = u64::try_from(expected.now.unix_timestamp().saturating_sub(SKEW_SECONDS)).unwrap_or_default();
    let now = UNIX_EPOCH + Duration::from_secs(seconds);
    let only = JsonWebKeySet::new(vec![key.jwk.clone()]);
    let verifier = IdTokenVerifier::new_public_client(ClientId::new(expected.client.id.clone()), issuer, only)
        .set_allowed_algs(ALGORITHMS.map(|(alg, _)| alg))
        .set_time_fn(move || now.into());
    token.claims(&verifier, &Nonce::new(expected.pending.nonce.clone())).map(|_| ())
}

/// For the report of a token that is refused in any case.
fn is_signed(token: &str, key: &Key, alg: &CoreJwsSigningAlgorithm) -> bool {
    let parts = || {
        let (text, signature) = token.rsplit_once('.')?;
        Some((text, URL_SAFE_NO_PAD.decode(signature).ok()?))
    };
    parts().is_some_and(|(text, signature)| key.jwk.verify_signature(alg, text.as_bytes(), &signature).is_ok())
}
