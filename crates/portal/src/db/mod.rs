//! The only door to the database: pools by role, transactions by tenant.

mod connect;
pub(crate) mod constraint;
pub mod embedded;
mod json;
pub mod migrate;
pub(crate) mod system;
pub(crate) mod tenant;

pub use connect::{ConnectOptions, describe, read_url};
pub(crate) use json::jsonb;
pub use migrate::{MigrateError, migrate};
pub use tenant::{TenantRead, TenantTx};

use sqlx::{
    Connection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::time::Duration;

/// How many connections each pool may hold.
#[derive(Debug, Clone, Copy)]
pub struct PoolSizes {
    pub web: u32,
    pub worker: u32,
}

/// How long a connection may have rested to be taken without asking whether it is still there: asking is a round trip.
const RESTED: Duration = Duration::from_secs(5);

/// The pools, each under its own database role (docs/ARCHITECTURE.md, "Roles and rights").
#[derive(Debug, Clone)]
pub struct Db {
    pub(crate) web: PgPool,
    pub(crate) worker: PgPool,
}

impl Db {
    /// Makes the pools; connects lazily.
    pub fn new(options: &PgConnectOptions, sizes: PoolSizes) -> Self {
        let pool = |role: &str, size: u32| {
            PgPoolOptions::new()
                .max_connections(size)
                .acquire_timeout(Duration::from_secs(5))
                .test_before_acquire(false)
                .before_acquire(|connection, rest| {
                    Box::pin(async move {
                        if rest.idle_for > RESTED {
                            connection.ping().await?;
                        }
                        Ok(true)
                    })
                })
                .connect_lazy_with(options.clone().application_name(role).options([("role", role)]))
        };
        Self { web: pool("portico_web", sizes.web), worker: pool("portico_worker", sizes.worker) }
    }

    /// How many connections are open and how many of them idle, for `/metrics`: web, then worker.
    pub fn pool_gauges(&self) -> [(&'static str, u32, usize); 2] {
        [("web", self.web.size(), self.web.num_idle()), ("worker", self.worker.size(), self.worker.num_idle())]
    }

    /// Refuses a schema that this build doesn't know exactly.
    ///
    /// # Errors
    /// See [`MigrateError`].
    pub async fn check_schema(&self) -> Result<(), MigrateError> {
        migrate::check(&self.web).await
    }

    /// Closes every connection, waiting for those at work.
    pub async fn close(&self) {
        self.web.close().await;
        self.worker.close().await;
    }
}
