//! CSV, as spreadsheets write it and may read it.

mod read;
mod write;

pub(crate) use read::read;
pub use write::{cell, line};
