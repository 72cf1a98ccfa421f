//! What an organisation asks of those who come in: whether its own sign-in page shows, whether addresses at its domains are led to its
//! identity provider, and whether single sign-on is required. Requiring it is prepared, announced, and then holds by the clock alone.

mod announce;
mod break_glass;
mod look;
mod model;
mod require;
mod sql;
mod strand;
mod switch;

pub(crate) use announce::{announce, told};
pub(crate) use break_glass::end_with_role;
pub use break_glass::{keep, take_back};
pub use look::{policy, preflight};
pub use model::{DomainLine, EXERCISED_WITHIN, Notice, Obstacle, OwnerLine, Policy, Preflight, Requirement, TESTED_WITHIN};
pub use require::{require, stop};
pub(crate) use strand::strands_nobody;
pub use switch::{lead_to_provider, show_own_page};
