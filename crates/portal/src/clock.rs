use std::sync::{Arc, Mutex, PoisonError};
use time::{Duration, OffsetDateTime};

/// Where the time comes from. Everything that needs an instant asks this one, so a test can move it.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    #[default]
    System,
    Manual(Arc<Mutex<OffsetDateTime>>),
}

impl Clock {
    /// A clock that stands still until it is moved.
    pub fn standing_at(instant: OffsetDateTime) -> Self {
        Self::Manual(Arc::new(Mutex::new(instant)))
    }

    /// Now, to the microsecond: PostgreSQL keeps no more, and what is read back must equal what was written.
    pub fn now(&self) -> OffsetDateTime {
        let now = match self {
            #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the system's clock")]
            Self::System => OffsetDateTime::now_utc(),
            Self::Manual(instant) => *instant.lock().unwrap_or_else(PoisonError::into_inner),
        };
        now.replace_nanosecond(now.nanosecond() / 1_000 * 1_000).unwrap_or(now)
    }

    /// Moves a manual clock; a system clock can't be moved and stays.
    pub fn advance(&self, by: Duration) {
        if let Self::Manual(instant) = self {
            let mut instant = instant.lock().unwrap_or_else(PoisonError::into_inner);
            *instant += by;
        }
    }
}
