//! Without I/O: what is required when, and what stands in the way of requiring it.

use contract::{DomainId, MembershipId};
use time::{Duration, OffsetDateTime};

/// How old the last successful test may be when single sign-on is required from then on.
pub const TESTED_WITHIN: Duration = Duration::DAY;
/// How long ago an owner may have used their way around it.
pub const EXERCISED_WITHIN: Duration = Duration::days(90);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// `/o/{slug}` shows the organisation's name and ways in to whoever comes.
    pub own_page: bool,
    /// An address at one of its domains is led to its provider.
    pub discovery: bool,
    pub requirement: Requirement,
}

/// Whether single sign-on is required of people at the domains chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requirement {
    Off,
    /// Everybody concerned has been told.
    Announced {
        from: OffsetDateTime,
    },
    InForce {
        since: OffsetDateTime,
    },
}

impl Requirement {
    pub(super) fn at(required_from: Option<OffsetDateTime>, now: OffsetDateTime) -> Self {
        match required_from {
            None => Self::Off,
            Some(since) if since <= now => Self::InForce { since },
            Some(from) => Self::Announced { from },
        }
    }

    pub fn is_off(self) -> bool {
        self == Self::Off
    }
}

/// How long people have between the mail and the day. Never less than a day: somebody may be travelling, and an owner may want to stop it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    Day,
    ThreeDays,
    Week,
}

impl Notice {
    pub const ALL: [Self; 3] = [Self::Day, Self::ThreeDays, Self::Week];

    /// The word in forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::ThreeDays => "three_days",
            Self::Week => "week",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.key() == key)
    }

    pub const fn lasts(self) -> Duration {
        match self {
            Self::Day => Duration::DAY,
            Self::ThreeDays => Duration::days(3),
            Self::Week => Duration::days(7),
        }
    }
}

/// Who would be concerned, and what stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preflight {
    /// Domains that a connection serves: those that could be chosen.
    pub domains: Vec<DomainLine>,
    /// Members at other domains: they keep their own ways in.
    pub outside: i64,
    /// Some of them, by name.
    pub outside_names: Vec<String>,
    pub owners: Vec<OwnerLine>,
    /// When a test of what serves succeeded last.
    pub tested_at: Option<OffsetDateTime>,
    pub obstacles: Vec<Obstacle>,
}

/// A domain and its people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainLine {
    pub id: DomainId,
    pub name: String,
    pub is_proven: bool,
    /// Chosen when it is required already.
    pub is_required: bool,
    /// The names of the active connections that serve it.
    pub connections: Vec<String>,
    /// Members there who have come in by single sign-on before.
    pub have_used: i64,
    /// Members there who never have.
    pub never_used: i64,
    /// Some of those, by name.
    pub never_names: Vec<String>,
}

/// An owner, and their way around single sign-on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerLine {
    pub member: MembershipId,
    pub name: String,
    pub address: String,
    /// They keep a way in of their own.
    pub keeps: bool,
    /// Used last.
    pub exercised_at: Option<OffsetDateTime>,
}

impl OwnerLine {
    /// Whether their way is known to work.
    pub fn is_exercised(&self, now: OffsetDateTime) -> bool {
        self.keeps && self.exercised_at.is_some_and(|at| now - at <= EXERCISED_WITHIN)
    }
}

/// Why single sign-on can't be required yet. Each is something that its page helps to put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Obstacle {
    /// No connection is active.
    NoConnection,
    /// None of them serves a proven domain.
    NoDomain,
    /// No test of an active connection has succeeded within [`TESTED_WITHIN`].
    NotTested,
    /// No owner keeps a way in of their own.
    NobodyKeeps,
    /// Of those who do, none has used it within [`EXERCISED_WITHIN`].
    NobodyExercised,
}

pub(super) fn obstacles(
    active: bool,
    serves_proven: bool,
    tested: Option<OffsetDateTime>,
    owners: &[OwnerLine],
    now: OffsetDateTime,
) -> Vec<Obstacle> {
    let mut found = Vec::new();
    if !active {
        found.push(Obstacle::NoConnection);
    } else if !serves_proven {
        found.push(Obstacle::NoDomain);
    }
    if tested.is_none_or(|at| now - at > TESTED_WITHIN) {
        found.push(Obstacle::NotTested);
    }
    if !owners.iter().any(|owner| owner.keeps) {
        found.push(Obstacle::NobodyKeeps);
    } else if !owners.iter().any(|owner| owner.is_exercised(now)) {
        found.push(Obstacle::NobodyExercised);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;
    use uuid::Uuid;

    const NOW: OffsetDateTime = datetime!(2026-11-28 12:00 UTC);

    fn owner(keeps: bool, exercised_at: Option<OffsetDateTime>) -> OwnerLine {
        OwnerLine { member: MembershipId(Uuid::nil()), name: "Olga".into(), address: "olga@acme.example".into(), keeps, exercised_at }
    }

    #[test]
    fn nothing_stands_in_the_way_of_who_has_prepared() {
        let tested = Some(NOW - TESTED_WITHIN);
        assert_eq!(obstacles(true, true, tested, &[owner(false, None), owner(true, Some(NOW - EXERCISED_WITHIN))], NOW), []);
    }

    #[test]
    fn each_thing_that_is_missing_is_named() {
        assert_eq!(obstacles(false, false, None, &[], NOW), [Obstacle::NoConnection, Obstacle::NotTested, Obstacle::NobodyKeeps]);
        let (old_test, old_use) = (NOW - TESTED_WITHIN - Duration::SECOND, NOW - EXERCISED_WITHIN - Duration::SECOND);
        let found = obstacles(true, false, Some(old_test), &[owner(true, Some(old_use)), owner(false, Some(NOW))], NOW);
        assert_eq!(found, [Obstacle::NoDomain, Obstacle::NotTested, Obstacle::NobodyExercised]);
        assert_eq!(obstacles(true, true, Some(NOW), &[owner(true, None)], NOW), [Obstacle::NobodyExercised]);
    }

    #[test]
    fn a_requirement_holds_by_the_clock_alone() {
        assert_eq!(Requirement::at(None, NOW), Requirement::Off);
        assert_eq!(Requirement::at(Some(NOW), NOW), Requirement::InForce { since: NOW });
        let later = NOW + Duration::SECOND;
        assert_eq!(Requirement::at(Some(later), NOW), Requirement::Announced { from: later });
    }
}
