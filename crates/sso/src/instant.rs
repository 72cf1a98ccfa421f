//! Instants as reports show them and SAML writes them: `xs:dateTime` in UTC (SAML Core 1.3.3).

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// How far the provider's clock and ours may differ. Two minutes forgive a machine without NTP and give a thief little.
pub(crate) const SKEW_SECONDS: i64 = 120;

/// `None` for anything without a zone: which instant it means would be a guess.
pub(crate) fn parse(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text.trim(), &Rfc3339).ok()
}

/// To the second; nobody reads more.
pub(crate) fn write(at: OffsetDateTime) -> String {
    let at = at.checked_to_offset(time::UtcOffset::UTC).unwrap_or(at);
    let (year, month, day) = (at.year(), u8::from(at.month()), at.day());
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", at.hour(), at.minute(), at.second())
}

/// `now` is so many seconds after `at`. A difference can't overflow, where a sum with a provider's year 9999 would.
pub(crate) fn seconds_since(now: OffsetDateTime, at: OffsetDateTime) -> i64 {
    (now - at).whole_seconds()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn instants_are_read_as_providers_write_them() {
        let noon = datetime!(2026-11-26 12:00 UTC);
        for text in ["2026-11-26T12:00:00Z", "2026-11-26T12:00:00.000Z", "2026-11-26T12:00:00.0000000Z", "2026-11-26T13:00:00+01:00"] {
            assert_eq!(parse(text), Some(noon), "{text}");
        }
        for text in ["", "2026-11-26", "2026-11-26T12:00:00", "1764158400", "now", "2026-13-26T12:00:00Z"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(write(datetime!(2026-11-26 13:00:05.9 +1)), "2026-11-26T12:00:05Z");
    }
}
