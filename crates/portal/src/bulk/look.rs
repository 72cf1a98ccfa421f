use super::{Act, sql_look};
use crate::{
    Error, Result,
    access::{Can, permission::SeeMembers},
    page::ROWS,
};
use contract::{BulkId, MembershipId, Problem};
use time::OffsetDateTime;
use uuid::Uuid;

/// How far an act has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    pub id: BulkId,
    pub act: Act,
    pub started_by: (MembershipId, String),
    pub started_at: OffsetDateTime,
    /// `None`: it is being worked on.
    pub finished_at: Option<OffsetDateTime>,
    pub total: i32,
    /// Worked through so far, those that weren't done included.
    pub done: i32,
    /// Refused by a rule, or gone wrong for a reason of ours.
    pub failed: i32,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowOutcome {
    pub position: i32,
    pub target: Uuid,
    pub label: String,
    /// Of a member: as it is now.
    pub address: Option<String>,
    /// `None`: not yet. Of what went wrong for a reason of ours the problem has the reference under which the log has it.
    pub outcome: Option<std::result::Result<(), Problem>>,
}

/// How far it is, and up to a page of its rows behind a position (0: from the beginning): all, or those that were left as they are.
/// With the position where they go on, if they do.
///
/// # Errors
/// `NotFound`.
pub async fn look(can: &Can<SeeMembers>, id: BulkId, only_refused: bool, after: i32) -> Result<(Progress, Vec<RowOutcome>, Option<i32>)> {
    let mut read = can.read().await?;
    let progress = sql_look::progress(read.conn(), can.org_id(), id).await?.ok_or(Error::NotFound)?;
    let mut rows = sql_look::rows(read.conn(), can.org_id(), id, only_refused, after).await?;
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    let next = rows.last().filter(|_| more).map(|row| row.position);
    Ok((progress, rows, next))
}
