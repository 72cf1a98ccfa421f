use super::{Cursor, Entry, Filter, sql};
use crate::{
    Error, Result,
    access::{Can, permission::SeeActivity},
    audit::Event,
    spreadsheet,
};
use futures::{Stream, stream};
use std::str::FromStr;
use time::format_description::well_known::Rfc3339;

/// How many entries are in memory at a time.
const CHUNK: usize = 1_000;

/// A form that other programs read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180 with a heading; safe to open in a spreadsheet.
    Csv,
    /// One JSON object a line.
    Ndjson,
}

impl Format {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Ndjson => "ndjson",
        }
    }

    /// The media type (RFC 7111; NDJSON has none of its own registered).
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Ndjson => "application/x-ndjson",
        }
    }
}

impl FromStr for Format {
    type Err = Error;
    fn from_str(key: &str) -> Result<Self> {
        [Self::Csv, Self::Ndjson].into_iter().find(|format| format.key() == key).ok_or(Error::NotFound)
    }
}

/// A file being made while it is read.
#[derive(Debug)]
pub struct Export<S> {
    /// `acme-activity-2026-11-02.csv`
    pub name: String,
    pub format: Format,
    pub chunks: S,
}

/// Exactly the slice that the filter shows, newest first, as it was when asked for; recorded before the first byte leaves.
/// Instants are in UTC.
pub async fn export(
    can: Can<SeeActivity>,
    filter: Filter,
    format: Format,
    zone: &str,
) -> Result<Export<impl Stream<Item = Result<Vec<u8>>> + Send + use<>>> {
    let now = can.portal().clock.now();
    let period = filter.period.ids(now, zone)?;
    let newest = {
        let mut read = can.read().await?;
        sql::page(read.conn(), can.org_id(), &filter, period, Cursor::Newest, 1).await?.pop()
    };
    can.begin().await?.commit(Event::ActivityExported { format: format.key().to_owned(), filter: filter.to_string() }).await?;

    let name = format!("{}-activity-{}.{}", can.org().slug, now.date(), format.key());
    let heading = match format {
        Format::Csv => spreadsheet::line(COLUMNS),
        Format::Ndjson => Vec::new(),
    };
    let begin = Step { first: newest, cursor: Cursor::Newest, written: heading };
    let chunks = stream::try_unfold(Some(begin), move |step| {
        let (can, filter) = (can.clone(), filter.clone());
        async move {
            let Some(mut step) = step else { return Ok(None) };
            // The newest one was read before the export was recorded: everything after it is no part of this slice.
            let mut entries = Vec::new();
            if let Some(first) = step.first.take() {
                step.cursor = Cursor::OlderThan(first.id);
                entries.push(first);
            }
            if let Cursor::OlderThan(_) = step.cursor {
                let mut read = can.read().await?;
                entries.extend(sql::page(read.conn(), can.org_id(), &filter, period, step.cursor, CHUNK).await?);
            }
            for entry in &entries {
                write(&mut step.written, entry, format)?;
            }
            let next = entries.last().filter(|_| entries.len() >= CHUNK).map(|last| Step {
                first: None,
                cursor: Cursor::OlderThan(last.id),
                written: Vec::new(),
            });
            Ok(Some((step.written, next)))
        }
    });
    Ok(Export { name, format, chunks })
}

struct Step {
    first: Option<Entry>,
    cursor: Cursor,
    written: Vec<u8>,
}

const COLUMNS: [&str; 14] = [
    "time",
    "event",
    "actor_name",
    "actor_address",
    "actor_id",
    "target_kind",
    "target",
    "target_id",
    "before",
    "after",
    "ip",
    "device",
    "request",
    "id",
];

fn write(into: &mut Vec<u8>, entry: &Entry, format: Format) -> Result<()> {
    match format {
        Format::Csv => into.extend(csv_line(entry)?),
        Format::Ndjson => {
            serde_json::to_writer(&mut *into, &json(entry)?).map_err(Error::internal)?;
            into.push(b'\n');
        }
    }
    Ok(())
}

fn csv_line(entry: &Entry) -> Result<Vec<u8>> {
    let changes = entry.changes();
    let side = |side: fn(&crate::audit::Change) -> Option<&crate::audit::Value>| {
        changes
            .iter()
            .filter_map(|change| side(change).map(|value| format!("{}: {}", change.what.key(), value.plain())))
            .collect::<Vec<_>>()
            .join("; ")
    };
    let by = match entry.by {
        super::By::Person(person) => person.to_string(),
        super::By::Portal => String::new(),
    };
    let cells = [
        entry.at.format(&Rfc3339).map_err(Error::internal)?,
        entry.kind.clone(),
        entry.actor_name.clone(),
        entry.actor_address.clone(),
        by,
        entry.target.kind.key().to_owned(),
        entry.target.label.clone(),
        entry.target.id.map(|id| id.to_string()).unwrap_or_default(),
        side(|change| change.before.as_ref()),
        side(|change| change.after.as_ref()),
        entry.ip.map(|ip| ip.to_string()).unwrap_or_default(),
        entry.device.clone(),
        entry.request.clone(),
        entry.id.to_string(),
    ];
    Ok(spreadsheet::line(cells.iter().map(String::as_str)))
}

fn json(entry: &Entry) -> Result<serde_json::Value> {
    let actor = match entry.by {
        super::By::Person(person) => serde_json::json!({ "id": person, "name": entry.actor_name, "address": entry.actor_address }),
        super::By::Portal => serde_json::Value::Null,
    };
    Ok(serde_json::json!({
        "id": entry.id,
        "time": entry.at.format(&Rfc3339).map_err(Error::internal)?,
        "event": entry.kind,
        "actor": actor,
        "target": { "kind": entry.target.kind.key(), "id": entry.target.id, "label": entry.target.label },
        "detail": entry.event,
        "ip": entry.ip,
        "device": entry.device,
        "request": entry.request,
    }))
}
