//! What may be done to a member. Each function is the act inside a transaction, used for one and for each of many alike;
//! all take the organisation's lock first, so of two owners who demote each other one is told why not.

use super::{
    RoleChange, Status,
    model::{self, Act, Subject},
    sql,
};
use crate::{
    Error, Result,
    access::{acting, permission, permission::ManageMembers},
    audit::{Event, Events},
    db::TenantTx,
    invitation,
    jobs::{Job, MemberNews},
    mail::Doing,
    seat,
    sign_in_policy::{self, strands_nobody},
};
use contract::{Flaw, MembershipId, Role, Rule};

pub(crate) async fn suspend(tx: &mut TenantTx, by: MembershipId, id: MembershipId) -> Result<Event> {
    let (_, them) = allowed(tx, Act::Suspend, by, id).await?;
    turn(tx, &them, Status::Suspended).await?;
    strands_nobody(tx).await?;
    tell(tx, id, MemberNews::Suspended).await?;
    Ok(Event::MemberSuspended { member: id, name: them.name })
}

pub(crate) async fn reactivate(tx: &mut TenantTx, by: MembershipId, id: MembershipId) -> Result<Event> {
    let (_, them) = allowed(tx, Act::Reactivate, by, id).await?;
    turn(tx, &them, Status::Active).await?;
    // Their address may have changed meanwhile.
    tx.enqueue(Job::CarryPerson { person: them.person }).await?;
    tell(tx, id, MemberNews::Reactivated).await?;
    Ok(Event::MemberReactivated { member: id, name: them.name })
}

/// Roles go with the membership; should they come back, they are invited or approved to new ones.
pub(crate) async fn remove(tx: &mut TenantTx, by: MembershipId, id: MembershipId) -> Result<Events> {
    let (_, them) = allowed(tx, Act::Remove, by, id).await?;
    let ended = end(tx, &them).await?;
    tell(tx, id, MemberNews::Removed).await?;
    let removed = Event::MemberRemoved { member: id, name: them.name, roles: them.roles };
    Ok(std::iter::once(removed).chain(ended).collect::<Vec<Event>>().into())
}

/// `None`: they had exactly these roles already.
pub(crate) async fn change_roles(tx: &mut TenantTx, by: MembershipId, id: MembershipId, change: &RoleChange) -> Result<Option<Events>> {
    let (mine, them) = allowed(tx, Act::ChangeRoles, by, id).await?;
    let after = change.of(&them.roles);
    if after.is_empty() {
        return Err(Error::field("roles", Flaw::Missing));
    }
    if !permission::covers(&mine, &after) {
        return Err(Error::Conflict(Rule::BeyondYourRights));
    }
    if !after.contains(&Role::Owner) && model::is_last_owner(&them) {
        return Err(Error::Conflict(Rule::LastOwner));
    }
    if after == them.roles {
        return Ok(None);
    }
    let (org, now) = (tx.org(), tx.now());
    sql::set_roles(tx.conn(), org, id, &permission::keys(&after), now).await?;
    let taken = if after.contains(&Role::Owner) { None } else { sign_in_policy::end_with_role(tx, id, &them.name).await? };
    strands_nobody(tx).await?;
    if after.contains(&Role::Owner) && !them.roles.contains(&Role::Owner) {
        let doing = Doing::of(&tx.actor().origin, now);
        tell(tx, id, MemberNews::NamedOwner { doing }).await?;
    }
    let changed = Event::RolesChanged { member: id, name: them.name, before: them.roles, after };
    Ok(Some(std::iter::once(changed).chain(taken).collect::<Vec<Event>>().into()))
}

/// Goes by oneself.
///
/// # Errors
/// `Conflict(LastOwner)`: somebody else has to be made an owner first.
pub(crate) async fn leave(tx: &mut TenantTx, id: MembershipId) -> Result<Events> {
    seat::lock(tx).await?;
    let org = tx.org();
    let them = sql::subject(tx.conn(), org, id).await?.filter(|them| them.status == Status::Active).ok_or(Error::NotFound)?;
    if model::is_last_owner(&them) {
        return Err(Error::Conflict(Rule::LastOwner));
    }
    let ended = end(tx, &them).await?;
    let left = Event::MemberLeft { member: id, name: them.name };
    Ok(std::iter::once(left).chain(ended).collect::<Vec<Event>>().into())
}

/// The actor's roles and the member, when the act is allowed.
async fn allowed(tx: &mut TenantTx, act: Act, by: MembershipId, id: MembershipId) -> Result<(Vec<Role>, Subject)> {
    seat::lock(tx).await?;
    let mine = acting::<ManageMembers>(tx, by).await?;
    let org = tx.org();
    let them = sql::subject(tx.conn(), org, id).await?.ok_or(Error::NotFound)?;
    model::may(act, by, &mine, &them).map_err(Error::Conflict)?;
    Ok((mine, them))
}

/// Ends a membership with what hangs on it: a way around single sign-on, and an invitation that would undo the end, one to an address they have
/// taken since.
async fn end(tx: &mut TenantTx, them: &Subject) -> Result<Vec<Event>> {
    turn(tx, them, Status::Removed).await?;
    let (org, now) = (tx.org(), tx.now());
    sql::set_roles(tx.conn(), org, them.id, &[], now).await?;
    let taken = sign_in_policy::end_with_role(tx, them.id, &them.name).await?;
    strands_nobody(tx).await?;
    let revoked = invitation::act::revoke_of(tx, &them.address).await?;
    Ok(taken.into_iter().chain(revoked).collect())
}

/// Has them told by mail who did it. Whoever goes or changes by themselves knows.
async fn tell(tx: &mut TenantTx, member: MembershipId, news: MemberNews) -> Result<()> {
    let (org, by) = (tx.org(), tx.actor().name.clone());
    tx.enqueue(Job::MailMember { org, member, by, news }).await
}

async fn turn(tx: &mut TenantTx, them: &Subject, to: Status) -> Result<()> {
    match (them.status.is_seated(), to.is_seated()) {
        (true, false) => seat::free(tx).await?,
        (false, true) => seat::take(tx).await?,
        _ => {}
    }
    let (org, ended_at) = (tx.org(), (to != Status::Active).then_some(tx.now()));
    sql::set_status(tx.conn(), org, them.id, to, ended_at).await
}
