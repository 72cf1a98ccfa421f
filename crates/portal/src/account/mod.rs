//! A person's own account: profile, address, password, sessions, record. No organisation has a say in it (DECISIONS 1).

mod address;
mod password;
mod profile;
mod record;
mod sessions;
mod sql;

pub use address::{AddressChange, Proofs, cancel_address_change, change_address, confirm_address, mail_address_codes, resume_address_change};
pub use password::{change_password, has_password};
pub use profile::{Profile, change_profile, profile};
pub use record::{Page, Recorded, record};
pub use sessions::{OwnSession, revoke, sessions, sign_out, sign_out_everywhere};
pub(crate) use sql::end_sessions;
