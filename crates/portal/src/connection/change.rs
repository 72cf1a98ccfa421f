//! What every change of a connection has in common: its row is held, and the candidate is what is worked at.

use super::{
    model::{Settings, Stage, State, Step},
    sql, sql_version,
};
use crate::{
    Error, Result,
    access::{Can, acting, permission::ManageSignIn},
    audit::{Event, Events, Unrecorded},
    db::TenantTx,
};
use contract::{ConnectionId, MembershipId, Protocol, Role, Rule, VersionId};
use time::OffsetDateTime;

/// A connection whose row is held until the transaction ends: of two who change it, one waits and then sees what the other did.
#[derive(Debug)]
pub(super) struct Held {
    pub id: ConnectionId,
    pub name: String,
    pub protocol: Protocol,
    pub state: State,
    pub step: Step,
    /// What whoever acts may do, as of now.
    pub roles: Vec<Role>,
}

/// Holds a connection's row for somebody who may change it.
///
/// # Errors
/// `NotFound` · `Forbidden` when the right was taken away meanwhile.
pub(super) async fn hold(tx: &mut TenantTx, can: &Can<ManageSignIn>, id: ConnectionId) -> Result<Held> {
    let org = tx.org();
    let locked = sql::lock(tx.conn(), org, id).await?.ok_or(Error::NotFound)?;
    let roles = acting::<ManageSignIn>(tx, can.membership()).await?;
    let sql::Locked { name, protocol, state, step } = locked;
    Ok(Held { id, name, protocol, state, step, roles })
}

/// What is being worked at.
#[derive(Debug)]
pub(super) struct Candidate {
    pub id: VersionId,
    pub number: i32,
    pub settings: Settings,
    pub changed_at: OffsetDateTime,
    pub tested_at: Option<OffsetDateTime>,
    /// It was made just now.
    pub is_new: bool,
}

/// The candidate; where there is none, a new one that begins as what serves, or served last.
pub(super) async fn candidate(tx: &mut TenantTx, held: &Held, by: MembershipId) -> Result<Candidate> {
    let (org, now) = (tx.org(), tx.now());
    if let Some(candidate) = sql_version::candidate(tx.conn(), org, held.id).await? {
        return Ok(candidate);
    }
    let before = match sql_version::of_stage(tx.conn(), org, held.id, Stage::Live).await? {
        Some(live) => Some(live),
        None => sql_version::of_stage(tx.conn(), org, held.id, Stage::Former).await?,
    };
    let settings = before.map_or_else(|| Settings::fresh(held.protocol), |before| before.settings);
    let (id, number) = (tx.new_id(), sql_version::last_number(tx.conn(), org, held.id).await? + 1);
    sql_version::insert(tx.conn(), org, held.id, id, number, &settings, by, now).await?;
    Ok(Candidate { id, number, settings, changed_at: now, tested_at: None, is_new: true })
}

/// Which part of the settings an edit is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Provider,
    Mapping,
    Arrival,
    Options,
}

impl Part {
    /// The word in the record.
    const fn key(self) -> &'static str {
        match self {
            Self::Provider => "provider",
            Self::Mapping => "mapping",
            Self::Arrival => "arrival",
            Self::Options => "options",
        }
    }
}

/// Writes an edited candidate and what happened. Every test of it so far was of something else.
pub(super) async fn keep(mut tx: TenantTx, held: Held, candidate: &Candidate, settings: &Settings, part: Part, further: Vec<Event>) -> Result<()> {
    if *settings == candidate.settings && further.is_empty() {
        return Ok(()); // nothing was edited, and a candidate made for it goes with the transaction
    }
    let (org, now) = (tx.org(), tx.now());
    let mut events = further;
    if *settings != candidate.settings {
        sql_version::set_settings(tx.conn(), org, candidate.id, settings, now).await?;
        sql_version::forget_secrets(tx.conn(), org, held.id).await?;
        events.push(Event::ConnectionEdited { connection: held.id, name: held.name, what: part.key().to_owned(), number: candidate.number });
    }
    sql::touch(tx.conn(), org, held.id, now).await?;
    tx.commit(Events::from(events)).await
}

/// Edits the candidate's settings, making it if needed. What the edit leaves as it was is no change and no event.
///
/// # Errors
/// `NotFound`, and whatever the edit answers.
pub(super) async fn edit_settings(
    can: &Can<ManageSignIn>,
    id: ConnectionId,
    part: Part,
    edit: impl FnOnce(&Held, &mut Settings) -> Result<()> + Send,
) -> Result<()> {
    let mut tx = can.begin().await?;
    let held = hold(&mut tx, can, id).await?;
    let candidate = candidate(&mut tx, &held, can.membership()).await?;
    let mut settings = candidate.settings.clone();
    edit(&held, &mut settings)?;
    keep(tx, held, &candidate, &settings, part, Vec::new()).await
}

/// Begins a change, if none is under way; what serves goes on serving.
///
/// # Errors
/// `NotFound`.
pub async fn edit(can: &Can<ManageSignIn>, id: ConnectionId) -> Result<VersionId> {
    let mut tx = can.begin().await?;
    let held = hold(&mut tx, can, id).await?;
    let candidate = candidate(&mut tx, &held, can.membership()).await?;
    tx.commit_unrecorded(Unrecorded::ConnectionBookkeeping).await?;
    Ok(candidate.id)
}

/// Throws the change away that is under way.
///
/// # Errors
/// `NotFound` · `Conflict(NotInThatState)` when none is.
pub async fn discard(can: &Can<ManageSignIn>, id: ConnectionId) -> Result<()> {
    let mut tx = can.begin().await?;
    let held = hold(&mut tx, can, id).await?;
    let (org, now) = (tx.org(), tx.now());
    let number = sql_version::remove_candidate(tx.conn(), org, id).await?.ok_or(Error::Conflict(Rule::NotInThatState))?;
    sql_version::forget_secrets(tx.conn(), org, id).await?;
    sql::touch(tx.conn(), org, id, now).await?;
    tx.commit(Event::ConnectionEditDiscarded { connection: id, name: held.name, number }).await
}
