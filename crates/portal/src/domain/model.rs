//! The life of a domain, without I/O: pending until its proof is found, proven while it stays, missing when it is gone, lost when it
//! stays gone.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

/// How long the proof may be gone before the domain is.
pub const GRACE: Duration = Duration::days(14);
/// How long we look for a new proof by ourselves.
pub const PATIENCE: Duration = Duration::days(30);
/// How often a proven domain is looked at.
const DAILY: Duration = Duration::DAY;
/// Checks in a row that find a proof gone before anybody is told: one may have met a name server that was being restarted.
const MISSES: i32 = 3;
/// How long a proof may go unconfirmed by servers that say nothing.
const SILENT: Duration = Duration::days(3);

/// What is thought of a domain now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The proof has not been found yet.
    Pending,
    /// It is this organisation's.
    Proven,
    /// The proof is gone. The domain is still nobody else's.
    Missing,
    /// The proof has been gone for [`GRACE`]: whoever proves the domain has it.
    Lost,
}

impl State {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Proven => "proven",
            Self::Missing => "missing",
            Self::Lost => "lost",
        }
    }

    /// Whether nobody else can have it.
    pub const fn is_ours(self) -> bool {
        matches!(self, Self::Proven | Self::Missing)
    }

    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Pending, Self::Proven, Self::Missing, Self::Lost].into_iter().find(|state| state.key() == key)
    }
}

/// Where a proof was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// A TXT record.
    Dns,
    /// A page of the domain's web server.
    File,
}

impl Method {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Dns => "dns",
            Self::File => "file",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Dns, Self::File].into_iter().find(|method| method.key() == key)
    }
}

/// What people with an address at a proven domain may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    Nothing,
    /// Ask to join, where the organisation lets people ask at all.
    AskToJoin,
    /// Join on their first sign-in, however they prove the address, with the domain's role.
    Join,
    /// They must use single sign-on, from the day that [`crate::sign_in_policy`] says.
    RequireSso,
}

impl Policy {
    pub const ALL: [Self; 4] = [Self::AskToJoin, Self::Join, Self::Nothing, Self::RequireSso];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::AskToJoin => "ask_to_join",
            Self::Join => "join",
            Self::RequireSso => "require_sso",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.key() == key)
    }
}

/// What one check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    Seen(Method),
    /// Whoever answered doesn't have it.
    Absent,
    /// Nobody answered, or they don't agree.
    Unclear,
}

/// Who wanted to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    ByPerson,
    BySchedule,
}

/// Where a domain stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub state: State,
    /// In this state since.
    pub since: OffsetDateTime,
    /// Checks in a row that didn't find the proof.
    pub tries: i32,
    /// When the proof was last found, and where.
    pub seen: Option<(OffsetDateTime, Method)>,
}

/// What a check changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Proven(Method),
    /// Unless it comes back until then, the domain is lost.
    Missing {
        until: OffsetDateTime,
    },
    Lost,
}

/// A domain after a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub standing: Standing,
    /// When to look again; `None`: not by ourselves.
    pub next: Option<OffsetDateTime>,
    pub change: Option<Change>,
}

impl Standing {
    /// One that has just been added, and when it is first looked at.
    pub fn begin(now: OffsetDateTime) -> Step {
        let standing = Self { state: State::Pending, since: now, tries: 0, seen: None };
        Step { standing, next: Some(now + Duration::minutes(2)), change: None }
    }

    /// What becomes of it after a check.
    #[must_use]
    pub fn after(self, finding: Finding, asked: Asked, now: OffsetDateTime) -> Step {
        match (self.state, finding) {
            (State::Proven, Finding::Seen(method)) => Step { standing: self.seen(method, now), next: Some(now + DAILY), change: None },
            (_, Finding::Seen(method)) => {
                let standing = Self { state: State::Proven, since: now, ..self.seen(method, now) };
                Step { standing, next: Some(now + DAILY), change: Some(Change::Proven(method)) }
            }
            (State::Pending, _) => self.waits(asked, now),
            (State::Proven, Finding::Absent) => self.misses(asked, now),
            (State::Proven, Finding::Unclear) => self.hears_nothing(now),
            (State::Missing, _) => self.stays_missing(now),
            (State::Lost, _) => Step { standing: self, next: None, change: None },
        }
    }

