use super::Worker;
use crate::{
    Result,
    mail::{AddressChanged, Doing},
    person,
};
use contract::{EmailAddress, PersonId};

/// Tells one of a person's two addresses that they moved.
pub(super) async fn run(worker: &Worker, person: PersonId, to: &EmailAddress, before: &str, after: &str, doing: &Doing) -> Result<()> {
    let portal = &worker.portal;
    let Some(known) = person::find(&portal.db.worker, person).await? else { return Ok(()) };
    let letter = AddressChanged { before, after, doing }.letter(known.locale, &known.zone, &portal.settings.vendor);
    worker.postman.send(portal, to, &letter).await
}
