use super::{GOOD_FOR, NEEDED};
use crate::{
    Error, Portal, Result,
    secret::{Secret, SecretHash},
    throttle::Key,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use time::{Duration, OffsetDateTime};

/// As long as a slow phone works on altcha's challenge.
pub(super) const WAIT: Duration = Duration::seconds(20);

/// When it was issued, a nonce, and our MAC over both and the block.
pub(super) fn ticket(portal: &Portal, block: Key, now: OffsetDateTime) -> String {
    let (issued, nonce) = (now.unix_timestamp(), Secret::new(&portal.chance));
    let mac = portal.key.mac("slow path", &[&issued.to_be_bytes(), nonce.reveal().as_bytes(), block.as_slice()]);
    format!("{issued}.{}.{}", nonce.reveal(), URL_SAFE_NO_PAD.encode(mac))
}

/// The ticket's own hash, when it is one of ours, of this block, and its time has come.
pub(super) fn check(portal: &Portal, block: Key, ticket: &str, now: OffsetDateTime) -> Result<SecretHash> {
    let (proof, left) = read(portal, block, ticket, now).ok_or(NEEDED)?;
    if left.is_positive() {
        return Err(Error::Limited(left.unsigned_abs()));
    }
    Ok(proof)
}

/// The hash of a ticket that is one of ours, of this block and not too old, and how long it has to wait still.
pub(super) fn read(portal: &Portal, block: Key, ticket: &str, now: OffsetDateTime) -> Option<(SecretHash, Duration)> {
    let (issued, nonce) = issued(portal, block, ticket)?;
    let age = Duration::seconds(now.unix_timestamp().saturating_sub(issued));
    (age < GOOD_FOR).then(|| (nonce.hash(), (WAIT - age).max(Duration::ZERO)))
}

fn issued(portal: &Portal, block: Key, ticket: &str) -> Option<(i64, Secret)> {
    let mut parts = ticket.splitn(3, '.');
    let issued: i64 = parts.next()?.parse().ok()?;
    let nonce = Secret::parse(parts.next()?)?;
    let mac = URL_SAFE_NO_PAD.decode(parts.next()?).ok()?;
    let right = portal.key.verifies("slow path", &[&issued.to_be_bytes(), nonce.reveal().as_bytes(), block.as_slice()], &mac);
    right.then_some((issued, nonce))
}
