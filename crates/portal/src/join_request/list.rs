use super::sql;
use crate::{
    Result,
    access::{Can, permission::SeeMembers},
    page::Count,
};
use contract::RequestId;
use time::OffsetDateTime;

/// Somebody who asks to join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub id: RequestId,
    pub name: String,
    pub address: String,
    /// May be empty.
    pub message: String,
    pub created_at: OffsetDateTime,
    /// Was a member once, and was removed.
    pub was_removed: bool,
}

/// The most that are shown at once; decided ones make room.
pub const MOST: usize = 200;

/// The open requests, oldest first: they have waited longest.
pub async fn list(can: &Can<SeeMembers>) -> Result<Vec<Request>> {
    let mut read = can.read().await?;
    sql::open(read.conn(), can.org_id(), i64::try_from(MOST).unwrap_or(i64::MAX)).await
}

/// How many wait for somebody to decide.
pub async fn count(can: &Can<SeeMembers>) -> Result<Count> {
    let mut read = can.read().await?;
    Ok(Count::of(sql::count(read.conn(), can.org_id()).await?))
}

/// Whether the organisation lets people ask.
pub async fn may_be_asked(can: &Can<SeeMembers>) -> Result<bool> {
    let mut read = can.read().await?;
    sql::may_be_asked(read.conn(), can.org_id()).await
}
