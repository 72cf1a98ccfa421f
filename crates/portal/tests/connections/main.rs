//! Connections: set up step by step, tested before they serve, changed in one act and taken back in another; and nobody else's business.

mod isolation;
mod keys;
mod life;
mod metadata;
mod oidc;
mod provider;
mod races;
mod refresh;
mod rights;
mod secrets;
mod setup;
mod world;
