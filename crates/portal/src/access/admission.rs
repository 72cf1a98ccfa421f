use time::OffsetDateTime;

/// What decides whether a member's session may enter: what it has proven, and what the organisation requires of this person.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    /// By a connection of this organisation, and the proof still counts.
    pub by_connection: bool,
    /// By a factor of the person's own: password, or a code from their mailbox.
    pub by_own_factor: bool,
    /// Since when single sign-on is required of this person, if it is.
    pub required_from: Option<OffsetDateTime>,
    /// They are an owner with a break-glass way in.
    pub breaks_glass: bool,
}

/// By what a session enters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Admission {
    ByConnection,
    ByOwnFactor,
    /// An owner who keeps a way in of their own. `required`: nobody else could have come in by it.
    ByBreakGlass {
        required: bool,
    },
    /// What this session has proven isn't enough here.
    Refused,
}

impl Standing {
    pub(super) fn admission(self) -> Admission {
        let required = self.required_from.is_some();
        match (self.by_connection, self.by_own_factor, self.breaks_glass) {
            (true, ..) => Admission::ByConnection,
            (_, true, true) => Admission::ByBreakGlass { required },
            (_, true, false) if !required => Admission::ByOwnFactor,
            _ => Admission::Refused,
        }
    }
}

/// Whether an entry by break glass is the first of this session, or the first since single sign-on is required: those are what owners hear of.
pub(super) fn is_news(exercised_at: Option<OffsetDateTime>, session_since: OffsetDateTime, required_from: Option<OffsetDateTime>) -> bool {
    exercised_at.is_none_or(|last| last < required_from.map_or(session_since, |from| from.max(session_since)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::{Duration, macros::datetime};

    const NOW: OffsetDateTime = datetime!(2026-11-02 09:00 UTC);

    /// Every standing there is.
    #[test]
    fn a_connection_always_admits_and_an_own_factor_where_nothing_else_is_required() {
        for bits in 0..16_u8 {
            let bit = |place: u8| bits >> place & 1 == 1;
            let (by_connection, by_own_factor, required, breaks_glass) = (bit(0), bit(1), bit(2), bit(3));
            let standing = Standing { by_connection, by_own_factor, required_from: required.then_some(NOW), breaks_glass };
            let expected = match (by_connection, by_own_factor, required, breaks_glass) {
                (true, _, _, _) => Admission::ByConnection,
                (false, false, _, _) => Admission::Refused,
                (false, true, false, false) => Admission::ByOwnFactor,
                (false, true, true, false) => Admission::Refused,
                (false, true, required, true) => Admission::ByBreakGlass { required },
            };
            assert_eq!(standing.admission(), expected, "{standing:?}");
        }
    }

    #[test]
    fn breaking_glass_is_news_once_a_session() {
        let (before, after) = (NOW - Duration::HOUR, NOW + Duration::HOUR);
        assert!(is_news(None, NOW, None));
        assert!(is_news(Some(before), NOW, None));
        assert!(!is_news(Some(NOW), NOW, None));
        // The session is older than the requirement, and so is what was exercised in it.
        assert!(is_news(Some(NOW), before, Some(after)));
        assert!(!is_news(Some(after), before, Some(after)));
    }
}
