use super::Worker;
use crate::{Result, db::TenantRead, join_request, mail, member, person};
use contract::{MembershipId, OrgId, RequestId};

/// Tells one of those who decide that somebody asks to join.
pub(super) async fn run(worker: &Worker, org: OrgId, id: RequestId, to: MembershipId) -> Result<()> {
    let portal = &worker.portal;
    let (asked, reader) = {
        let mut read = TenantRead::open(&portal.db.worker, org).await?;
        let Some(reader) = member::person_of_active(read.conn(), org, to).await? else { return Ok(()) };
        let Some(asked) = join_request::to_mail(read.conn(), org, id).await?.filter(|asked| asked.is_pending) else { return Ok(()) };
        (asked, reader)
    };
    let Some(reader) = person::find(&portal.db.worker, reader).await? else { return Ok(()) };
    let link = format!("{}/o/{}/members/requests", portal.settings.origin, asked.org_slug);
    let letter =
        mail::JoinRequested { name: &asked.name, address: &asked.address, org: &asked.org_name, message: &asked.message, link }.letter(reader.locale);
    worker.postman.send(portal, &reader.address, &letter).await
}
