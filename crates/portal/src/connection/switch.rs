use super::{
    change::hold,
    model::{Stage, State},
    sql, sql_version,
};
use crate::{
    Error, Result,
    access::{Can, permission::ManageSignIn},
    audit::Event,
    seat,
    sign_in_policy::strands_nobody,
};
use contract::{ConnectionId, Rule};

/// Lets nobody come by it any more, from now on; those who are in by it are out with their next request.
///
/// # Errors
/// `NotFound` · `Conflict`: `NotInThatState` unless it is active, `WouldStrand`.
pub async fn switch_off(can: &Can<ManageSignIn>, id: ConnectionId) -> Result<()> {
    let mut tx = can.begin().await?;
    seat::lock(&mut tx).await?;
    let held = hold(&mut tx, can, id).await?;
    if held.state != State::Active {
        return Err(Error::Conflict(Rule::NotInThatState));
    }
    let (org, now) = (tx.org(), tx.now());
    sql::set_state(tx.conn(), org, id, State::Off, now).await?;
    strands_nobody(&mut tx).await?;
    tx.commit(Event::ConnectionSwitchedOff { connection: id, name: held.name }).await
}

/// Lets people come by it again, as it was when it was switched off.
///
/// # Errors
/// `NotFound` · `Conflict`: `NotInThatState` unless it is off and something served, `ConnectionWithoutDomain`.
pub async fn switch_on(can: &Can<ManageSignIn>, id: ConnectionId) -> Result<()> {
    let mut tx = can.begin().await?;
    let held = hold(&mut tx, can, id).await?;
    let (org, now) = (tx.org(), tx.now());
    let served = sql_version::of_stage(tx.conn(), org, id, Stage::Live).await?;
    if held.state != State::Off || served.is_none() {
        return Err(Error::Conflict(Rule::NotInThatState));
    }
    if !sql::has_proven_domain(tx.conn(), org, id).await? {
        return Err(Error::Conflict(Rule::ConnectionWithoutDomain));
    }
    sql::set_state(tx.conn(), org, id, State::Active, now).await?;
    tx.commit(Event::ConnectionSwitchedOn { connection: id, name: held.name }).await
}

/// Takes a connection away for good, with its keys, secrets, tests and log. People stay members; whom it knew by which subject is forgotten.
///
/// # Errors
/// `NotFound` · `Conflict`: `NotInThatState` while it is active, `WouldStrand`.
pub async fn remove(can: &Can<ManageSignIn>, id: ConnectionId) -> Result<()> {
    let mut tx = can.begin().await?;
    seat::lock(&mut tx).await?;
    let held = hold(&mut tx, can, id).await?;
    if held.state == State::Active {
        return Err(Error::Conflict(Rule::NotInThatState));
    }
    let org = tx.org();
    sql::remove(tx.conn(), org, id).await?;
    strands_nobody(&mut tx).await?;
    tx.commit(Event::ConnectionRemoved { connection: id, name: held.name }).await
}
