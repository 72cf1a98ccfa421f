//! Passwords: what is taken for one, and the bounded pool that hashes and checks them.

mod attempt;
mod model;
mod pool;

pub(crate) use attempt::attempt;
pub use model::{Password, PasswordHash};
pub use pool::{Pool, Share};
