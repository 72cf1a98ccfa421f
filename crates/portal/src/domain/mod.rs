//! Domains: an organisation says which are its own and proves it by publishing a value, in the DNS or on its web server; we look for
//! it until it is there, and every day from then on. A domain is proven by one organisation at a time.

mod add;
mod check;
mod list;
mod look;
mod mistake;
mod model;
mod name;
mod play;
mod policy;
mod remove;
mod sql;

pub use add::{MOST_AT_ONCE, add};
pub(crate) use check::check_due;
pub use check::{Checked, check_now};
pub use list::{Check, Domain, find, last_check, list};
pub use look::{File, Look, has};
pub use mistake::Mistake;
pub use model::{Change, GRACE, Method, PATIENCE, Policy, State, Step};
pub use name::{DomainName, Endings, entries};
pub use play::{play, played};
pub use policy::set_policy;
pub use remove::remove;
pub(crate) use sql::to_mail;
