//! An organisation's settings, how to leave it, and how it ends.

mod api;
mod danger;
mod forms;
mod leave_page;
mod leaving;
mod page;

pub use leave_page::leave_page;
pub(super) use leave_page::path as leave_path;
pub(super) use leaving::leaving;
pub use page::page;
