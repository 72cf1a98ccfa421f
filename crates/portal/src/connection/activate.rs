use super::{
    change::{Held, hold},
    model::{Settings, Stage, State},
    sql, sql_version,
};
use crate::{
    Error, Result,
    access::{
        Can,
        permission::{ManageSignIn, covers},
    },
    audit::Event,
    db::TenantTx,
};
use contract::{ConnectionId, Role, Rule};
use time::Duration;

/// So long a successful test lets its settings be activated.
pub const TEST_COUNTS_FOR: Duration = Duration::DAY;

/// Lets the candidate serve, in one step: whoever comes meanwhile meets the one or the other, whole. What served until then can be rolled
/// back to.
///
/// # Errors
/// `NotFound` · `Conflict`: `NotInThatState` (there is no candidate), `ConnectionIncomplete`, `ConnectionNotTested`,
/// `ConnectionWithoutDomain`, `ActivationBeyondYourRights`.
pub async fn activate(can: &Can<ManageSignIn>, id: ConnectionId) -> Result<()> {
    let mut tx = can.begin().await?;
    let held = hold(&mut tx, can, id).await?;
    let (org, now) = (tx.org(), tx.now());
    let candidate = sql_version::candidate(tx.conn(), org, id).await?.ok_or(Error::Conflict(Rule::NotInThatState))?;
    if !candidate.settings.is_complete() {
        return Err(Error::Conflict(Rule::ConnectionIncomplete));
    }
    if !candidate.tested_at.is_some_and(|at| at >= candidate.changed_at && now - at < TEST_COUNTS_FOR) {
        return Err(Error::Conflict(Rule::ConnectionNotTested));
    }
    if !sql::has_proven_domain(tx.conn(), org, id).await? {
        return Err(Error::Conflict(Rule::ConnectionWithoutDomain));
    }
    may_trust(&mut tx, &held, &candidate.settings).await?;
    let before = sql_version::end_live(tx.conn(), org, id, now).await?;
    sql_version::go_live(tx.conn(), org, candidate.id, now).await?;
    sql_version::forget_secrets(tx.conn(), org, id).await?;
    sql::set_state(tx.conn(), org, id, State::Active, now).await?;
    tx.commit(Event::ConnectionActivated { connection: id, name: held.name, number: candidate.number, before }).await
}

/// Lets serve again what served before. The two change places, so that this too can be taken back; a candidate stays.
///
/// # Errors
/// `NotFound` · `Conflict`: `NotInThatState` unless it is active and something served before, `ActivationBeyondYourRights`.
pub async fn roll_back(can: &Can<ManageSignIn>, id: ConnectionId) -> Result<()> {
    let mut tx = can.begin().await?;
    let held = hold(&mut tx, can, id).await?;
    let (org, now) = (tx.org(), tx.now());
    let former = sql_version::of_stage(tx.conn(), org, id, Stage::Former).await?.filter(|_| held.state == State::Active);
    let former = former.ok_or(Error::Conflict(Rule::NotInThatState))?;
    may_trust(&mut tx, &held, &former.settings).await?;
    let from = sql_version::end_live(tx.conn(), org, id, now).await?.ok_or(Error::Conflict(Rule::NotInThatState))?;
    sql_version::go_live(tx.conn(), org, former.id, now).await?;
    sql::touch(tx.conn(), org, id, now).await?;
    tx.commit(Event::ConnectionRolledBack { connection: id, name: held.name, from, to: former.number }).await
}

/// Whoever lets another key or another issuer speak for the people who come by a connection could speak as any of them. So they must be able to do
/// everything that these can, and that its groups give (DECISIONS 3). Somebody whom it doesn't know yet is another matter: who may do something
/// here proves themselves before they are linked.
async fn may_trust(tx: &mut TenantTx, held: &Held, settings: &Settings) -> Result<()> {
    let org = tx.org();
    let live = sql_version::of_stage(tx.conn(), org, held.id, Stage::Live).await?;
    if live.is_some_and(|live| settings.believes_no_more_than(&live.settings)) {
        return Ok(());
    }
    let by_groups = settings.mapping.roles.iter().map(|given| given.role).filter(|role| *role != Role::Owner);
    let theirs: Vec<Role> = sql::roles_of_known(tx.conn(), org, held.id).await?.into_iter().chain(by_groups).collect();
    if covers(&held.roles, &theirs) { Ok(()) } else { Err(Error::Conflict(Rule::ActivationBeyondYourRights)) }
}
