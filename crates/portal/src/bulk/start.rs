use super::{
    Act, InvitationAct, MemberAct, Selection,
    model::{InviteeDetail, check_total},
    sql,
};
use crate::{
    Error, Result,
    access::{
        Can, Grants,
        permission::{InvitePeople, ManageMembers},
    },
    audit::Event,
    db::{TenantTx, jsonb},
    invitation::{self, Terms, act::Invitee},
    jobs::Job,
    member::{self, RoleChange},
    throttle::{self, Key, limits},
};
use contract::{BulkId, Flaw, Rule};
use time::Duration;

/// How many acts of one organisation are worked through at once: others wait for the same workers.
const MOST_UNDER_WAY: i64 = 3;
/// An act that has taken longer than its job is tried keeps nobody from beginning another.
const GIVEN_UP: Duration = Duration::DAY;

/// Begins an act on members. What is selected is kept in one statement; the rest is later work.
///
/// # Errors
/// Field `ids`: `Missing` when nobody is selected, `TooMany` · field `roles`: `Missing` · `Conflict(ActsUnderWay)` · `Limited` after very many
/// in an hour.
pub async fn on_members(can: &Can<ManageMembers>, act: MemberAct, selection: &Selection<member::Filter>) -> Result<BulkId> {
    if let MemberAct::ChangeRoles(RoleChange::Set(roles) | RoleChange::Add(roles) | RoleChange::Take(roles)) = &act
        && roles.is_empty()
    {
        return Err(Error::field("roles", Flaw::Missing));
    }
    let mut tx = can.begin().await?;
    let id = begin(&mut tx, can, &Act::Members(act.clone())).await?;
    let (org, now) = (tx.org(), tx.now());
    let total = match selection {
        Selection::These(ids) => sql::select_members(tx.conn(), org, id, ids).await?,
        Selection::Matching(filter) => sql::select_matching_members(tx.conn(), org, id, filter, now).await?,
    };
    commit(tx, id, &Act::Members(act), total).await
}

/// Begins an act on invitations.
///
/// # Errors
/// Field `ids`: `Missing`, `TooMany` · `Conflict(ActsUnderWay)` · `Limited`.
pub async fn on_invitations(can: &Can<InvitePeople>, act: InvitationAct, selection: &Selection<invitation::Filter>) -> Result<BulkId> {
    let mut tx = can.begin().await?;
    let id = begin(&mut tx, can, &Act::Invitations(act)).await?;
    let (org, now) = (tx.org(), tx.now());
    let total = match selection {
        Selection::These(ids) => sql::select_invitations(tx.conn(), org, id, ids).await?,
        Selection::Matching(filter) => sql::select_matching_invitations(tx.conn(), org, id, filter, now).await?,
    };
    commit(tx, id, &Act::Invitations(act), total).await
}

/// Begins to invite a long list, in the transaction that has read it.
pub(crate) async fn invite_list(mut tx: TenantTx, can: &Can<InvitePeople>, people: &[Invitee], terms: &Terms) -> Result<BulkId> {
    let act = Act::Invite(terms.clone());
    let id = begin(&mut tx, can, &act).await?;
    let org = tx.org();
    let mut details = Vec::with_capacity(people.len());
    for invitee in people {
        let detail = InviteeDetail { name: invitee.name.clone(), roles: invitee.roles.clone() };
        details.push(jsonb(&detail)?);
    }
    let total = sql::select_invitees(tx.conn(), org, id, people, &details).await?;
    commit(tx, id, &act, total).await
}

async fn begin<P: Grants>(tx: &mut TenantTx, can: &Can<P>, act: &Act) -> Result<BulkId> {
    let (org, now, id) = (tx.org(), tx.now(), tx.new_id());
    // Its counter is held until this commits, so acts of one organisation begin one after the other.
    throttle::count(tx.conn(), now, &[(limits::BULK_OF_ORGANIZATION, Key::org(org))]).await?;
    if sql::under_way(tx.conn(), org, now - GIVEN_UP).await? >= MOST_UNDER_WAY {
        return Err(Error::Conflict(Rule::ActsUnderWay));
    }
    sql::insert(tx.conn(), org, id, act, can.membership(), &can.actor.origin, now).await?;
    Ok(id)
}

async fn commit(mut tx: TenantTx, id: BulkId, act: &Act, total: u64) -> Result<BulkId> {
    let total = check_total(total).map_err(|flaw| Error::field("ids", flaw))?;
    let org = tx.org();
    sql::set_total(tx.conn(), org, id, total).await?;
    tx.enqueue(Job::RunBulk { org, bulk: id }).await?;
    tx.commit(Event::BulkStarted { bulk: id, act: act.key().to_owned(), total }).await?;
    Ok(id)
}
