use super::{change::hold, model::Step, sql};
use crate::{
    Error, Result,
    access::{Can, permission::ManageSignIn},
    audit::{Event, Unrecorded},
};
use contract::{ConnectionId, ConnectionName};

/// Calls it otherwise. The same name again is no change and no event.
///
/// # Errors
/// Field `name` (`Missing`, `TooLong`, `Malformed`, `HasWebAddress`) · `NotFound`.
pub async fn rename(can: &Can<ManageSignIn>, id: ConnectionId, name: &str) -> Result<()> {
    let after: String = ConnectionName::parse(name).map_err(|flaw| Error::field("name", flaw))?.into();
    let mut tx = can.begin().await?;
    let held = hold(&mut tx, can, id).await?;
    if held.name == after {
        return Ok(());
    }
    let (org, now) = (tx.org(), tx.now());
    sql::set_name(tx.conn(), org, id, &after, now).await?;
    tx.commit(Event::ConnectionRenamed { connection: id, before: held.name, after }).await
}

/// Keeps how far the wizard has come: only ever forward, so that going back to a step loses nothing.
///
/// # Errors
/// `NotFound`.
pub async fn reach(can: &Can<ManageSignIn>, id: ConnectionId, step: Step) -> Result<()> {
    let mut tx = can.begin().await?;
    let held = hold(&mut tx, can, id).await?;
    if held.step >= step {
        return Ok(());
    }
    let org = tx.org();
    sql::set_step(tx.conn(), org, id, step).await?;
    tx.commit_unrecorded(Unrecorded::ConnectionBookkeeping).await
}
