//! Proof of work at sign-up, once an address block is near its limit: altcha's, solved by its worker in the browser; without
//! script, a wait that only a few of a block get to use each minute. A proof is good for one block, once, for a quarter of an hour.

mod slow;
mod sql;
mod work;

use crate::{
    Error, Portal, Result,
    access::Visitor,
    throttle::{self, Key, limits},
};
use contract::Rule;
use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};

/// How long a challenge may be answered.
const GOOD_FOR: Duration = Duration::minutes(15);

/// What a form has to be sent with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// For altcha's worker: a challenge of its protocol, version 2, as JSON.
    pub work: String,
    /// Without script: a ticket that is good once its wait is over.
    pub ticket: String,
    /// That wait.
    pub wait: Duration,
}

/// How a form answers it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Answer<'a> {
    /// altcha's payload; empty without script.
    pub work: &'a str,
    pub ticket: &'a str,
}

/// A challenge for this visitor's address block.
pub(crate) fn challenge(portal: &Portal, visitor: &Visitor) -> Result<Challenge> {
    let (now, block) = (portal.clock.now(), Key::block(visitor.origin.ip));
    Ok(Challenge { work: work::challenge(portal, block, now)?, ticket: slow::ticket(portal, block, now), wait: slow::WAIT })
}

/// The challenge of a page that a form came back to. Its ticket goes on waiting where it can still be used; one that is missing, too old or
/// spent would never be taken.
pub(crate) async fn again(db: &mut PgConnection, portal: &Portal, visitor: &Visitor, fresh: Challenge, ticket: &str) -> Result<Challenge> {
    let now = portal.clock.now();
    match slow::read(portal, Key::block(visitor.origin.ip), ticket, now) {
        Some((proof, wait)) if !sql::is_spent(db, proof).await? => Ok(Challenge { ticket: ticket.to_owned(), wait, ..fresh }),
        _ => Ok(fresh),
    }
}

/// Accepts an answer, once.
///
/// # Errors
/// `Conflict(ProofOfWorkNeeded)` when there is none, or none that is good · `Limited` until the ticket's wait is over, or while
/// others of the block had theirs.
pub(crate) async fn accept(db: &mut PgConnection, portal: &Portal, visitor: &Visitor, answer: Answer<'_>, now: OffsetDateTime) -> Result<()> {
    let block = Key::block(visitor.origin.ip);
    let proof = if answer.work.is_empty() {
        let proof = slow::check(portal, block, answer.ticket, now)?;
        throttle::count(db, now, &[(limits::SLOW_SIGN_UP_FROM_BLOCK, block)]).await?;
        proof
    } else {
        work::check(portal, block, answer.work, now).ok_or(NEEDED)?
    };
    if sql::spend(db, proof, now + GOOD_FOR).await? { Ok(()) } else { Err(NEEDED) }
}

const NEEDED: Error = Error::Conflict(Rule::ProofOfWorkNeeded);
