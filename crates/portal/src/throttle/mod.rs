//! Limits against abuse: counters in fixed windows, in PostgreSQL, so that every replica counts the same.
//!
//! A limit on an account is counted apart for each browser that has signed in to it before: what strangers use up, they use up
//! among themselves.

mod key;
pub mod limits;
mod sql;

pub use key::Key;
pub use limits::Limit;

use crate::{Error, Result, secret::SecretHash};
use contract::EmailAddress;
use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};

/// Counts one more of each, in one statement.
///
/// # Errors
/// `Limited` until the last of the windows ends whose limit is passed.
pub(crate) async fn count(db: &mut PgConnection, now: OffsetDateTime, counted: &[(Limit, Key)]) -> Result<()> {
    let mut wait = Duration::ZERO;
    for (kind, count) in sql::count(db, now, counted).await? {
        let Some((limit, _)) = counted.iter().find(|(limit, _)| limit.kind == kind) else { continue };
        if count > limit.most {
            metrics::counter!("portico_limited_total", "kind" => limit.kind).increment(1);
            wait = wait.max(limit.window_start(now) + limit.window - now);
        }
    }
    if wait.is_zero() { Ok(()) } else { Err(Error::Limited(wait.unsigned_abs())) }
}

/// Takes back what was counted for something that turned out to be right: only failures shall add up.
pub(crate) async fn forgive(db: &mut PgConnection, now: OffsetDateTime, counted: &[(Limit, Key)]) -> Result<()> {
    sql::forgive(db, now, counted).await
}

/// How many there have been in the present window.
pub(crate) async fn so_far(db: &mut PgConnection, now: OffsetDateTime, limit: Limit, key: &Key) -> Result<i32> {
    sql::so_far(db, now, limit, key).await
}

/// Who wants a mail sent.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Asker {
    /// Somebody at the door, or a colleague who invites.
    Anybody,
    /// A browser that has signed in to that account before, by its hash: it has a budget that nobody else can use up.
    Known(SecretHash),
}

/// Counts one more verification, invitation or recovery mail to an address: they share one budget.
///
/// # Errors
/// `Limited`.
pub(crate) async fn mail_to(db: &mut PgConnection, now: OffsetDateTime, address: &EmailAddress, asker: Asker) -> Result<()> {
    count(db, now, &mail_budget(address, asker)).await
}

pub(crate) fn mail_budget(address: &EmailAddress, asker: Asker) -> [(Limit, Key); 2] {
    let key = match asker {
        Asker::Anybody => Key::address(address),
        Asker::Known(browser) => Key::address_from(address, browser),
    };
    [(limits::MAIL_TO_HOURLY, key), (limits::MAIL_TO_DAILY, key)]
}
