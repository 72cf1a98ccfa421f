//! One's own account: profile, address, password, sessions, record. Pages outside every organisation (DECISIONS 1).

mod address_page;
mod api;
mod password_page;
mod profile_page;
mod record_page;
mod room;
mod sessions_page;

pub use address_page::address_page;
pub use password_page::password_page;
pub use profile_page::profile_page;
pub use record_page::record_page;
pub use sessions_page::sessions_page;
