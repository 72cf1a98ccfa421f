use crate::zone;
use contract::Locale;
use jiff::Timestamp;
use time::OffsetDateTime;

const MONTHS_EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const MONTHS_DE: [&str; 12] = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];

/// An instant in words, in the reader's zone: "24 November 2026, 10:31 (CET)".
pub(crate) fn moment(at: OffsetDateTime, zone: &str, locale: Locale) -> String {
    let local = Timestamp::from_second(at.unix_timestamp()).unwrap_or_default().to_zoned_datetime(zone::get(zone));
    let month = usize::from(local.month().unsigned_abs()).saturating_sub(1) % 12;
    let (day, year, clock) = (local.day(), local.year(), local.strftime("%H:%M (%Z)"));
    match locale {
        Locale::En => format!("{day} {} {year}, {clock}", MONTHS_EN[month]),
        Locale::De => format!("{day}. {} {year}, {clock}", MONTHS_DE[month]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn a_moment_is_told_where_its_reader_lives() {
        let at = datetime!(2026-03-24 22:31 UTC);
        assert_eq!(moment(at, "UTC", Locale::En), "24 March 2026, 22:31 (UTC)");
        assert_eq!(moment(at, "Asia/Tokyo", Locale::De), "25. März 2026, 07:31 (JST)");
        assert_eq!(moment(at, "Mars/Olympus", Locale::En), "24 March 2026, 22:31 (UTC)");
    }
}
