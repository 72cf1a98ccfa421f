use super::Worker;
use crate::{
    Result,
    db::TenantRead,
    domain::{self, State},
    mail::{DomainLost, DomainMissing},
};
use contract::{DomainId, MembershipId, OrgId};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// What those who manage a domain hear of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum DomainNews {
    /// Its proof is gone; unless it comes back until then, the domain is lost.
    Missing {
        #[serde(with = "time::serde::rfc3339")]
        until: OffsetDateTime,
    },
    Lost,
}

/// Tells one of them, unless it isn't so any more.
pub(super) async fn run(worker: &Worker, org: OrgId, id: DomainId, to: MembershipId, news: &DomainNews) -> Result<()> {
    let portal = &worker.portal;
    let told = {
        let mut read = TenantRead::open(&portal.db.worker, org).await?;
        domain::to_mail(read.conn(), org, id, to).await?
    };
    let Some(told) = told else { return Ok(()) };
    let (name, org) = (told.domain.unicode(), told.org_name.as_str());
    let page = format!("{}/o/{}/domains/{id}", portal.settings.origin, told.org_slug);
    let letter = match (news, told.state) {
        (DomainNews::Missing { until }, State::Missing) => DomainMissing { domain: &name, org, until: *until, page }.letter(told.locale, &told.zone),
        (DomainNews::Lost, State::Lost) => DomainLost { domain: &name, org, page }.letter(told.locale),
        _ => return Ok(()),
    };
    worker.postman.send(portal, &told.address, &letter).await
}
