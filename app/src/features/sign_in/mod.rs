//! Signing in: address first, then the same page for everybody; a code by mail instead of the password.

mod address_page;
mod api;
mod code_page;
mod organization_page;
mod password_page;
mod ways_page;

pub use address_page::address_page;
pub use api::SignOut;
pub use code_page::code_page;
pub use organization_page::organization_page;
pub(crate) use organization_page::ways_in;
pub use password_page::password_page;
pub use ways_page::ways_page;
