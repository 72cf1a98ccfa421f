//! Tests' world: a database each, people with names, a clock to move, a mailbox to read.
//!
//! Everything here panics when it fails: it is for tests.

mod cast;
mod crowd;
mod database;
mod events;
mod federation;
mod kept;
mod mailbox;
mod portal;
mod session;
mod work;

pub use cast::{PASSWORD, Person, stranger};
pub use crowd::Crowd;
pub use database::Database;
pub use events::one_of_every_kind;
pub use kept::Kept;
pub use mailbox::Mail;
pub use portal::TestPortal;
pub use work::Work;
