//! The record as people see it: listed newest first, filtered, exported. Written by [`crate::audit`].

mod about;
mod entry;
mod export;
mod filter;
mod list;
mod period;
mod sql;

pub use about::{about, recent};
pub use entry::{By, Entry};
pub use export::{Export, Format, export};
pub use filter::{About, Filter};
pub use list::{Cursor, Page, list};
pub use period::Period;
