//! The executable's parts: configuration, router, layers, life-cycle. A library, so that tests can reach them.

#![cfg_attr(not(test), warn(clippy::expect_used, clippy::panic, clippy::unwrap_used))]

mod accept;
mod api;
mod assets;
pub mod config;
mod context;
mod dev_mailbox;
mod export;
mod health;
mod link;
pub mod metrics;
mod middleware;
mod pages;
pub mod practice;
mod reference;
pub mod router;
pub mod seed;
pub mod serve;
mod sso;
pub mod telemetry;
mod trace_context;
mod upload;
mod well_known;
