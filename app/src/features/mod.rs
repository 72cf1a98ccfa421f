//! What the portal is for, a folder each: pages, and the server functions their forms call.

#[cfg(feature = "ssr")]
pub mod mailbox;
