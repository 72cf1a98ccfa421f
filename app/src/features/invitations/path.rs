//! Where the pages of invitations are, in the organisation at that slug.

use crate::features::members::PeopleTab;
use std::fmt::Display;

pub fn list(slug: &str) -> String {
    PeopleTab::Invitations.path(slug)
}

pub fn one(slug: &str, invitation: impl Display) -> String {
    format!("{}/{invitation}", list(slug))
}

pub fn revoke(slug: &str, invitation: impl Display) -> String {
    format!("{}/revoke", one(slug, invitation))
}

pub fn link(slug: &str, invitation: impl Display) -> String {
    format!("{}/link", one(slug, invitation))
}

pub fn invite(slug: &str) -> String {
    format!("{}/invite", PeopleTab::Members.path(slug))
}

/// Where a list of people is posted as a file.
pub fn upload(slug: &str) -> String {
    format!("{}/file", invite(slug))
}

pub fn review(slug: &str, draft: impl Display) -> String {
    format!("{}/{draft}", invite(slug))
}

/// What was left out of a list that was sent.
pub fn left_out(slug: &str, draft: impl Display) -> String {
    format!("{}?rest", review(slug, draft))
}
