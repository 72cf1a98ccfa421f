//! The product. Verbs over PostgreSQL, each in the folder of its noun: `mod.rs` the verbs, `model.rs` the rules without I/O,
//! `sql.rs` the queries. The only crate that names sqlx.

#![cfg_attr(not(test), warn(clippy::expect_used, clippy::panic, clippy::unwrap_used))]

pub mod access;
pub mod account;
pub mod activity;
pub mod audit;
pub mod block;
pub mod browser;
pub mod bulk;
pub mod chance;
pub mod clock;
pub mod confirmation;
pub mod connection;
pub mod db;
pub mod domain;
mod error;
pub mod federation;
pub mod flow;
pub mod form_return;
pub mod health;
pub mod invitation;
pub mod jobs;
pub mod join_request;
pub mod mail;
pub mod me;
pub mod member;
pub mod onboarding;
pub mod organization;
pub mod outbound;
pub mod page;
pub mod password;
pub mod person;
mod proof_of_work;
pub mod recovery;
pub mod role;
mod seat;
pub mod secret;
pub mod seed;
pub mod session;
pub mod sign_in;
pub mod sign_in_policy;
pub mod sign_up;
pub mod spreadsheet;
pub mod switcher;
pub mod throttle;
mod vault;
pub mod zone;

pub use error::{Error, Fields, Result, chain};

use std::{num::NonZeroUsize, sync::Arc};

/// Everything a verb may need beside what it is told: the database, the time, chance, the server's key and how it is set up.
/// Cheap to clone.
#[derive(Debug, Clone)]
pub struct Portal {
    pub db: db::Db,
    pub clock: clock::Clock,
    pub chance: chance::Chance,
    pub key: secret::ServerKey,
    /// The key before it, while secrets at rest may still be sealed under it.
    pub key_before: Option<secret::ServerKey>,
    /// Hashes and checks passwords, as many at once as there are cores.
    pub passwords: password::Pool,
    /// Checks and makes signatures, as many at once as there are cores.
    pub signatures: federation::Signatures,
    pub settings: Arc<Settings>,
    /// The way out: names that are looked up, pages that are fetched.
    pub outbound: outbound::Outbound,
    /// The larger whole that what is being done belongs to: a `traceparent` (W3C Trace Context). Later work carries it on.
    pub trace: Option<Arc<str>>,
}

/// What the operator decides about the product, once, at start.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where browsers reach the portal, without a trailing slash; every link in a mail begins with it.
    pub origin: String,
    /// The vendor's name, as people read it.
    pub vendor: String,
    /// Where to read the terms that a sign-up accepts, and their version.
    pub terms_url: String,
    pub terms_version: String,
    /// Where to read the privacy notice.
    pub privacy_url: String,
    /// Whether this is a production portal: no development mailbox, `__Host-` cookies.
    pub production: bool,
    /// Whether mail stays here, to be read at `/dev/mailbox`; never in production.
    pub mailbox: bool,
}

impl Portal {
    pub fn new(db: db::Db, clock: clock::Clock, chance: chance::Chance, key: secret::ServerKey, settings: Settings) -> Self {
        let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Self {
            db,
            clock,
            chance,
            key,
            key_before: None,
            passwords: password::Pool::new(cores),
            signatures: federation::Signatures::new(cores),
            settings: Arc::new(settings),
            outbound: outbound::Outbound::default(),
            trace: None,
        }
    }
}
