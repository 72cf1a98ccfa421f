use super::Worker;
use crate::{Result, mail::OrganizationDeleted, person};
use contract::PersonId;

/// Tells somebody that what they owned is gone.
pub(super) async fn run(worker: &Worker, person: PersonId, name: &str) -> Result<()> {
    let portal = &worker.portal;
    let Some(known) = person::find(&portal.db.worker, person).await? else { return Ok(()) };
    let letter = OrganizationDeleted { org: name }.letter(known.locale, &portal.settings.vendor);
    worker.postman.send(portal, &known.address, &letter).await
}
