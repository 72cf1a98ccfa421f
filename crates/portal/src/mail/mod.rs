//! Mails: each a struct in its own file that yields a [`Letter`] in the reader's language.

mod letter;
mod postman;

pub use letter::{Button, Letter};
pub use postman::Postman;
