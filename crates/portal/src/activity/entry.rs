use crate::audit::{Change, Event, EventKind, Target, TargetKind};
use contract::{EventId, PersonId};
use ipnet::IpNet;
use std::net::IpAddr;
use time::OffsetDateTime;
use uuid::Uuid;

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Person(PersonId),
    /// The portal itself, when its time had come.
    Portal,
}

/// One line of the record.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: EventId,
    pub at: OffsetDateTime,
    pub by: By,
    /// As they were called then; empty for the portal itself.
    pub actor_name: String,
    pub actor_address: String,
    pub target: Target,
    /// What happened. `None` when a newer version of Portico wrote it, beside this one during an upgrade.
    pub event: Option<Event>,
    /// The event's tag.
    pub kind: String,
    pub ip: Option<IpAddr>,
    /// The browser and system in words.
    pub device: String,
    /// The reference id of the request that did it; of a job, of the one that began it. Empty where nobody asked.
    pub request: String,
}

impl Entry {
    pub fn changes(&self) -> Vec<Change> {
        self.event.as_ref().map(Event::changes).unwrap_or_default()
    }

    pub fn kind(&self) -> Option<EventKind> {
        EventKind::from_key(&self.kind)
    }
}

/// As the table keeps it.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Row {
    pub id: Uuid,
    pub at: OffsetDateTime,
    pub kind: String,
    pub actor_person_id: Option<Uuid>,
    pub actor_name: String,
    pub actor_address: String,
    pub target_kind: String,
    pub target_id: Option<Uuid>,
    pub target_label: String,
    pub detail: serde_json::Value,
    pub ip: Option<IpNet>,
    pub device: String,
    pub request: String,
}

impl From<Row> for Entry {
    fn from(row: Row) -> Self {
        Self {
            id: EventId(row.id),
            at: row.at,
            by: row.actor_person_id.map_or(By::Portal, |id| By::Person(PersonId(id))),
            actor_name: row.actor_name,
            actor_address: row.actor_address,
            target: Target { kind: TargetKind::from_key(&row.target_kind).unwrap_or(TargetKind::Record), id: row.target_id, label: row.target_label },
            event: serde_json::from_value(row.detail).ok(),
            kind: row.kind,
            ip: row.ip.map(|net| net.addr()),
            device: row.device,
            request: row.request,
        }
    }
}
