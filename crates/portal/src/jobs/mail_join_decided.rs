use super::Worker;
use crate::{Result, db::TenantRead, join_request, mail, person};
use contract::{OrgId, RequestId, Role};

/// Tells somebody how their request was decided.
pub(super) async fn run(worker: &Worker, org: OrgId, id: RequestId, approved: Option<&[Role]>) -> Result<()> {
    let portal = &worker.portal;
    let asked = {
        let mut read = TenantRead::open(&portal.db.worker, org).await?;
        let Some(asked) = join_request::to_mail(read.conn(), org, id).await? else { return Ok(()) };
        asked
    };
    let Some(reader) = person::find(&portal.db.worker, asked.person).await? else { return Ok(()) };
    let link = format!("{}/o/{}", portal.settings.origin, asked.org_slug);
    let letter = mail::JoinDecided { org: &asked.org_name, approved, link }.letter(reader.locale);
    worker.postman.send(portal, &reader.address, &letter).await
}
