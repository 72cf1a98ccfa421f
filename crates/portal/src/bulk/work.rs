use super::{
    Act, InvitationAct, KEPT_FOR, MemberAct,
    model::InviteeDetail,
    sql::{self, Begun, NotDone, Todo},
};
use crate::{
    Error, Portal, Result,
    audit::{Actor, Events, Unrecorded},
    db::{TenantRead, TenantTx},
    invitation::{self, act::Invitee},
    jobs::Job,
    member,
};
use contract::{BulkId, EmailAddress, InvitationId, MembershipId, OrgId, Rule};
use time::Duration;

/// How many rows one job does before it makes way for other work.
const ROWS_A_JOB: usize = 200;
/// Mails of one act leave this far apart.
const APART: Duration = Duration::milliseconds(100);
/// How often a row is tried that goes wrong for a reason of ours.
const MOST_TRIES: i32 = 3;

/// Works through rows in their order, each in a transaction with its outcome: taken up again after a crash, no row is done twice.
pub(crate) async fn work(portal: &Portal, org: OrgId, id: BulkId) -> Result<()> {
    let begun = {
        let mut read = TenantRead::open(&portal.db.worker, org).await?;
        sql::begun(read.conn(), org, id).await?
    };
    let Some(begun) = begun else { return Ok(()) };
    for _ in 0..ROWS_A_JOB {
        if !work_one(portal, org, id, &begun).await? {
            return Ok(());
        }
    }
    let mut tx = TenantTx::open(portal, &portal.db.worker, org, Actor::portal()).await?;
    tx.enqueue(Job::RunBulk { org, bulk: id }).await?;
    tx.commit_unrecorded(Unrecorded::BulkProgress).await
}

/// One row; `false` when none is left.
async fn work_one(portal: &Portal, org: OrgId, id: BulkId, begun: &Begun) -> Result<bool> {
    let mut tx = TenantTx::open(portal, &portal.db.worker, org, begun.actor.clone()).await?;
    let now = tx.now();
    let Some(row) = sql::take(tx.conn(), org, id).await? else {
        if sql::finish(tx.conn(), org, id, now).await? {
            tx.enqueue_at(now + KEPT_FOR, Job::ForgetBulk { org }).await?;
        }
        tx.commit_unrecorded(Unrecorded::BulkProgress).await?;
        return Ok(false);
    };
    match do_one(tx, id, begun, &row).await {
        Ok(()) => {}
        Err(error) if is_refusal(&error) => {
            let mut tx = TenantTx::open(portal, &portal.db.worker, org, Actor::portal()).await?;
            sql::not_done(tx.conn(), org, id, row.position, NotDone::Refused, &error.into_problem(None)).await?;
            tx.commit_unrecorded(Unrecorded::BulkProgress).await?;
        }
        Err(error @ Error::Internal(_)) => fail(portal, org, id, &row, error).await?,
        Err(error) => return Err(error),
    }
    Ok(true)
}

async fn do_one(mut tx: TenantTx, id: BulkId, begun: &Begun, row: &Todo) -> Result<()> {
    let (org, events) = (tx.org(), act(&mut tx, begun, row).await?);
    sql::done(tx.conn(), org, id, row.position).await?;
    if events.is_empty() { tx.commit_unrecorded(Unrecorded::BulkProgress).await } else { tx.commit(events).await }
}

/// What went wrong is ours. The row is tried again with the job; when that doesn't help, the act goes on without it, and the log has why.
async fn fail(portal: &Portal, org: OrgId, id: BulkId, row: &Todo, error: Error) -> Result<()> {
    let mut tx = TenantTx::open(portal, &portal.db.worker, org, Actor::portal()).await?;
    if row.tries + 1 < MOST_TRIES {
        sql::tried(tx.conn(), org, id, row.position).await?;
        tx.commit_unrecorded(Unrecorded::BulkProgress).await?;
        return Err(error);
    }
    let problem = error.into_problem(Some(portal.chance.reference()));
    sql::not_done(tx.conn(), org, id, row.position, NotDone::Failed, &problem).await?;
    tx.commit_unrecorded(Unrecorded::BulkProgress).await
}

/// Whether the answer is about this row, rather than about the database or us.
fn is_refusal(error: &Error) -> bool {
    !matches!(error, Error::Internal(_) | Error::Unavailable(_))
}

async fn act(tx: &mut TenantTx, begun: &Begun, row: &Todo) -> Result<Events> {
    let by = begun.by;
    let member = MembershipId(row.target);
    let invitation = InvitationId(row.target);
    Ok(match &begun.act {
        Act::Members(MemberAct::Suspend) => member::act::suspend(tx, by, member).await?.into(),
        Act::Members(MemberAct::Reactivate) => member::act::reactivate(tx, by, member).await?.into(),
        Act::Members(MemberAct::Remove) => member::act::remove(tx, by, member).await?,
        // Who lays down a role of their own does so by itself, not as one of many.
        Act::Members(MemberAct::ChangeRoles(_)) if member == by => return Err(Error::Conflict(Rule::Yourself)),
        Act::Members(MemberAct::ChangeRoles(change)) => member::act::change_roles(tx, by, member, change).await?.unwrap_or_default(),
        Act::Invitations(InvitationAct::Resend) => invitation::act::resend(tx, by, invitation, mail_at(tx, begun, row)).await?.into(),
        Act::Invitations(InvitationAct::Revoke) => invitation::act::revoke(tx, by, invitation).await?.into(),
        Act::Invite(terms) => {
            let detail: InviteeDetail = serde_json::from_value(row.detail.clone()).map_err(Error::internal)?;
            let address = EmailAddress::parse(&row.label).map_err(|flaw| Error::internal(flaw.to_string()))?;
            let invitee = Invitee { id: invitation, address, name: detail.name, roles: detail.roles };
            let from = mail_at(tx, begun, row);
            invitation::act::invite_one(tx, by, invitee, terms, from).await?.into()
        }
    })
}

/// When this row's mail is due: in its turn, and not before now.
fn mail_at(tx: &TenantTx, begun: &Begun, row: &Todo) -> time::OffsetDateTime {
    (begun.created_at + APART * row.position).max(tx.now())
}
