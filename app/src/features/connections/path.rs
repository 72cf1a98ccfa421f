//! Where the pages of connections are, in the organisation at that slug.

use crate::shell::Place;
use portal::connection::Step;
use std::fmt::Display;

pub fn list(slug: &str) -> String {
    Place::Connections.path(slug)
}

pub fn new(slug: &str) -> String {
    format!("{}/new", list(slug))
}

pub fn one(slug: &str, connection: impl Display) -> String {
    format!("{}/{connection}", list(slug))
}

/// A step of the wizard; outside it the same page stands under a tab.
pub fn step(slug: &str, connection: impl Display, step: Step) -> String {
    format!("{}/{}", one(slug, connection), step.key())
}

pub fn configuration(slug: &str, connection: impl Display) -> String {
    format!("{}/configuration", one(slug, connection))
}

pub fn log(slug: &str, connection: impl Display) -> String {
    format!("{}/log", one(slug, connection))
}

pub fn log_entry(slug: &str, connection: impl Display, entry: impl Display) -> String {
    format!("{}/{entry}", log(slug, connection))
}

pub fn keys(slug: &str, connection: impl Display) -> String {
    format!("{}/keys", one(slug, connection))
}

pub fn history(slug: &str, connection: impl Display) -> String {
    format!("{}/history", one(slug, connection))
}

pub fn remove(slug: &str, connection: impl Display) -> String {
    format!("{}/remove", one(slug, connection))
}
