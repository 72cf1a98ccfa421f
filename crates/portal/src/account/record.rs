use super::sql;
use crate::{Error, Portal, Result, access::Visitor, audit::PersonEvent, block};
use ipnet::IpNet;
use time::OffsetDateTime;
use uuid::Uuid;

/// One line of a person's own record.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    pub at: OffsetDateTime,
    pub event: PersonEvent,
    pub device: String,
    pub place: Option<IpNet>,
}

/// A page of it, newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub lines: Vec<Recorded>,
    /// Where the next page begins, if there is one.
    pub older: Option<Uuid>,
}

/// How many lines a page has.
const PAGE: usize = 50;

/// What the visitor did with their own record, before that line if one is named.
///
/// # Errors
/// `Unauthenticated`.
pub async fn record(portal: &Portal, visitor: &Visitor, before: Option<Uuid>) -> Result<Page> {
    let person = visitor.person()?.person;
    let mut rows = sql::record(&portal.db.web, person, before, PAGE + 1).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let older = rows.last().map(|row| row.id).filter(|_| more);
    let lines = rows
        .into_iter()
        .map(|row| {
            let event = serde_json::from_value(row.detail).map_err(Error::internal)?;
            Ok(Recorded { at: row.at, event, device: row.device, place: row.ip.map(|ip| block::of(ip.addr())) })
        })
        .collect::<Result<_>>()?;
    Ok(Page { lines, older })
}
