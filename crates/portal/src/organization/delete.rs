use super::{
    model::{FORTNIGHT, REMINDED_BEFORE, RESTS_FOR, is_the_name},
    sql,
};
use crate::{
    Error, Portal, Result,
    access::{Can, acting, permission::DeleteOrganization},
    audit::{Actor, Event, Unrecorded},
    db::TenantTx,
    jobs::{Job, OwnerNews},
    mail::Doing,
    seat,
};
use contract::{Flaw, OrgId, Rule};
use time::OffsetDateTime;

/// Begins the fortnight after which the organisation and everything in it is gone. It works as before until then, and every
/// owner hears of it now and again before the end. Answers when that is.
///
/// # Errors
/// Field `confirmation`: `Wrong` unless it is the organisation's · `Conflict(NotInThatState)` when it is scheduled already.
pub async fn schedule_deletion(can: &Can<DeleteOrganization>, typed_name: &str) -> Result<OffsetDateTime> {
    let (mut tx, org) = (can.begin().await?, can.org_id());
    seat::lock(&mut tx).await?;
    acting::<DeleteOrganization>(&mut tx, can.membership()).await?;
    let settings = sql::settings(tx.conn(), org).await?;
    if !is_the_name(typed_name, &settings.name) {
        return Err(Error::field("confirmation", if typed_name.trim().is_empty() { Flaw::Missing } else { Flaw::Wrong }));
    }
    if settings.delete_after.is_some() {
        return Err(Error::Conflict(Rule::NotInThatState));
    }
    let delete_after = tx.now() + FORTNIGHT;
    sql::set_delete_after(tx.conn(), org, Some(delete_after)).await?;
    for owner in sql::owners(tx.conn(), org).await? {
        let news = OwnerNews::DeletionScheduled { by: can.actor.name.clone(), doing: Doing::of(&can.actor.origin, tx.now()), delete_after };
        tx.enqueue(Job::MailOwner { org, member: owner.member, news }).await?;
    }
    tx.enqueue_at(delete_after - REMINDED_BEFORE, Job::RemindOfDeletion { org, delete_after }).await?;
    tx.enqueue_at(delete_after, Job::DeleteOrganization { org, delete_after }).await?;
    tx.commit(Event::DeletionScheduled { delete_after }).await?;
    Ok(delete_after)
}

/// Keeps the organisation after all. What waits for the end finds that there is none.
///
/// # Errors
/// `Conflict(NotInThatState)` when nothing is scheduled.
pub async fn cancel_deletion(can: &Can<DeleteOrganization>) -> Result<()> {
    let (mut tx, org) = (can.begin().await?, can.org_id());
    seat::lock(&mut tx).await?;
    acting::<DeleteOrganization>(&mut tx, can.membership()).await?;
    let delete_after = sql::settings(tx.conn(), org).await?.delete_after;
    if delete_after.is_none() {
        return Err(Error::Conflict(Rule::NotInThatState));
    }
    sql::set_delete_after(tx.conn(), org, None).await?;
    for owner in sql::owners(tx.conn(), org).await? {
        let news = OwnerNews::DeletionCancelled { by: can.actor.name.clone(), doing: Doing::of(&can.actor.origin, tx.now()) };
        tx.enqueue(Job::MailOwner { org, member: owner.member, news }).await?;
    }
    tx.commit(Event::DeletionCancelled { delete_after }).await
}

/// Tells whoever is an owner by then, unless it was cancelled or put off.
pub(crate) async fn remind_of_deletion(portal: &Portal, org: OrgId, delete_after: OffsetDateTime) -> Result<()> {
    let mut tx = TenantTx::open(portal, &portal.db.worker, org, Actor::portal()).await?;
    if !sql::is_to_be_deleted(tx.conn(), org, delete_after).await? {
        return Ok(());
    }
    for owner in sql::owners(tx.conn(), org).await? {
        let news = OwnerNews::DeletionReminder { delete_after };
        tx.enqueue(Job::MailOwner { org, member: owner.member, news }).await?;
    }
    tx.commit_unrecorded(Unrecorded::MailBookkeeping).await
}

/// Ends the organisation and everything in it, unless it was cancelled or put off. People stay: they are nobody's. Its addresses rest.
pub(crate) async fn delete(portal: &Portal, org: OrgId, delete_after: OffsetDateTime) -> Result<()> {
    let mut tx = TenantTx::open(portal, &portal.db.worker, org, Actor::portal()).await?;
    if !sql::is_to_be_deleted(tx.conn(), org, delete_after).await? {
        return Ok(());
    }
    let name = sql::settings(tx.conn(), org).await?.name;
    for owner in sql::owners(tx.conn(), org).await? {
        tx.enqueue(Job::MailOrganizationDeleted { person: owner.person, name: name.clone() }).await?;
    }
    // Links in old mails go on leading there: to nothing, until nobody expects anything of them.
    let until = tx.now() + RESTS_FOR;
    sql::rest_slugs(tx.conn(), org, until).await?;
    sql::delete(tx.conn(), org).await?;
    tx.commit_unrecorded(Unrecorded::OrganizationDeleted).await?;
    tracing::info!(%org, "an organisation was deleted at the end of its fortnight");
    Ok(())
}
