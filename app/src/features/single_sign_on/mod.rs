//! Out to an identity provider and back: the addresses that a sign-in passes through, and the pages that say what came of it.

mod back;
mod change_page;
mod ended;
mod link_page;
mod out;
mod trial;

pub use back::{callback, finish, take_response};
pub use change_page::change_page;
pub use ended::{asked_page, invited_page, log, refused_page};
pub use link_page::link_page;
pub use out::start;
pub use trial::{test_done, test_go, test_page};

use contract::ConnectionKey;
use portal::{Error, Result};

fn key(text: &str) -> Result<ConnectionKey> {
    text.parse().map_err(|_| Error::NotFound)
}
