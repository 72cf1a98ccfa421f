use super::sql;
use crate::{
    Result,
    access::{Can, acting, permission::ManageSignIn},
    audit::Event,
    seat,
};

/// Whether `/o/{slug}` shows the organisation's name and its ways in to whoever comes, and so that it is a customer (DECISIONS 10).
pub async fn show_own_page(can: &Can<ManageSignIn>, on: bool) -> Result<()> {
    let (mut tx, org) = (can.begin().await?, can.org_id());
    seat::lock(&mut tx).await?;
    acting::<ManageSignIn>(&mut tx, can.membership()).await?;
    if !sql::switch_own_page(tx.conn(), org, on).await? {
        return Ok(());
    }
    tx.commit(Event::SignInPageSwitched { on }).await
}

/// Whether an address at one of its proven domains is led to its provider, which tells whoever types one (DECISIONS 7).
pub async fn lead_to_provider(can: &Can<ManageSignIn>, on: bool) -> Result<()> {
    let (mut tx, org) = (can.begin().await?, can.org_id());
    seat::lock(&mut tx).await?;
    acting::<ManageSignIn>(&mut tx, can.membership()).await?;
    if !sql::switch_discovery(tx.conn(), org, on).await? {
        return Ok(());
    }
    tx.commit(Event::DiscoverySwitched { on }).await
}
