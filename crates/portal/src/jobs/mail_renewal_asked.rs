use super::Worker;
use crate::{Result, db::TenantRead, invitation, mail, member, person};
use contract::{InvitationId, MembershipId, OrgId};

/// Tells one of those who can send it again that an invitation is still wanted.
pub(super) async fn run(worker: &Worker, org: OrgId, id: InvitationId, to: MembershipId) -> Result<()> {
    let portal = &worker.portal;
    let (offer, reader) = {
        let mut read = TenantRead::open(&portal.db.worker, org).await?;
        let Some(reader) = member::person_of_active(read.conn(), org, to).await? else { return Ok(()) };
        let Some(offer) = invitation::offer(read.conn(), org, id, portal.clock.now()).await? else { return Ok(()) };
        (offer, reader)
    };
    let Some(reader) = person::find(&portal.db.worker, reader).await? else { return Ok(()) };
    let link = format!("{}/o/{}/members/invitations/{id}", portal.settings.origin, offer.org_slug);
    let has_expired = offer.expires_at <= portal.clock.now();
    let letter = mail::RenewalAsked { address: offer.address.as_str(), org: &offer.org_name, has_expired, link }.letter(reader.locale);
    worker.postman.send(portal, &reader.address, &letter).await
}
