use crate::{
    Result,
    access::{Can, permission::EnterOrganization},
    member,
};

/// Goes, by oneself. Only an invitation or an approval lets them in again.
///
/// # Errors
/// `Conflict(LastOwner)`: somebody else has to be made an owner first.
pub async fn leave(can: &Can<EnterOrganization>) -> Result<()> {
    let mut tx = can.begin().await?;
    let event = member::act::leave(&mut tx, can.membership()).await?;
    tx.commit(event).await
}
