use super::{sql, strand};
use crate::{
    Error, Result,
    access::{Can, acting, permission, permission::ManageSignIn},
    audit::Event,
    db::TenantTx,
    seat,
};
use contract::{MembershipId, Role, Rule};

/// Lets an owner keep a way in of their own when single sign-on is required. Only owners say so, for themselves or another (DECISIONS 3).
///
/// # Errors
/// `NotFound` for whoever isn't an owner · `Conflict(BeyondYourRights)`.
pub async fn keep(can: &Can<ManageSignIn>, member: MembershipId) -> Result<()> {
    let mut tx = can.begin().await?;
    let name = owner(&mut tx, can.membership(), member).await?;
    let (org, now) = (tx.org(), tx.now());
    if !sql::keep(tx.conn(), org, member, can.membership(), now).await? {
        return Ok(());
    }
    tx.commit(Event::BreakGlassKept { member, name }).await
}

/// Takes it from them again.
///
/// # Errors
/// As [`keep`], and `Conflict(WouldStrand)` for the last one while single sign-on is required.
pub async fn take_back(can: &Can<ManageSignIn>, member: MembershipId) -> Result<()> {
    let mut tx = can.begin().await?;
    let name = owner(&mut tx, can.membership(), member).await?;
    let org = tx.org();
    if !sql::take_back(tx.conn(), org, member).await? {
        return Ok(());
    }
    strand::strands_nobody(&mut tx).await?;
    tx.commit(Event::BreakGlassTakenBack { member, name }).await
}

/// Takes it from whoever is an owner no longer, in the transaction that makes it so; what happened, if they had it. Should they be an owner again
/// one day, another owner says anew whether they keep a way of their own.
pub(crate) async fn end_with_role(tx: &mut TenantTx, member: MembershipId, name: &str) -> Result<Option<Event>> {
    let org = tx.org();
    let had = sql::take_back(tx.conn(), org, member).await?;
    Ok(had.then(|| Event::BreakGlassTakenBack { member, name: name.to_owned() }))
}

/// The owner's name, when whoever acts may act on them.
async fn owner(tx: &mut TenantTx, by: MembershipId, member: MembershipId) -> Result<String> {
    seat::lock(tx).await?;
    let mine = acting::<ManageSignIn>(tx, by).await?;
    let org = tx.org();
    let owner = sql::owners(tx.conn(), org).await?.into_iter().find(|owner| owner.member == member).ok_or(Error::NotFound)?;
    if permission::covers(&mine, &[Role::Owner]) { Ok(owner.name) } else { Err(Error::Conflict(Rule::BeyondYourRights)) }
}
