use super::{
    model::{self, Policy, Preflight, Requirement},
    sql,
};
use crate::{
    Result,
    access::{Can, permission::SeeSignIn},
};

/// What is asked of those who come in.
pub async fn policy(can: &Can<SeeSignIn>) -> Result<Policy> {
    let mut read = can.read().await?;
    let row = sql::policy(read.conn(), can.org_id()).await?;
    Ok(Policy { own_page: row.own_page, discovery: row.discovery, requirement: Requirement::at(row.required_from, can.portal().clock.now()) })
}

/// Who would be concerned if single sign-on were required now, and what stands in the way.
pub async fn preflight(can: &Can<SeeSignIn>) -> Result<Preflight> {
    let (mut read, org, now) = (can.read().await?, can.org_id(), can.portal().clock.now());
    let (domains, owners) = (sql::domains(read.conn(), org).await?, sql::owners(read.conn(), org).await?);
    let (active, tested_at) = sql::serving(read.conn(), org).await?;
    let served: Vec<String> = domains.iter().map(|domain| domain.name.clone()).collect();
    let (outside, outside_names) = sql::outside(read.conn(), org, &served).await?;
    let serves_proven = domains.iter().any(|domain| domain.is_proven && !domain.connections.is_empty());
    let obstacles = model::obstacles(active, serves_proven, tested_at, &owners, now);
    Ok(Preflight { domains, outside, outside_names, owners, tested_at, obstacles })
}
