//! The organisation's record, as people read it.

mod change;
mod filters;
mod kind;
mod line;
mod page;
mod recent;
mod said;

pub(super) use line::short;
pub use page::page;
pub(super) use recent::{LINES, recent};
