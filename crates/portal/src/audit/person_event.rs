use crate::session::Proof;
use serde::{Deserialize, Serialize};

/// Something a person did with their own record (DECISIONS 6). No organisation reads it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PersonEvent {
    SignedUp,
    SignedIn { by: Proof },
    SignedOut,
    SignedOutEverywhere,
    SessionRevoked { device: String },
    PasswordChanged,
    PasswordRecovered,
    AddressChanged { before: String, after: String },
    ProfileChanged,
}
