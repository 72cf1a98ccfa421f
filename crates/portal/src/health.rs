//! Whether the portal could serve somebody now.

use crate::{Portal, Result, chain, db::migrate};
use time::Duration;

/// A worker's heart beats every fifteen seconds; one that missed four beats is not at work.
const ALIVE_WITHIN: Duration = Duration::minutes(1);

/// What was found.
#[derive(Debug, Clone, Copy)]
pub struct Health {
    pub database: bool,
    /// The schema has what this build needs. It may have more: a newer version may have migrated, and will replace this one (docs/OPERATIONS.md).
    pub schema: bool,
    /// Some worker is alive: without one no mail leaves.
    pub worker: bool,
}

impl Health {
    pub fn is_ready(self) -> bool {
        self.database && self.schema && self.worker
    }
}

/// Looks, and logs what isn't as it should be.
pub async fn look(portal: &Portal) -> Health {
    let schema = match migrate::check(&portal.db.web).await {
        Err(migrate::MigrateError::Ahead) => Ok(()),
        checked => checked,
    };
    let worker = worker_is_alive(portal).await;
    for error in schema.as_ref().err().map(|error| chain(error)).into_iter().chain(worker.as_ref().err().map(|error| chain(error))) {
        tracing::warn!(chain = error, "not ready");
    }
    Health { database: !matches!(schema, Err(migrate::MigrateError::Database(_))), schema: schema.is_ok(), worker: worker.unwrap_or(false) }
}

/// Whether some worker was at work in the last minute.
pub(crate) async fn worker_is_alive(portal: &Portal) -> Result<bool> {
    let since = portal.clock.now() - ALIVE_WITHIN;
    let alive = sqlx::query_scalar!(r#"select exists (select from worker_heartbeat where at > $1) as "alive!""#, since);
    Ok(alive.fetch_one(&portal.db.web).await?)
}
