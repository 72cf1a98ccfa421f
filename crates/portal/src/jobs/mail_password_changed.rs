use super::Worker;
use crate::{
    Result,
    mail::{Doing, PasswordChanged},
    person,
};
use contract::PersonId;

/// Tells somebody that their password was changed.
pub(super) async fn run(worker: &Worker, person: PersonId, doing: &Doing) -> Result<()> {
    let portal = &worker.portal;
    let Some(known) = person::find(&portal.db.worker, person).await? else { return Ok(()) };
    let recovery = format!("{}/recovery", portal.settings.origin);
    let letter = PasswordChanged { doing, recovery }.letter(known.locale, &known.zone, &portal.settings.vendor);
    worker.postman.send(portal, &known.address, &letter).await
}
