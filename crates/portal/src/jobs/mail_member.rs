use super::Worker;
use crate::{
    Result,
    db::TenantRead,
    mail::{Doing, OwnerNamed, Standing, StandingChanged},
    member::{self, Status},
};
use contract::{MembershipId, OrgId};
use serde::{Deserialize, Serialize};

/// What a member hears of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum MemberNews {
    Suspended,
    Reactivated,
    Removed,
    NamedOwner { doing: Doing },
}

/// Tells them, unless it isn't so any more.
pub(super) async fn run(worker: &Worker, org: OrgId, id: MembershipId, by: &str, news: &MemberNews) -> Result<()> {
    let portal = &worker.portal;
    let found = {
        let mut read = TenantRead::open(&portal.db.worker, org).await?;
        member::to_mail(read.conn(), org, id).await?
    };
    let Some(them) = found else { return Ok(()) };
    let (name, link) = (them.org_name.as_str(), format!("{}/o/{}", portal.settings.origin, them.org_slug));
    let standing = |standing, status| (them.status == status).then_some(standing);
    let standing = match news {
        MemberNews::Suspended => standing(Standing::Suspended, Status::Suspended),
        MemberNews::Reactivated => standing(Standing::Reactivated, Status::Active),
        MemberNews::Removed => standing(Standing::Removed, Status::Removed),
        MemberNews::NamedOwner { doing } if them.status == Status::Active && them.is_owner => {
            let letter = OwnerNamed { org: name, by, doing, link }.letter(them.locale, &them.zone);
            return worker.postman.send(portal, &them.address, &letter).await;
        }
        MemberNews::NamedOwner { .. } => None,
    };
    let Some(standing) = standing else { return Ok(()) };
    let letter = StandingChanged { org: name, by, standing, link }.letter(them.locale);
    worker.postman.send(portal, &them.address, &letter).await
}
