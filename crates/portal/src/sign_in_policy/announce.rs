use super::sql;
pub(crate) use super::sql::Told;
use crate::{
    Portal, Result,
    audit::{Actor, Unrecorded},
    db::{TenantRead, TenantTx},
    jobs::Job,
};
use contract::{MembershipId, OrgId};
use time::OffsetDateTime;

/// Leaves a mail for everybody concerned, a thousand at a time.
pub(crate) async fn announce(portal: &Portal, org: OrgId, from: OffsetDateTime, after: Option<MembershipId>) -> Result<()> {
    let mut tx = TenantTx::open(portal, &portal.db.worker, org, Actor::portal()).await?;
    if sql::policy(tx.conn(), org).await?.required_from != Some(from) {
        return Ok(()); // another day, or none, since
    }
    let concerned = sql::concerned(tx.conn(), org, after).await?;
    let Some(last) = concerned.last().copied() else { return Ok(()) };
    for member in concerned {
        tx.enqueue(Job::MailRequirement { org, member, from }).await?;
    }
    tx.enqueue(Job::AnnounceRequirement { org, from, after: Some(last) }).await?;
    tx.commit_unrecorded(Unrecorded::MailBookkeeping).await
}

/// What to tell one of them, if still anything.
pub(crate) async fn told(portal: &Portal, org: OrgId, member: MembershipId, from: OffsetDateTime) -> Result<Option<Told>> {
    let mut read = TenantRead::open(&portal.db.worker, org).await?;
    sql::told(read.conn(), org, member, from).await
}
