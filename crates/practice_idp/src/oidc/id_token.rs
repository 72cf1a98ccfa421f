//! What is said about a person, and the token that says it (OpenID Connect Core 2).

use super::grants::Grant;
use crate::accent::Oidc;
use crate::failure::Failure;
use crate::fault::Fault;
use crate::keys::Which;
use crate::person::Person;
use crate::place::Place;
use crate::state::Idp;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::sha::sha256;
use openssl::sign::Signer;
use serde_json::{Map, Value, json};

const LIFE_SECONDS: i64 = 3600;

/// In the accent: the same in the token and at `/userinfo`.
pub(super) fn claims(place: &Place, oidc: &Oidc, person: &Person) -> Map<String, Value> {
    let client = place.client_id();
    let mut claims = Map::new();
    let sources = [("sub", oidc.subject)].into_iter().chain(oidc.claims.iter().copied());
    for (name, source) in sources {
        if let Some(value) = place.value(source, person, &client) {
            claims.insert(name.to_owned(), value.into());
        }
    }
    if let (Some(verified), true) = (oidc.email_verified, person.mailbox) {
        claims.insert("email_verified".to_owned(), verified.into());
    }
    let (name, form) = oidc.groups;
    claims.insert(name.to_owned(), person.groups(form, place).into());
    claims
}

pub(super) fn write(idp: &Idp, place: &Place, oidc: &Oidc, grant: &Grant, access_token: &str, signs: Which) -> Result<String, Failure> {
    let fault = grant.fault;
    let now = idp.now().unix_timestamp();
    let issued = match fault {
        Fault::TokenClockAhead => now + 600,
        Fault::OldToken => now - 2 * LIFE_SECONDS,
        _ => now,
    };
    let another = |value: String, when| if fault == when { format!("{value}/another") } else { value };
    let mut all = claims(place, oidc, &grant.person);
    if fault == Fault::NoEmailClaim {
        all.remove("email");
        all.remove("email_verified");
    }
    let of_the_protocol = json!({
        "iss": another(place.fill(oidc.issuer), Fault::TokenIssuer),
        "aud": another(place.client_id(), Fault::TokenAudience),
        "iat": issued,
        "exp": issued + LIFE_SECONDS,
        "auth_time": grant.since.unix_timestamp(),
        "nonce": another(grant.ask.nonce.clone(), Fault::WrongNonce),
        "at_hash": URL_SAFE_NO_PAD.encode(&sha256(access_token.as_bytes())[..16]),
    });
    all.extend(of_the_protocol.as_object().cloned().unwrap_or_default());
    let key = idp.keys.get(signs)?;
    let alg = match fault {
        Fault::AlgNone => "none",
        Fault::AlgHs256 => "HS256",
        _ => "RS256",
    };
    let header = json!({ "alg": alg, "kid": key.id, "typ": "JWT" });
    let text = format!("{}.{}", URL_SAFE_NO_PAD.encode(header.to_string()), URL_SAFE_NO_PAD.encode(Value::Object(all).to_string()));
    let signature = match fault {
        Fault::AlgNone => Vec::new(),
        Fault::AlgHs256 => sign(&PKey::hmac(place.client_secret().as_bytes())?, &text)?,
        Fault::ForgedToken => sign(&idp.keys.get(Which::Stranger)?.pair, &text)?,
        _ => sign(&key.pair, &text)?,
    };
    Ok(format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature)))
}

fn sign(key: &PKey<openssl::pkey::Private>, text: &str) -> Result<Vec<u8>, Failure> {
    Ok(Signer::new(MessageDigest::sha256(), key)?.sign_oneshot_to_vec(text.as_bytes())?)
}
