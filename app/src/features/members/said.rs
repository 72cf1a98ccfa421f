//! What a member's state and origin are called, and where their page is.

use crate::{
    shell::Place,
    ui::{Badge, Status as StatusBadge, Tone},
};
use contract::{MembershipId, Role};
use leptos::prelude::*;
use portal::member::{Source, Status};
use words::{role_name, t};

/// A member's own page.
pub(crate) fn member_path(org: &str, id: MembershipId) -> String {
    format!("{}/{id}", Place::Members.path(org))
}

pub(super) fn status_name(status: Status) -> &'static str {
    match status {
        Status::Active => t!(people.status.active),
        Status::Suspended => t!(people.status.suspended),
        Status::Removed => t!(people.status.removed),
    }
}

pub(super) fn source_name(source: Source) -> &'static str {
    match source {
        Source::Founder => t!(people.source.founder),
        Source::Invitation => t!(people.source.invitation),
        Source::Request => t!(people.source.request),
        Source::SingleSignOn => t!(people.source.single_sign_on),
        Source::Domain => t!(people.source.domain),
    }
}

/// A member's state as a badge.
pub(super) fn status_badge(status: Status) -> AnyView {
    let tone = match status {
        Status::Active => Tone::Ok,
        Status::Suspended => Tone::Warn,
        Status::Removed => Tone::Neutral,
    };
    view! { <StatusBadge tone>{status_name(status)}</StatusBadge> }.into_any()
}

/// A role as a badge.
pub(crate) fn role_badge(role: Role) -> AnyView {
    let tone = if role == Role::Owner { Tone::Accent } else { Tone::Neutral };
    view! { <Badge tone>{role_name(role)}</Badge> }.into_any()
}
