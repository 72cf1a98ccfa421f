//! Where the pages of domains are, in the organisation at that slug.

use crate::shell::Place;
use std::fmt::Display;

pub fn list(slug: &str) -> String {
    Place::Domains.path(slug)
}

pub fn add(slug: &str) -> String {
    format!("{}/add", list(slug))
}

pub fn one(slug: &str, domain: impl Display) -> String {
    format!("{}/{domain}", list(slug))
}

pub fn remove(slug: &str, domain: impl Display) -> String {
    format!("{}/remove", one(slug, domain))
}
