//! The page behind a mailed link. Opening the link brings one here and changes nothing; the button does what the code does.

mod api;
mod page;

pub use page::page;
