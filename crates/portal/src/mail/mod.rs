//! Mails: each a struct in its own file that yields a [`Letter`] in the reader's language.

mod address_changed;
mod address_code;
mod address_taken;
mod current_address_code;
mod doing;
mod invitation_code;
mod letter;
pub mod mailbox;
mod moment;
mod password_changed;
mod postman;
mod recovery_code;
mod recovery_unknown;
mod sign_in_code;
mod sign_in_unknown;
mod sign_up_code;
mod sign_up_known;

pub use address_changed::AddressChanged;
pub use address_code::AddressCode;
pub use address_taken::AddressTaken;
pub use current_address_code::CurrentAddressCode;
pub use doing::Doing;
pub use invitation_code::InvitationCode;
pub use letter::{Button, Letter};
pub use password_changed::PasswordChanged;
pub use postman::Postman;
pub use recovery_code::RecoveryCode;
pub use recovery_unknown::RecoveryUnknown;
pub use sign_in_code::SignInCode;
pub use sign_in_unknown::SignInUnknown;
pub use sign_up_code::SignUpCode;
pub use sign_up_known::SignUpKnown;
