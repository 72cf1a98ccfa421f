use super::Worker;
use crate::{
    Result,
    db::TenantRead,
    mail::{DeletionCancelled, DeletionReminder, DeletionScheduled, Doing, GlassBroken},
    organization,
};
use contract::{MembershipId, OrgId};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// What an owner hears of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum OwnerNews {
    DeletionScheduled {
        by: String,
        doing: Doing,
        #[serde(with = "time::serde::rfc3339")]
        delete_after: OffsetDateTime,
    },
    DeletionReminder {
        #[serde(with = "time::serde::rfc3339")]
        delete_after: OffsetDateTime,
    },
    DeletionCancelled {
        by: String,
        doing: Doing,
    },
    /// One of them came in by a factor of their own while single sign-on is required.
    GlassBroken {
        by: String,
        doing: Doing,
    },
}

/// Tells one owner, unless they are none any more.
pub(super) async fn run(worker: &Worker, org: OrgId, member: MembershipId, news: &OwnerNews) -> Result<()> {
    let portal = &worker.portal;
    let found = {
        let mut read = TenantRead::open(&portal.db.worker, org).await?;
        organization::owner(read.conn(), org, member).await?
    };
    let Some(owner) = found else { return Ok(()) };
    let (name, locale, zone) = (owner.org_name.as_str(), owner.locale, owner.zone.as_str());
    let settings = format!("{}/o/{}/settings", portal.settings.origin, owner.org_slug);
    let letter = match news {
        OwnerNews::DeletionScheduled { by, doing, delete_after } => {
            DeletionScheduled { org: name, by, delete_after: *delete_after, doing, settings }.letter(locale, zone)
        }
        OwnerNews::DeletionReminder { delete_after } => DeletionReminder { org: name, delete_after: *delete_after, settings }.letter(locale, zone),
        OwnerNews::DeletionCancelled { by, doing } => DeletionCancelled { org: name, by, doing }.letter(locale, zone),
        OwnerNews::GlassBroken { by, doing } => {
            let activity = format!("{}/o/{}/activity", portal.settings.origin, owner.org_slug);
            GlassBroken { org: name, by, doing, activity }.letter(locale, zone)
        }
    };
    worker.postman.send(portal, &owner.address, &letter).await
}
