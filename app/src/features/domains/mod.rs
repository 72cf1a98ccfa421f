//! Domains: which there are, how each is proven, and what its people may do.

mod add_page;
mod api;
mod list_page;
mod look;
mod mistake;
mod one_page;
pub(super) mod path;
mod play;
mod policy;
mod publish;
mod remove_page;
mod state;

pub use add_page::add_page;
pub use list_page::list_page;
pub use one_page::one_page;
pub use remove_page::remove_page;
pub(super) use state::state_badge;
