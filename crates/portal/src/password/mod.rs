//! Passwords: what is taken for one, and the bounded pool that hashes and checks them.

mod model;
mod pool;

pub use model::{Password, PasswordHash};
pub use pool::{Pool, Share};
