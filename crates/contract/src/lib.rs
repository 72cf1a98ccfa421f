//! The words both sides use: ids, inputs, roles, permissions, problems. No I/O, no clock, clean on wasm.

#![cfg_attr(not(test), warn(clippy::expect_used, clippy::panic, clippy::unwrap_used))]

mod address;
mod connection;
mod id;
mod locale;
mod name;
mod path;
mod permission;
mod problem;
mod role;
mod slug;
mod web_address;

pub use address::EmailAddress;
pub use connection::{Arrival, ConnectionKey, IdentityProvider, NoKey, Protocol};
pub use id::{
    BulkId, ConnectionId, DomainId, DraftId, EventId, FlowId, InvitationId, MembershipId, OrgId, PersonId, RequestId, SessionId, TestId, VersionId,
};
pub use locale::Locale;
pub use name::{ConnectionName, Message, OrgName, PersonName};
pub use path::LocalPath;
pub use permission::Permission;
pub use problem::{FieldProblem, Flaw, Problem, ProblemKind, Rule};
pub use role::Role;
pub use slug::OrgSlug;
