//! Organisations: how they begin, change, and end.

mod change;
mod delete;
mod found;
mod leave;
mod look;
mod model;
mod relocate;
mod slug;
mod sql;

pub use change::{allow_ask_to_join, allow_copy_links, rename, speak};
pub use delete::{cancel_deletion, schedule_deletion};
pub(crate) use delete::{delete, remind_of_deletion};
pub use found::{Founding, found};
pub use leave::{leave, may_leave};
pub use look::{Deletion, OrgSettings, RetiredSlug, look};
pub use model::{FORTNIGHT, REDIRECTS_FOR, RESTS_FOR};
pub(crate) use relocate::release_slug;
pub use relocate::relocate;
pub use slug::{is_free, suggest};
pub(crate) use sql::{owner, owners};
