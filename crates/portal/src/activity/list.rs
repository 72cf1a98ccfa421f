use super::{By, Entry, Filter, sql};
use crate::{
    Result,
    access::{Can, permission::SeeActivity},
};
use contract::EventId;

/// How many entries a page has.
const PAGE: usize = 50;
/// Counting stops here: "1,000+".
pub const COUNTED: i64 = 1_000;

/// Where in the list a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cursor {
    #[default]
    Newest,
    /// What came before this one.
    OlderThan(EventId),
    /// What came after this one.
    NewerThan(EventId),
}

/// A page of the record, newest first.
#[derive(Debug)]
pub struct Page {
    pub entries: Vec<Entry>,
    /// Where older ones go on, if there are any.
    pub older: Option<Cursor>,
    pub newer: Option<Cursor>,
    /// How many match in all; `None`: more than [`COUNTED`].
    pub count: Option<i64>,
    /// Whom to filter by: at most a hundred, the one who is chosen first and then the latest to act.
    pub actors: Vec<(By, String)>,
}

/// One page of the record, with days as this zone has them.
pub async fn list(can: &Can<SeeActivity>, filter: &Filter, cursor: Cursor, zone: &str) -> Result<Page> {
    let (org, period) = (can.org_id(), filter.period.ids(can.portal().clock.now(), zone)?);
    let mut read = can.read().await?;
    let mut entries = sql::page(read.conn(), org, filter, period, cursor, PAGE + 1).await?;
    let count = sql::count(read.conn(), org, filter, period, COUNTED).await?;
    let actors = sql::actors(read.conn(), org, filter.by).await?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    if let Cursor::NewerThan(_) = cursor {
        entries.reverse();
    }
    let (is_older, is_newer) = match cursor {
        Cursor::Newest => (more, false),
        Cursor::OlderThan(_) => (more, true),
        Cursor::NewerThan(_) => (true, more),
    };
    Ok(Page {
        older: entries.last().filter(|_| is_older).map(|entry| Cursor::OlderThan(entry.id)),
        newer: entries.first().filter(|_| is_newer).map(|entry| Cursor::NewerThan(entry.id)),
        entries,
        count: (count <= COUNTED).then_some(count),
        actors,
    })
}
