use crate::generated::i18n;
use contract::Locale;
use jiff::{Timestamp, ZonedDateTime, tz::TimeZone};
use leptos::prelude::{use_context, with_context};
use time::OffsetDateTime;

/// Who reads the page: what words, numbers and dates depend on. Provided as context once per request.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The language of the page.
    pub locale: Locale,
    /// Where clocks are read.
    pub zone: TimeZone,
    /// The instant of the request, by the portal's clock.
    pub now: OffsetDateTime,
}

impl Reader {
    /// The reader of the page being rendered; without one, as in a test of a single part, English in UTC at the epoch.
    pub fn current() -> Self {
        use_context().unwrap_or_else(|| Self { locale: Locale::default(), zone: TimeZone::UTC, now: OffsetDateTime::UNIX_EPOCH })
    }

    /// An instant as this reader's wall clock and calendar show it.
    pub(crate) fn local(&self, at: OffsetDateTime) -> ZonedDateTime {
        let seconds = at.unix_timestamp();
        Timestamp::new(seconds, 0).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned_datetime(self.zone.clone())
    }
}

/// The language [`t!`](crate::t) and [`rich!`](crate::rich) speak: that of the page being rendered.
pub fn locale() -> i18n::Locale {
    match with_context::<Reader, _>(|reader| reader.locale).unwrap_or_default() {
        Locale::En => i18n::Locale::en,
        Locale::De => i18n::Locale::de,
    }
}

/// A whole number as the reader writes it: 1,000 or 1.000.
pub fn number(n: u64) -> String {
    let separator = match Reader::current().locale {
        Locale::En => ',',
        Locale::De => '.',
    };
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}
