//! What people see. Compiled twice: for the host with `ssr` (everything), and for wasm with `hydrate` (islands and the
//! server functions they call; pages, words and the portal itself stay on the server).

#![cfg_attr(not(test), warn(clippy::expect_used, clippy::panic, clippy::unwrap_used))]

#[cfg(feature = "ssr")]
pub mod cookie;
pub mod error;
pub mod features;
#[cfg(feature = "ssr")]
pub mod form;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod ssr;
#[cfg(feature = "ssr")]
pub mod ui;
