//! The test lab: a real round trip that lets nobody in, and check by check what came of it. The sign-in log shows its entries by the
//! same parts.

mod decision;
mod history;
mod link_page;
mod page;
mod received;
mod result;
mod table;
mod ticket;

pub use link_page::link_page;
pub use page::test_page;

pub(super) use decision::would_happen;
pub(super) use received::received;
pub(super) use table::{Mend, table};
pub(super) use ticket::{ticket, written};
