//! Invitations: made of a list, sent by mail, opened by whoever holds a link, accepted by the person they were sent to.

mod accept;
pub(crate) mod act;
mod draft;
mod entry;
mod list;
mod look;
mod model;
mod pending;
mod plan;
mod prove;
mod renewal;
mod sheet;
mod sql;
mod sql_door;
pub(crate) mod sql_list;

pub use accept::{Accepted, accept, accept_as_newcomer, accept_pending};
pub(crate) use accept::{accept_proven, open_to};
pub use draft::{Draft, Invited, MOST_AT_ONCE, Sending, change, discard, invite, read_file, review, seats, send};
pub use list::{Filter, Invitation, Listing, Said, SortBy, find, list, said};
pub use look::{Acceptance, Offer, look, look_at_mine};
pub use model::{DAYS, MadeFor, State, Terms, read_roles};
pub use pending::{PendingInvitation, pending};
pub use plan::{Fate, Plan, Planned, Seats};
pub use prove::{ask_for_code, prove};
pub use renewal::{ask_for_new, ask_for_new_of_mine};
pub use sheet::{Columns, Sheet};

pub(crate) use draft::forget_expired;

use crate::{
    Result,
    access::{Can, permission::InvitePeople},
    db::TenantTx,
    member::Status,
    secret::Secret,
};
use contract::{InvitationId, OrgId};
use look::Found;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// Sends it again, with a new link and its days from now.
///
/// # Errors
/// `NotFound` · `Gone` when it was accepted or revoked · `Conflict(BeyondYourRights)` · `Limited` when a mail has just left.
pub async fn resend(can: &Can<InvitePeople>, id: InvitationId) -> Result<()> {
    let mut tx = can.begin().await?;
    let now = tx.now();
    let event = act::resend(&mut tx, can.membership(), id, now).await?;
    tx.commit(event).await
}

/// Takes it back: none of its links can be accepted any more.
///
/// # Errors
/// `NotFound` · `Gone` when it was accepted or revoked · `Conflict(BeyondYourRights)`.
pub async fn revoke(can: &Can<InvitePeople>, id: InvitationId) -> Result<()> {
    let mut tx = can.begin().await?;
    let event = act::revoke(&mut tx, can.membership(), id).await?;
    tx.commit(event).await
}

/// Makes a link to hand over by other means, and records that. Answers the whole address.
///
/// # Errors
/// `NotFound` · `Gone` unless it is open · `Conflict`: `NotAllowedHere` by the organisation's policy, `BeyondYourRights`.
pub async fn copy_link(can: &Can<InvitePeople>, id: InvitationId) -> Result<String> {
    let secret = Secret::new(&can.portal().chance);
    let mut tx = can.begin().await?;
    let event = act::copy_link(&mut tx, can.membership(), id, &secret).await?;
    tx.commit(event).await?;
    Ok(link(&can.portal().settings.origin, &secret))
}

/// Whether the organisation's policy lets links be copied.
pub async fn copies_links(can: &Can<InvitePeople>) -> Result<bool> {
    let mut read = can.read().await?;
    sql::copies_links(read.conn(), can.org_id()).await
}

/// What a mail says of an invitation, while it is open; `None` when it isn't.
pub(crate) async fn to_mail(db: &mut PgConnection, org: OrgId, id: InvitationId, now: OffsetDateTime) -> Result<Option<Offer>> {
    let found = sql_door::find(db, org, id, Uuid::nil(), now).await?;
    let is_wanted = |found: &Found| found.state == State::Pending && !found.org_suspended && !found.org_leaving;
    // Whoever has come in meanwhile by another way needs none.
    let is_in = |found: &Found| found.invited == Some(Some(Status::Active));
    Ok(found.filter(|found| is_wanted(found) && !is_in(found)).map(|found| found.offer))
}

/// What an invitation says of itself, in whatever state.
pub(crate) async fn offer(db: &mut PgConnection, org: OrgId, id: InvitationId, now: OffsetDateTime) -> Result<Option<Offer>> {
    Ok(sql_door::find(db, org, id, Uuid::nil(), now).await?.map(|found| found.offer))
}

/// Keeps the hash of one more of its secrets.
pub(crate) async fn keep_secret(tx: &mut TenantTx, id: InvitationId, secret: &Secret, made_for: MadeFor) -> Result<()> {
    let (org, now, secret_id) = (tx.org(), tx.now(), tx.new_id());
    sql::insert_secret(tx.conn(), org, id, secret_id, secret.hash(), made_for, now).await
}

/// Counts a mail that has left.
pub(crate) async fn mailed(tx: &mut TenantTx, id: InvitationId) -> Result<()> {
    let (org, now) = (tx.org(), tx.now());
    sql::mailed(tx.conn(), org, id, now).await
}

/// Where an invitation's link leads: the secret, and nothing else that a log could keep.
pub(crate) fn link(origin: &str, secret: &Secret) -> String {
    format!("{origin}/i/{}", secret.reveal())
}
