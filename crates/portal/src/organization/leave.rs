use crate::{
    Result,
    access::{Can, permission::EnterOrganization},
    member,
};

/// Whether they may go: not the last owner, until somebody else is made one.
pub async fn may_leave(can: &Can<EnterOrganization>) -> Result<bool> {
    let mut read = can.read().await?;
    Ok(!member::is_last_owner(read.conn(), can.org_id(), can.membership()).await?)
}

/// Goes, by oneself. Only an invitation or an approval lets them in again.
///
/// # Errors
/// `Conflict(LastOwner)`: somebody else has to be made an owner first.
pub async fn leave(can: &Can<EnterOrganization>) -> Result<()> {
    let mut tx = can.begin().await?;
    let events = member::act::leave(&mut tx, can.membership()).await?;
    tx.commit(events).await
}
