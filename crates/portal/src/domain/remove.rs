use super::{model::Policy, sql};
use crate::{
    Error, Result,
    access::{Can, acting, permission::ManageSignIn},
    audit::Event,
};
use contract::{DomainId, Rule};

/// Takes a domain away; from then on anybody may prove it. Added again it gets another value to publish.
///
/// # Errors
/// `NotFound` · `Conflict(RequiredThere)`.
pub async fn remove(can: &Can<ManageSignIn>, id: DomainId) -> Result<()> {
    let mut tx = can.begin().await?;
    acting::<ManageSignIn>(&mut tx, can.membership()).await?;
    let org = tx.org();
    let (name, state, policy) = sql::remove(tx.conn(), org, id).await?.ok_or(Error::NotFound)?;
    if policy == Policy::RequireSso {
        return Err(Error::Conflict(Rule::RequiredThere));
    }
    tx.commit(Event::DomainRemoved { domain: id, name: name.unicode(), state: state.key().to_owned() }).await
}
