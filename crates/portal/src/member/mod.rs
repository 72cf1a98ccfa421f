//! People in an organisation: how they come in, what may be done to them, and how they are found.

pub(crate) mod act;
mod by_groups;
mod export;
mod filter;
pub(crate) mod find;
mod help;
mod join;
mod list;
mod look;
mod model;
mod rename;
mod sql;
mod word;

pub(crate) use by_groups::set_by_groups;
pub use export::export;
pub use filter::{Filter, Listing, SortBy};
pub use help::{Helper, whom_to_ask};
pub(crate) use join::{Joined, join};
pub use list::{Member, list, list_in};
pub(crate) use look::is_last_owner;
pub use look::{Acts, Detail, Identity, look};
pub use model::{Act, JoiningPerson, RoleChange, Source, Status};
pub(crate) use rename::rename;
pub(crate) use sql::{person_of_active, to_mail};
pub(crate) use word::fold;

use crate::{
    Result,
    access::{Can, permission::ManageMembers},
};
use contract::MembershipId;

/// Refuses them here from their next request on, and frees their seat; touches nothing else of theirs (DECISIONS 1).
///
/// # Errors
/// `NotFound`, or `Conflict`: `Yourself`, `BeyondYourRights`, `LastOwner`, `NotInThatState`.
pub async fn suspend(can: &Can<ManageMembers>, id: MembershipId) -> Result<()> {
    let mut tx = can.begin().await?;
    let event = act::suspend(&mut tx, can.membership(), id).await?;
    tx.commit(event).await
}

/// Lets a suspended member in again, as what they were.
///
/// # Errors
/// `NotFound`, or `Conflict`: `BeyondYourRights`, `NotInThatState`, `NoSeat`.
pub async fn reactivate(can: &Can<ManageMembers>, id: MembershipId) -> Result<()> {
    let mut tx = can.begin().await?;
    let event = act::reactivate(&mut tx, can.membership(), id).await?;
    tx.commit(event).await
}

/// Ends their membership. Only an invitation or an approval lets them in again.
///
/// # Errors
/// As [`suspend`].
pub async fn remove(can: &Can<ManageMembers>, id: MembershipId) -> Result<()> {
    let mut tx = can.begin().await?;
    let events = act::remove(&mut tx, can.membership(), id).await?;
    tx.commit(events).await
}

/// Gives and takes roles. One's own too, as far as one holds them: whoever hands over lays down.
///
/// # Errors
/// `Invalid(roles)` when none would be left, `NotFound`, or `Conflict`: `BeyondYourRights`, `LastOwner`, `NotInThatState`.
pub async fn change_roles(can: &Can<ManageMembers>, id: MembershipId, change: &RoleChange) -> Result<()> {
    let mut tx = can.begin().await?;
    match act::change_roles(&mut tx, can.membership(), id, change).await? {
        Some(event) => tx.commit(event).await,
        None => Ok(()),
    }
}
