use super::sql;
use crate::{Error, Result, db::TenantTx};
use contract::Rule;

/// To be asked before the commit of anything that takes a connection, one of its domains, an owner or a way around single sign-on away:
/// while it is required, each domain that it is required at keeps an active connection, and an owner a way of their own.
///
/// What isn't an edit is not refused, it fails closed: when a domain's proof is gone, its people are not let in by less.
///
/// # Errors
/// `Conflict(WouldStrand)`.
pub(crate) async fn strands_nobody(tx: &mut TenantTx) -> Result<()> {
    let org = tx.org();
    if sql::holds(tx.conn(), org).await? { Ok(()) } else { Err(Error::Conflict(Rule::WouldStrand)) }
}
