//! Asking to join: offered to people whose proven address shares an owner's domain, where the organisation has switched it on
//! (DECISIONS 5); decided by those who may.

mod ask;
mod decide;
mod list;
mod sql;

pub(crate) use ask::ask_proven;
pub(crate) use ask::settle;
pub use ask::{Outcome, OwnRequest, Welcoming, ask, own, welcoming, withdraw};
pub use decide::{approve, decline};
pub use list::{Request, count, edge, list, may_be_asked};
pub(crate) use sql::to_mail;
