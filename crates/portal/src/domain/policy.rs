use super::{model::Policy, sql};
use crate::{
    Error, Result,
    access::{Can, acting, permission::ManageSignIn},
    audit::Event,
};
use contract::{DomainId, Flaw};

/// Says what people with an address at the domain may do. The same again is no change and no event.
///
/// # Errors
/// Field `policy` · `NotFound`.
pub async fn set_policy(can: &Can<ManageSignIn>, id: DomainId, policy: &str) -> Result<()> {
    let after = Policy::from_key(policy).ok_or_else(|| Error::field("policy", Flaw::Unknown))?;
    let mut tx = can.begin().await?;
    acting::<ManageSignIn>(&mut tx, can.membership()).await?;
    let org = tx.org();
    let (name, before) = sql::lock_policy(tx.conn(), org, id).await?.ok_or(Error::NotFound)?;
    if before == after {
        return Ok(());
    }
    sql::set_policy(tx.conn(), org, id, after).await?;
    let (before, after) = (before.key().to_owned(), after.key().to_owned());
    tx.commit(Event::DomainPolicyChanged { domain: id, name: name.unicode(), before, after }).await
}
