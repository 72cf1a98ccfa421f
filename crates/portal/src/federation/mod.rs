//! Signing in by a connection: out to the provider and back, what is believed of the answer, and what follows for the person.
//!
//! The order of trust, which [`saml_answer`], [`oidc_answer`] and [`finish()`] keep: this browser left from here by this connection and hasn't come back yet
//! (`request`); the protocol's own checks (`sso`); once only; the address is of a domain that the organisation has proven (`asserted`), before
//! anybody is looked up; the identifier is one to recognise somebody by (`facts`); and then `decide`, which is a table, and `apply`, which is one
//! transaction. A test takes the same way up to the decision, and writes that down instead of doing it.

mod apply;
mod asserted;
mod begin;
mod decide;
mod facts;
mod finish;
mod health;
pub mod link;
pub mod log;
mod model;
mod oidc;
mod preview;
mod report;
mod request;
mod saml;
mod settle;
mod signatures;
mod take_issuer;
pub mod tests;

pub use begin::{Outgoing, To, begin, begin_test};
pub use finish::{Finished, finish};
pub use health::{Health, health};
pub use model::{Decision, Line, Refusal, Report, RoleChange, Verdict};
pub use oidc::oidc_answer;
pub use preview::{Preview, preview};
pub use request::{ANSWERED_WITHIN, Kept, PROVEN_WITHIN};
pub use saml::{Posted, saml_answer};
pub use signatures::Signatures;
pub use take_issuer::take_issuer;

use contract::{LocalPath, PersonId, SessionId};

/// What an answer of a provider came to, for the browser that brought it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Answered {
    /// Somebody is proven. Their browser goes on to [`finish()`], with the cookie that it has.
    Proven,
    /// It was a test.
    Tested,
    /// What the person may know: where those who may know more find it.
    Refused { reference: String },
    /// It began at the provider; it begins anew from here.
    Restart,
}

/// Somebody was proven by a connection just now. The web layer makes a session of it, under this handle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedInBy {
    pub person: PersonId,
    pub session: SessionId,
    /// Where they were going, else their organisation.
    pub next: Option<LocalPath>,
}
