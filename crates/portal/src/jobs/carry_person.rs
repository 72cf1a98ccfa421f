use super::Worker;
use crate::{Result, member};
use contract::PersonId;

/// Brings a person's new name or address to where lists keep it.
pub(super) async fn run(worker: &Worker, person: PersonId) -> Result<()> {
    member::rename(&worker.portal, person).await
}
