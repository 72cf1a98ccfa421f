//! Who is asking, where, and what they may do. [`Can`] is the only way to a tenant's data from outside this crate.

mod acting;
mod admission;
mod can;
mod enter;
pub mod permission;
mod visitor;

pub(crate) use acting::acting;
pub use can::Can;
pub use enter::{OrgContext, OrgHere, OrgStatus};
pub use permission::Grants;
pub use visitor::{SignedIn, Visitor};
