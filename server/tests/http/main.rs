//! The portal as browsers, programs and attackers meet it: over HTTP, on a database of each test's own.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod acceptance;
mod activity;
mod browser;
mod busy;
mod cookies;
mod crowded;
mod demo;
mod domains;
mod door;
mod endpoints;
mod export;
mod forms;
mod functions;
mod german;
mod headers;
mod host;
mod hostile;
mod invitations;
mod joining;
mod life;
mod log;
mod mailbox;
mod members;
mod needs;
mod organizations;
mod plumbing;
mod practice;
mod problems;
mod same_origin;
mod settings;
mod single_sign_on;
mod site;
mod taking_over;
mod visitors;
