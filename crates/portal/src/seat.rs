//! A seat is an active membership (DECISIONS 4). Every way in and out goes through here, under one lock: the organisation's row.

use crate::{Result, db::TenantTx};

/// Holds the organisation's row until the transaction ends. Whoever needs other rows locked too takes this one first, so that
/// two acts wait for each other and never in a circle.
///
/// `for no key update`: other transactions may still refer to the organisation (insert an event, say) meanwhile.
pub(crate) async fn lock(tx: &mut TenantTx) -> Result<()> {
    let org = tx.org();
    sqlx::query!("select org_id from organization where org_id = $1 for no key update", org.0).fetch_one(tx.conn()).await?;
    Ok(())
}

/// Takes a seat for somebody who is about to be active.
///
/// # Errors
/// `Conflict(NoSeat)` when every seat is taken: the row's own check says so, after waiting for whoever is taking one now.
pub(crate) async fn take(tx: &mut TenantTx) -> Result<()> {
    let org = tx.org();
    sqlx::query!("update organization set seats_taken = seats_taken + 1 where org_id = $1", org.0).execute(tx.conn()).await?;
    Ok(())
}

/// Gives back the seat of somebody who is active no more.
pub(crate) async fn free(tx: &mut TenantTx) -> Result<()> {
    let org = tx.org();
    sqlx::query!("update organization set seats_taken = seats_taken - 1 where org_id = $1", org.0).execute(tx.conn()).await?;
    Ok(())
}
