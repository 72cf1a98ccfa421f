//! What the forms of connections call.

mod keys;
mod life;
mod setup;
mod test;
mod values;

pub use keys::*;
pub use life::*;
pub use setup::*;
pub use test::*;
pub use values::*;

use contract::ConnectionId;
use portal::{Error, Result};

/// An act on a connection as a whole; what it refuses is told at the head of whichever page it came from.
pub(super) const ACT: &str = "connections/act";

fn read(connection: &str) -> Result<ConnectionId> {
    connection.parse().map_err(|_| Error::NotFound)
}
