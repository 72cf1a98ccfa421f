//! What the pages of the door share: the room around them, codes and their resending, what went wrong, and the way in.

mod code_flaw;
mod introduction;
mod let_in;
mod let_out;
mod room;
mod send_again;
mod went_wrong;

pub use code_flaw::{address_flaw, code_flaw, roles_flaw, slug_flaw};
pub use introduction::{introduction, introduction_fields};
pub use let_in::{let_in, let_in_by};
pub use let_out::let_out;
pub use room::room;
pub use send_again::SendAgain;
pub use went_wrong::{first_of, went_wrong};
