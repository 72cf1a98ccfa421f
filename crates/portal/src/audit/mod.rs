//! The history of an organisation, as an enum: the vocabulary of what can happen, and how it is written.

mod actor;
mod change;
mod event;
mod kind;
mod person_event;
mod write;

pub use actor::{Actor, Origin};
pub use change::{Aspect, Change, Value};
pub use event::{Event, Events, Target, TargetKind, Unrecorded};
pub use kind::{EventGroup, EventKind};
pub use person_event::PersonEvent;
pub(crate) use write::{write_events, write_person_event};
