use super::Worker;
use crate::{Result, bulk};
use contract::{BulkId, OrgId};

/// Works through some rows of a bulk act, and leaves the rest to the next job.
pub(super) async fn run(worker: &Worker, org: OrgId, id: BulkId) -> Result<()> {
    bulk::work(&worker.portal, org, id).await
}
