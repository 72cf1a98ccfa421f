use super::{Grants, permission};
use crate::{Error, Result, db::TenantTx};
use contract::{MembershipId, Role};

/// The roles of whoever acts, as they are in this transaction: rights that were taken away since the page was drawn, or since
/// a bulk act began, are gone. Ask after taking the organisation's lock.
///
/// # Errors
/// `Forbidden` unless they are active and may do `P`.
pub(crate) async fn acting<P: Grants>(tx: &mut TenantTx, by: MembershipId) -> Result<Vec<Role>> {
    let org = tx.org();
    let keys = sqlx::query_scalar!(
        "select r.role from membership m join membership_role r on r.org_id = m.org_id and r.membership_id = m.id
          where m.org_id = $1 and m.id = $2 and m.status = 'active'",
        org.0,
        by.0
    )
    .fetch_all(tx.conn())
    .await?;
    let roles = permission::roles(&keys);
    if permission::of_all(&roles).contains(&P::PERMISSION) { Ok(roles) } else { Err(Error::Forbidden) }
}
