//! The sign-in policy: the organisation's own page, being led to the provider, and requiring single sign-on.

mod api;
mod owners;
mod page;
mod preflight;
mod requirement;
mod ways_in;

pub use page::page;
