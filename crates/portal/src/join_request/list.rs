use super::sql;
use crate::{
    Result,
    access::{Can, permission::SeeMembers},
    page::{Count, Edge, Mark, Page, SortKey, arranged},
};
use contract::RequestId;
use time::OffsetDateTime;

/// Somebody who asks to join.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Request {
    #[sqlx(try_from = "uuid::Uuid")]
    pub id: RequestId,
    pub name: String,
    pub address: String,
    /// May be empty.
    pub message: String,
    pub created_at: OffsetDateTime,
    /// Was a member once, and was removed.
    pub was_removed: bool,
}

/// Which page of the list a query names.
pub fn edge(query: &str) -> Edge {
    arranged(query, |_| None::<()>).1.fitting(|key| matches!(key, SortKey::Instant(_)))
}

/// A page of the open requests, oldest first: they have waited longest.
pub async fn list(can: &Can<SeeMembers>, edge: &Edge) -> Result<Page<Request>> {
    let mut read = can.read().await?;
    let org = can.org_id();
    let mark = |row: &Request| Mark { key: SortKey::instant(Some(row.created_at)), id: row.id.0 };
    let rows = sql::open(read.conn(), org, edge).await?;
    let (rows, edge) = if edge.falls_short(&rows) { (sql::open(read.conn(), org, &Edge::First).await?, &Edge::First) } else { (rows, edge) };
    Ok(Page::of(rows, edge, mark))
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
