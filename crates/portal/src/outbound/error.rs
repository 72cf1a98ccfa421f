use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// Why something was not fetched. Says to an administrator what happened on the way, with nothing of what the answer held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum FetchError {
    /// It is no https URL, or one with a name and password in it.
    #[error("not an https address")]
    Parse,
    /// The host has no address, or its name servers said nothing.
    #[error("{host} has no address")]
    Dns { host: String },
    /// The host's address isn't of the public internet.
    #[error("{address} is not a public address")]
    Private { address: IpAddr },
    #[error("no connection: {reason}")]
    Connect { reason: String },
    /// The certificate isn't valid for the host, or the two speak no common TLS.
    #[error("no secure connection: {reason}")]
    Tls { reason: String },
    /// What answered doesn't speak HTTP.
    #[error("not HTTP: {reason}")]
    Http { reason: String },
    #[error("answered with status {status}")]
    Status { status: u16 },
    /// It leads elsewhere, and nobody is followed there.
    #[error("leads elsewhere, to {to}")]
    Redirect { to: String },
    /// More than [`super::MOST_BYTES`].
    #[error("too large")]
    Size,
    /// Longer than [`super::MOST_TIME`].
    #[error("took too long")]
    Time,
}

/// How far a fetch came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Parse,
    Dns,
    Private,
    Connect,
    Tls,
    Http,
    Status,
    Redirect,
    Size,
    Time,
}

impl FetchError {
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Parse => Stage::Parse,
            Self::Dns { .. } => Stage::Dns,
            Self::Private { .. } => Stage::Private,
            Self::Connect { .. } => Stage::Connect,
            Self::Tls { .. } => Stage::Tls,
            Self::Http { .. } => Stage::Http,
            Self::Status { .. } => Stage::Status,
            Self::Redirect { .. } => Stage::Redirect,
            Self::Size => Stage::Size,
            Self::Time => Stage::Time,
        }
    }
}
