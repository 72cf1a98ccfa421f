//! Later work: enqueued in the transaction of its cause, done by a worker once or more (every job is idempotent), retried
//! with back-off, kept for a look when dead.
//!
//! A loop of our own over `for update skip locked`: the libraries want their own schema and rights, where here the web role
//! may only insert, and a test runs what is due under its own clock.

mod carry_person;
mod sql;
mod worker;

pub use worker::{Worker, WorkerSettings};

use crate::{Error, Portal, Result};
use contract::PersonId;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use time::OffsetDateTime;

/// What can be done later. Ids only: secrets are made where they are sent (DECISIONS 9).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Throws away what has expired: flows, kept forms, counters, sessions, done jobs. Every ten minutes.
    Sweep,
    /// Brings a person's new name or address to their memberships (DECISIONS 22).
    CarryPerson { person: PersonId },
}

impl Job {
    /// Does it. Its own transactions; nothing outside PostgreSQL inside one of them.
    async fn run(&self, worker: &Worker) -> Result<()> {
        match self {
            Self::Sweep => sql::sweep(&worker.portal).await,
            Self::CarryPerson { person } => carry_person::run(worker, *person).await,
        }
    }
}

/// Enqueues in the caller's transaction, to be done from `run_at` on.
pub(crate) async fn enqueue(db: &mut PgConnection, portal: &Portal, now: OffsetDateTime, run_at: OffsetDateTime, job: Job) -> Result<()> {
    let payload = serde_json::to_value(&job).map_err(Error::internal)?;
    let kind = payload.get("kind").and_then(|kind| kind.as_str()).unwrap_or_default().to_owned();
    sql::insert(db, portal.chance.id(now), &kind, &payload, now, run_at).await
}
