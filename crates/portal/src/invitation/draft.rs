//! From a list to invitations: read, looked over (the dry run), sent.

use super::{Columns, Fate, Plan, Planned, Seats, Sheet, Terms, act, act::Invitee, plan::plan, sql};
use crate::{
    Error, Fields, Portal, Result,
    access::{Can, permission::InvitePeople},
    audit::{Actor, Unrecorded},
    bulk,
    db::TenantTx,
    jobs::Job,
};
use contract::{BulkId, DraftId, InvitationId, OrgId};
use time::Duration;

/// The most people a typed list may have, and the most that are invited at once; beyond, it is a file, and a bulk act.
pub const MOST_AT_ONCE: u32 = 500;
/// How long a list waits to be sent.
const KEPT_FOR: Duration = Duration::DAY;
/// How many lists wait for one person; an older one makes room.
const KEPT_EACH: i64 = 10;

/// A list as it was left.
#[derive(Debug, Clone)]
pub struct Draft {
    pub id: DraftId,
    pub sheet: Sheet,
    pub terms: Terms,
}

/// What became of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invited {
    /// So many invitations are on their way.
    Sent(usize),
    /// Not everybody on it is simply new: it waits for a look.
    Review(DraftId),
    /// It is long, and being worked through.
    Bulk(BulkId),
}

/// What was sent of a list, and what wasn't.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sending {
    pub invited: Invited,
    /// A list of those who couldn't be invited, each still with its reason; `None` when everybody was.
    pub left_out: Option<DraftId>,
}

/// Invites the people in a form: its fields `addresses`, `roles`, `locale`, `message` and `days`. When everybody on the list is
/// new, at once; otherwise after a look at what would become of each.
///
/// # Errors
/// `Invalid` by field · `Conflict(BeyondYourRights)` when the roles are more than one holds · `Limited`.
pub async fn invite(can: &Can<InvitePeople>, addresses: &str, roles: &[String], locale: &str, message: &str, days: &str) -> Result<Invited> {
    let mut fields = Fields::new();
    let sheet = fields.read("addresses", Sheet::typed(addresses, MOST_AT_ONCE));
    let terms = Terms::read(&mut fields, roles, locale, message, days);
    let (Some(sheet), Some(terms)) = (sheet, terms) else { return Err(fields.error()) };
    if looked_over(can, &sheet, &terms).await?.is_plain() {
        Ok(send_list(can, None, &sheet, &terms).await?.invited)
    } else {
        keep(can, &sheet, &terms).await.map(Invited::Review)
    }
}

/// Reads a CSV file into a draft on the usual terms.
///
/// # Errors
/// `Invalid(file)`: `Missing`, `NotCsv`, `TooMany`.
pub async fn read_file(can: &Can<InvitePeople>, bytes: &[u8]) -> Result<DraftId> {
    let sheet = Sheet::read(bytes).map_err(|flaw| Error::field("file", flaw))?;
    keep(can, &sheet, &Terms::usual(can.org().locale)).await
}

/// A draft, with what would become of each row if it were sent now.
///
/// # Errors
/// `NotFound`: it was sent, is over, or is somebody else's.
pub async fn review(can: &Can<InvitePeople>, id: DraftId) -> Result<(Draft, Plan)> {
    let draft = find(can, id).await?;
    let plan = looked_over(can, &draft.sheet, &draft.terms).await?;
    Ok((draft, plan))
}

/// How the organisation stands with its seats, before anybody is invited.
pub async fn seats(can: &Can<InvitePeople>) -> Result<Seats> {
    let mut read = can.read().await?;
    sql::seats(read.conn(), can.org_id(), can.portal().clock.now()).await
}

/// Changes what columns are taken for, and the terms.
///
/// # Errors
/// `NotFound`.
pub async fn change(can: &Can<InvitePeople>, id: DraftId, columns: Columns, terms: &Terms) -> Result<()> {
    let mut tx = can.begin().await?;
    let (org, now) = (tx.org(), tx.now());
    let changed = sql::change_draft(tx.conn(), org, id, can.membership(), columns, terms, now).await?;
    if changed { tx.commit_unrecorded(Unrecorded::InvitationDraft).await } else { Err(Error::NotFound) }
}

/// Sends what can be sent of a draft. What can't be becomes a list of its own; somebody who stands twice in it was sent to.
///
/// # Errors
/// `NotFound` · `Invalid(addresses)`: `Missing` when nobody on it can be invited · `Conflict(BeyondYourRights)` · `Limited`.
pub async fn send(can: &Can<InvitePeople>, id: DraftId) -> Result<Sending> {
    let draft = find(can, id).await?;
    send_list(can, Some(id), &draft.sheet, &draft.terms).await
}

