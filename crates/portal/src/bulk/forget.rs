use super::sql;
use crate::{
    Portal, Result,
    audit::{Actor, Unrecorded},
    db::TenantTx,
};
use contract::OrgId;
use time::Duration;

/// For how long it can be looked at what became of each row. The record keeps for ever that there was an act, and each change by itself.
pub const KEPT_FOR: Duration = Duration::days(30);

/// Forgets the acts of an organisation that have been over for so long.
pub(crate) async fn forget(portal: &Portal, org: OrgId) -> Result<()> {
    let mut tx = TenantTx::open(portal, &portal.db.worker, org, Actor::portal()).await?;
    let before = tx.now() - KEPT_FOR;
    sql::forget(tx.conn(), org, before).await?;
    tx.commit_unrecorded(Unrecorded::BulkProgress).await
}