    /// Until when a missing proof may come back.
    pub fn until(&self) -> OffsetDateTime {
        self.since + GRACE
    }

    /// After a check whose proof couldn't be accepted: nothing is otherwise than before, but we look more and more rarely.
    #[must_use]
    pub fn refused(self, asked: Asked, now: OffsetDateTime) -> Step {
        match self.state {
            State::Pending => self.waits(asked, now),
            _ => Step { standing: self, next: None, change: None },
        }
    }

    fn seen(self, method: Method, now: OffsetDateTime) -> Self {
        Self { tries: 0, seen: Some((now, method)), ..self }
    }

    fn waits(self, asked: Asked, now: OffsetDateTime) -> Step {
        // Who presses the button has just done something: soon afterwards it may be seen.
        let tries = match asked {
            Asked::ByPerson => self.tries.saturating_add(1).min(3),
            Asked::BySchedule => self.tries.saturating_add(1),
        };
        let next = (now < self.since + PATIENCE).then(|| now + pause(tries));
        Step { standing: Self { tries, ..self }, next, change: None }
    }

    fn misses(self, asked: Asked, now: OffsetDateTime) -> Step {
        // Pressing the button three times in a minute proves no more than once.
        let tries = match asked {
            Asked::ByPerson => self.tries.max(1),
            Asked::BySchedule => self.tries.saturating_add(1),
        };
        let standing = Self { tries, ..self };
        if standing.tries < MISSES {
            return Step { standing, next: Some(now + Duration::hours(1)), change: None };
        }
        standing.goes_missing(now)
    }

    fn hears_nothing(self, now: OffsetDateTime) -> Step {
        if self.seen.is_some_and(|(at, _)| now - at < SILENT) {
            return Step { standing: self, next: Some(now + Duration::hours(1)), change: None };
        }
        self.goes_missing(now)
    }

    fn goes_missing(self, now: OffsetDateTime) -> Step {
        let standing = Self { state: State::Missing, since: now, ..self };
        Step { standing, next: Some(now + Duration::hours(6)), change: Some(Change::Missing { until: standing.until() }) }
    }

    fn stays_missing(self, now: OffsetDateTime) -> Step {
        let standing = Self { tries: self.tries.saturating_add(1), ..self };
        if now < self.until() {
            return Step { standing, next: Some((now + Duration::hours(6)).min(self.until())), change: None };
        }
        Step { standing: Self { state: State::Lost, since: now, ..standing }, next: None, change: Some(Change::Lost) }
    }
}

/// How long to wait after so many checks that found nothing: minutes at first, when somebody sits at their DNS, at last half a day.
fn pause(tries: i32) -> Duration {
    match tries {
        ..=1 => Duration::minutes(2),
        2..=10 => Duration::minutes(2_i64 << (tries - 1)).min(Duration::hours(6)),
        _ => Duration::hours(12),
    }
}

/// What is published: its host.
pub fn host(name: &str) -> String {
    format!("{LABEL}.{name}")
}

/// What is published: its value, the same in a TXT record and in a file.
pub fn value(token: &str) -> String {
    format!("{PREFIX}{token}")
}

/// Where the file is.
pub fn file_url(name: &str) -> String {
    format!("https://{name}/.well-known/portico-domain-verification.txt")
}

