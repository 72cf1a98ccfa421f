//! The people of an organisation.

mod list_page;

pub use list_page::list_page;