/// Forgets a draft.
pub async fn discard(can: &Can<InvitePeople>, id: DraftId) -> Result<()> {
    let mut tx = can.begin().await?;
    let org = tx.org();
    sql::delete_draft(tx.conn(), org, id, can.membership()).await?;
    tx.commit_unrecorded(Unrecorded::InvitationDraft).await
}

/// Forgets the lists of an organisation whose day is over.
pub(crate) async fn forget_expired(portal: &Portal, org: OrgId) -> Result<()> {
    let mut tx = TenantTx::open(portal, &portal.db.worker, org, Actor::portal()).await?;
    let now = tx.now();
    sql::forget_expired_drafts(tx.conn(), org, now).await?;
    tx.commit_unrecorded(Unrecorded::InvitationDraft).await
}

async fn send_list(can: &Can<InvitePeople>, draft: Option<DraftId>, sheet: &Sheet, terms: &Terms) -> Result<Sending> {
    let mut tx = can.begin().await?;
    let (org, now) = (tx.org(), tx.now());
    if let Some(draft) = draft
        && !sql::delete_draft(tx.conn(), org, draft, can.membership()).await?
    {
        // Somebody pressed the button twice.
        return Err(Error::NotFound);
    }
    let plan = plan(tx.conn(), org, can.roles(), sheet, terms, now).await?;
    let mut people = Vec::new();
    for (position, row) in (0_u16..).zip(plan.sent()) {
        let Some(address) = row.address.clone() else { continue };
        let id = InvitationId(can.portal().chance.id_in_row(now, position));
        people.push(Invitee { id, address, name: row.name.clone(), roles: row.roles.clone() });
    }
    if people.is_empty() {
        return Err(Error::field("addresses", contract::Flaw::Missing));
    }
    let left_out = match left_out_of(sheet, &plan) {
        Some(rest) if draft.is_some() => Some(keep_in(&mut tx, can, &rest, terms).await?),
        _ => None,
    };
    if people.len() > MOST_AT_ONCE as usize {
        let invited = bulk::invite_list(tx, can, &people, terms).await.map(Invited::Bulk)?;
        return Ok(Sending { invited, left_out });
    }
    let events = act::invite(&mut tx, can.membership(), &people, terms, now).await?;
    let count = events.len();
    if count == 0 {
        return Err(Error::field("addresses", contract::Flaw::Missing));
    }
    tx.commit(events).await?;
    Ok(Sending { invited: Invited::Sent(count), left_out })
}

fn left_out_of(sheet: &Sheet, plan: &Plan) -> Option<Sheet> {
    let is_left = |planned: &Planned| !planned.fate.is_sent() && planned.fate != Fate::Duplicate;
    let rows: Vec<_> = sheet.rows.iter().zip(&plan.rows).filter(|(_, planned)| is_left(planned)).map(|(row, _)| row.clone()).collect();
    (!rows.is_empty()).then(|| Sheet { rows, ..sheet.clone() })
}

async fn looked_over(can: &Can<InvitePeople>, sheet: &Sheet, terms: &Terms) -> Result<Plan> {
    let mut read = can.read().await?;
    plan(read.conn(), can.org_id(), can.roles(), sheet, terms, can.portal().clock.now()).await
}

async fn keep(can: &Can<InvitePeople>, sheet: &Sheet, terms: &Terms) -> Result<DraftId> {
    let mut tx = can.begin().await?;
    let id = keep_in(&mut tx, can, sheet, terms).await?;
    tx.commit_unrecorded(Unrecorded::InvitationDraft).await?;
    Ok(id)
}

async fn keep_in(tx: &mut TenantTx, can: &Can<InvitePeople>, sheet: &Sheet, terms: &Terms) -> Result<DraftId> {
    let (org, expires_at) = (tx.org(), tx.now() + KEPT_FOR);
    let draft = Draft { id: tx.new_id(), sheet: sheet.clone(), terms: terms.clone() };
    sql::forget_older_drafts(tx.conn(), org, can.membership(), KEPT_EACH - 1).await?;
    sql::keep_draft(tx.conn(), org, &draft, can.membership(), expires_at).await?;
    tx.enqueue_at(expires_at, Job::ForgetDrafts { org }).await?;
    Ok(draft.id)
}

async fn find(can: &Can<InvitePeople>, id: DraftId) -> Result<Draft> {
    let mut read = can.read().await?;
    sql::draft(read.conn(), can.org_id(), id, can.membership(), can.portal().clock.now()).await?.ok_or(Error::NotFound)
}
