//! What the portal is for, a folder each: pages, and the server functions their forms call.

#[cfg(feature = "ssr")]
pub mod home;
#[cfg(feature = "ssr")]
mod house;
#[cfg(feature = "ssr")]
pub mod mailbox;
#[cfg(feature = "ssr")]
pub mod members;
#[cfg(feature = "ssr")]
pub mod roles;
#[cfg(feature = "ssr")]
pub mod start;

#[cfg(feature = "ssr")]
use house::{count_in_words, house};
