//! People who ask to join.

mod api;
mod page;

pub use api::{approve_request, decline_request};
pub use page::page;
