//! The portal as browsers, programs and attackers meet it: over HTTP, on a database of each test's own.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod browser;
mod door;
mod forms;
mod headers;
mod host;
mod life;
mod log;
mod mailbox;
mod plumbing;
mod problems;
mod same_origin;
mod site;
mod visitors;
