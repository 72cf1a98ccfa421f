//! One act over many: a snapshot of what was selected, worked through by a job row by row, each row under the rules of the
//! single act and the rights its starter has at that moment, with an outcome of its own (DECISIONS 21).

mod forget;
mod look;
mod model;
mod sql;
mod sql_look;
mod start;
mod work;

pub use forget::KEPT_FOR;
pub(crate) use forget::forget;
pub use look::{Progress, RowOutcome, look};
pub use model::{Act, InvitationAct, MOST, MemberAct, Selection};
pub(crate) use start::invite_list;
pub use start::{on_invitations, on_members};
pub(crate) use work::work;
