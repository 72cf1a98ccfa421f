//! What a signed ID token says, against what this sign-in has to say (OpenID Connect Core 3.1.3.7).
//!
//! Every rule writes its row into the report, whether it holds or not: whoever mends a connection wants to see all that is wrong at once. The
//! library has looked at some of it already; it has no opinion about `azp`, a future `iat`, `nbf`, `sub` and `at_hash`.

use super::exchange::Tokens;
use super::id_token::Signed;
use super::identity::{self, Identity};
use super::{Check, Code, Expected, Report, json};
use crate::instant::{self, SKEW_SECONDS};
use serde_json::{Map, Value};
use time::OffsetDateTime;

/// From the provider's "now" to ours, beyond the skew: it was made for the request that we just sent.
const MOST_AGE_SECONDS: i64 = 300;
/// OpenID Connect Core 2, "sub": ASCII characters.
const LONGEST_SUBJECT: usize = 255;

/// All rules for one ID token. `None` exactly when a row fails.
pub(crate) fn check(signed: &Signed<'_>, tokens: &Tokens, expected: &Expected<'_>, report: &mut Report) -> Option<Identity> {
    let claims = &signed.claims;
    issuer(claims, expected, report);
    audience(claims, expected, report);
    let issued = times(claims, expected, report);
    report.equal(Check::Nonce, Code::O07, &expected.pending.nonce, json::text(claims, "nonce"));
    let subject = subject(claims, report);
    let authenticated = authenticated(claims, expected, report);
    if let Some(hash) = claims.get("at_hash") {
        let own = signed.hash_of(&tokens.access_token);
        report.equal(Check::AccessTokenHash, Code::O08, &own.unwrap_or_default(), hash.as_str().filter(|hash| !hash.is_empty()));
    }
    distributed(claims, report);
    if report.code().is_some() {
        return None;
    }
    if let Err(refused) = &signed.agreed {
        // Something critical in the header, a claim of another type than the standard's: what only the library looks at.
        report.fail(Check::IdToken, Code::O08, "", refused.to_string());
        return None;
    }
    issued?;
    Some(identity::read(&expected.provider.issuer, subject?, authenticated, claims))
}

fn issuer(claims: &Map<String, Value>, expected: &Expected<'_>, report: &mut Report) {
    let issuer = &expected.provider.issuer;
    report.require(json::text(claims, "iss") == Some(issuer.as_str()), Check::Issuer, Code::O02, issuer.as_str(), json::shown(claims.get("iss")));
    if let Some(tenant) = issuer.entra_tenant() {
        report.equal(Check::Tenant, Code::O02, tenant, json::text(claims, "tid"));
    }
}

/// For us, and for nobody beside us: whoever else it is for could have passed it on.
fn audience(claims: &Map<String, Value>, expected: &Expected<'_>, report: &mut Report) {
    let us = expected.client.id.as_str();
    let only_us = json::texts(claims, "aud").is_some_and(|audience| !audience.is_empty() && audience.iter().all(|of| *of == us));
    report.require(only_us, Check::Audience, Code::O08, us, json::shown(claims.get("aud")));
    if let Some(party) = claims.get("azp") {
        report.require(party.as_str() == Some(us), Check::AuthorizedParty, Code::O08, us, json::shown(Some(party)));
    }
}

fn times(claims: &Map<String, Value>, expected: &Expected<'_>, report: &mut Report) -> Option<OffsetDateTime> {
    let now = expected.now;
    let mut row = |check, name: &str, holds: &dyn Fn(i64) -> bool| {
        let at = moment(claims.get(name));
        let holds = at.is_some_and(|at| holds(instant::seconds_since(now, at)));
        let received = at.map_or_else(|| json::shown(claims.get(name)), instant::write);
        report.require(holds, check, Code::O09, instant::write(now), received);
        at
    };
    row(Check::Expiry, "exp", &|ago| ago < SKEW_SECONDS);
    let issued = row(Check::IssuedAt, "iat", &|ago| (-SKEW_SECONDS..=MOST_AGE_SECONDS + SKEW_SECONDS).contains(&ago));
    if claims.contains_key("nbf") {
        row(Check::NotBefore, "nbf", &|ago| ago >= -SKEW_SECONDS);
    }
    if let Some(issued) = issued {
        report.note_clock(instant::seconds_since(issued, now));
    }
    issued
}

/// Exactly as sent, which is how the person is found again.
fn subject(claims: &Map<String, Value>, report: &mut Report) -> Option<String> {
    let subject = json::text(claims, "sub");
    let sound = |subject: &&str| !subject.is_empty() && subject.len() <= LONGEST_SUBJECT && subject.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    let holds = subject.filter(sound).is_some();
    report.require(holds, Check::Subject, Code::O06, format!("1–{LONGEST_SUBJECT} ASCII"), json::shown(claims.get("sub")));
    subject.filter(sound).map(str::to_owned)
}

fn authenticated(claims: &Map<String, Value>, expected: &Expected<'_>, report: &mut Report) -> Option<OffsetDateTime> {
    let at = moment(claims.get("auth_time"));
    if let Some(most) = expected.pending.max_age_seconds {
        let most = i64::try_from(most).unwrap_or(i64::MAX).saturating_add(SKEW_SECONDS);
        let holds = at.is_some_and(|at| (-SKEW_SECONDS..=most).contains(&instant::seconds_since(expected.now, at)));
        let received = at.map_or_else(|| json::shown(claims.get("auth_time")), instant::write);
        report.require(holds, Check::AuthTime, Code::O09, instant::write(expected.now), received);
    }
    at
}

/// Claims that are named and kept elsewhere (OpenID Connect Core 5.6.2). Entra ID does so with the groups of somebody in more than two hundred: who
/// maps groups to roles should know that they are missing.
fn distributed(claims: &Map<String, Value>, report: &mut Report) {
    let named = claims.get("_claim_names").and_then(Value::as_object);
    let hidden = claims.get("hasgroups").and_then(Value::as_bool).filter(|has| *has).map(|_| "groups");
    let names: Vec<&str> = named.into_iter().flat_map(Map::keys).map(String::as_str).chain(hidden).collect();
    if !names.is_empty() {
        report.warn(Check::DistributedClaims, "", names.join(", "));
    }
}

/// Seconds since 1970 (RFC 7519, 2, "NumericDate"); fractions are cut off. A text is none.
fn moment(value: Option<&Value>) -> Option<OffsetDateTime> {
    let number = value?;
    let seconds = number.as_i64().or_else(|| number.as_f64().filter(|seconds| seconds.abs() < 1e12).map(|seconds| seconds as i64))?;
    OffsetDateTime::from_unix_timestamp(seconds).ok()
}
