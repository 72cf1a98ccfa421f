//! One act over many, followed row by row: on members, on invitations, and the sending of long lists.

mod page;
mod said;

pub use page::page;

use contract::BulkId;

/// Where an act is followed.
pub(crate) fn bulk_path(org: &str, id: BulkId) -> String {
    format!("/o/{org}/bulk/{id}")
}
