use super::Worker;
use crate::{Error, Result, mail::RequirementAnnounced, sign_in_policy};
use contract::{EmailAddress, MembershipId, OrgId};
use time::OffsetDateTime;

/// Tells one of those who must use single sign-on from then on, unless it isn't so any more.
pub(super) async fn run(worker: &Worker, org: OrgId, member: MembershipId, from: OffsetDateTime) -> Result<()> {
    let portal = &worker.portal;
    let Some(told) = sign_in_policy::told(portal, org, member, from).await? else { return Ok(()) };
    let address = EmailAddress::parse(&told.address).map_err(|flaw| Error::internal(flaw.to_string()))?;
    let page = format!("{}/o/{}", portal.settings.origin, told.org_slug);
    let letter = RequirementAnnounced { org: &told.org_name, by: &told.connections.join(", "), from, page }.letter(told.locale, &told.zone);
    worker.postman.send(portal, &address, &letter).await
}