/// The label below the domain: an underscore keeps it from being a host's (RFC 8552, section 1.1).
pub(super) const LABEL: &str = "_portico";
pub(super) const PREFIX: &str = "portico-domain-verification=";

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::macros::datetime;

    const START: OffsetDateTime = datetime!(2026-11-02 09:00 UTC);
    const SEEN: Finding = Finding::Seen(Method::Dns);

    fn proven() -> Standing {
        Standing { state: State::Proven, since: START, tries: 0, seen: Some((START, Method::Dns)) }
    }

    /// Looks whenever it is time to, and finds the same each time, until something changes.
    fn until_it_changes(mut standing: Standing, finding: Finding) -> (Step, OffsetDateTime, u32) {
        let (mut now, mut checks) = (START, 0);
        loop {
            checks += 1;
            let step = standing.after(finding, Asked::BySchedule, now);
            match (step.change, step.next) {
                (None, Some(next)) => (standing, now) = (step.standing, next),
                _ => return (step, now, checks),
            }
        }
    }

    #[test]
    fn a_pending_domain_is_proven_by_its_proof_wherever_that_is() {
        for method in [Method::Dns, Method::File] {
            let step = Standing::begin(START).standing.after(Finding::Seen(method), Asked::BySchedule, START);
            assert_eq!((step.standing.state, step.change, step.next), (State::Proven, Some(Change::Proven(method)), Some(START + DAILY)));
            assert_eq!(step.standing.seen, Some((START, method)));
        }
    }

    #[test]
    fn a_pending_domain_is_looked_at_often_then_rarely_then_no_more() {
        let (end, at, checks) = until_it_changes(Standing::begin(START).standing, Finding::Absent);
        assert_eq!((end.standing.state, end.change, end.next), (State::Pending, None, None));
        assert!(at - START >= PATIENCE && (50..120).contains(&checks), "{checks} checks until {at}");
        assert_eq!(pause(1), Duration::minutes(2));
        assert!((1..40).map(pause).is_sorted(), "never sooner than before");
        let asked = Standing { tries: 20, ..Standing::begin(START).standing }.after(Finding::Absent, Asked::ByPerson, START);
        assert!(asked.next.unwrap() - START <= Duration::minutes(8), "somebody is at work on it");
    }

    #[test]
    fn a_proof_that_is_gone_once_is_looked_for_again_before_anybody_is_told() {
        let (step, at, checks) = until_it_changes(proven(), Finding::Absent);
        assert_eq!((step.standing.state, checks, at), (State::Missing, 3, START + Duration::hours(2)));
        assert_eq!(step.change, Some(Change::Missing { until: at + GRACE }));
        let back = proven().after(Finding::Absent, Asked::BySchedule, START).standing.after(SEEN, Asked::BySchedule, START);
        assert_eq!((back.standing.tries, back.change), (0, None));
    }

    #[test]
    fn nobody_loses_a_domain_by_pressing_a_button() {
        let mut standing = proven();
        for _ in 0..10 {
            standing = standing.after(Finding::Absent, Asked::ByPerson, START).standing;
        }
        assert_eq!((standing.state, standing.tries), (State::Proven, 1));
    }

    #[test]
    fn servers_that_say_nothing_are_waited_for_three_days() {
        let (step, at, _) = until_it_changes(proven(), Finding::Unclear);
        assert_eq!((step.standing.state, at), (State::Missing, START + SILENT));
    }

    #[test]
    fn a_missing_proof_comes_back_or_the_domain_is_lost_after_a_fortnight() {
        let missing = Standing { state: State::Missing, tries: 3, ..proven() };
        let back = missing.after(SEEN, Asked::BySchedule, START + Duration::days(13));
        assert_eq!((back.standing.state, back.standing.tries, back.change), (State::Proven, 0, Some(Change::Proven(Method::Dns))));
        for finding in [Finding::Absent, Finding::Unclear] {
            let (lost, at, _) = until_it_changes(missing, finding);
            assert_eq!((lost.standing.state, lost.change, lost.next, at), (State::Lost, Some(Change::Lost), None, START + GRACE));
        }
    }

    #[test]
    fn a_lost_domain_can_be_proven_anew_when_somebody_asks() {
        let lost = Standing { state: State::Lost, ..proven() };
        assert_eq!(lost.after(Finding::Absent, Asked::ByPerson, START), Step { standing: lost, next: None, change: None });
        assert_eq!(lost.after(SEEN, Asked::ByPerson, START).standing.state, State::Proven);
        assert_eq!(lost.refused(Asked::ByPerson, START).standing, lost);
    }

    proptest! {
        #[test]
        fn whatever_is_found_it_never_goes_from_proven_to_lost_and_never_looks_back(
            findings in proptest::collection::vec((0..3, 1..400_u32), 1..80)
        ) {
            let (mut standing, mut now) = (Standing::begin(START).standing, START);
            for (finding, hours) in findings {
                let finding = [SEEN, Finding::Absent, Finding::Unclear][finding as usize];
                let step = standing.after(finding, Asked::BySchedule, now);
                prop_assert!(!(standing.state == State::Proven && step.standing.state == State::Lost));
                prop_assert!(step.next.is_none_or(|next| next > now));
                prop_assert_eq!(step.change.is_some(), step.standing.state != standing.state);
                prop_assert!(step.standing.state == State::Pending || step.standing.seen.is_some());
                standing = step.standing;
                now += Duration::hours(hours.into());
            }
        }
    }
}
