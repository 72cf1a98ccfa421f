use crate::{Reader, t};
use jiff::{ZonedDateTime, civil::Weekday};
use time::{Duration, OffsetDateTime};

/// How long ago or until then, as people say it: "4 min ago", "yesterday", "in 3 days"; beyond a week the day itself.
pub fn relative(at: OffsetDateTime) -> String {
    let reader = Reader::current();
    let minutes = (at - reader.now).whole_minutes();
    let days = days_between(&reader.local(reader.now), &reader.local(at));
    match (days, minutes) {
        // What the page's own request has just done is a little later than the page's now.
        (_, 0) if at <= reader.now + Duration::seconds(2) => t!(time.just_now).to_owned(),
        (_, 0) => t!(time.in_a_moment).to_owned(),
        (_, -59..=-1) => t!(time.minutes_ago, minutes = -minutes),
        (_, 1..=59) => t!(time.in_minutes, minutes),
        (0, ..0) => t!(time.hours_ago, hours = -minutes / 60),
        (0, _) => t!(time.in_hours, hours = minutes / 60),
        (-1, _) => t!(time.yesterday).to_owned(),
        (1, _) => t!(time.tomorrow).to_owned(),
        (-7..=-2, _) => t!(time.days_ago, days = -days),
        (2..=7, _) => t!(time.in_days, days),
        _ => day(at),
    }
}

/// The day, short: "12 Sep", with its year when that is another one.
pub fn day(at: OffsetDateTime) -> String {
    let reader = Reader::current();
    let local = reader.local(at);
    let (day, month) = (local.day(), short_month(&local));
    if local.year() == reader.local(reader.now).year() { t!(time.day, day, month) } else { t!(time.day_of_year, day, month, year = local.year()) }
}

/// The time of day, to the minute: where the day stands beside it.
pub fn clock(at: OffsetDateTime) -> String {
    Reader::current().local(at).strftime("%H:%M").to_string()
}

/// The instant to the minute, with weekday and zone: what a person sees who asks for it.
pub fn exact(at: OffsetDateTime) -> String {
    let local = Reader::current().local(at);
    t!(
        time.exact,
        weekday = weekday(&local),
        day = local.day(),
        month = month(&local),
        year = local.year(),
        clock = local.strftime("%H:%M"),
        zone = local.strftime("%Z")
    )
}

/// Midnights between two instants on the reader's calendar; negative into the past.
fn days_between(from: &ZonedDateTime, to: &ZonedDateTime) -> i32 {
    from.date().until(to.date()).map_or(i32::MAX, |span| span.get_days())
}

fn weekday(local: &ZonedDateTime) -> &'static str {
    match local.weekday() {
        Weekday::Monday => t!(time.weekday.mon),
        Weekday::Tuesday => t!(time.weekday.tue),
        Weekday::Wednesday => t!(time.weekday.wed),
        Weekday::Thursday => t!(time.weekday.thu),
        Weekday::Friday => t!(time.weekday.fri),
        Weekday::Saturday => t!(time.weekday.sat),
        Weekday::Sunday => t!(time.weekday.sun),
    }
}

fn month(local: &ZonedDateTime) -> &'static str {
    match local.month() {
        1 => t!(time.month.m1),
        2 => t!(time.month.m2),
        3 => t!(time.month.m3),
        4 => t!(time.month.m4),
        5 => t!(time.month.m5),
        6 => t!(time.month.m6),
        7 => t!(time.month.m7),
        8 => t!(time.month.m8),
        9 => t!(time.month.m9),
        10 => t!(time.month.m10),
        11 => t!(time.month.m11),
        _ => t!(time.month.m12),
    }
}

fn short_month(local: &ZonedDateTime) -> &'static str {
    match local.month() {
        1 => t!(time.month_short.m1),
        2 => t!(time.month_short.m2),
        3 => t!(time.month_short.m3),
        4 => t!(time.month_short.m4),
        5 => t!(time.month_short.m5),
        6 => t!(time.month_short.m6),
        7 => t!(time.month_short.m7),
        8 => t!(time.month_short.m8),
        9 => t!(time.month_short.m9),
        10 => t!(time.month_short.m10),
        11 => t!(time.month_short.m11),
        _ => t!(time.month_short.m12),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::Locale;
    use jiff::tz::TimeZone;
    use leptos::prelude::{Owner, provide_context};
    use time::macros::datetime;

    /// What `say` says to somebody in Berlin on a Monday at 14:02.
    fn in_berlin<T>(locale: Locale, say: impl FnOnce(OffsetDateTime) -> T) -> T {
        let now = datetime!(2026-11-23 13:02 UTC);
        Owner::new().with(|| {
            let zone = TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC);
            provide_context(Reader { locale, zone, now });
            say(now)
        })
    }

    #[test]
    fn the_nearer_the_shorter() {
        let ago = |locale, by: Duration| in_berlin(locale, |now| relative(now - by));
        assert_eq!(ago(Locale::En, Duration::seconds(20)), "just now");
        assert_eq!(ago(Locale::En, Duration::minutes(4)), "4 min ago");
        assert_eq!(ago(Locale::En, Duration::hours(3)), "3 h ago");
        assert_eq!(ago(Locale::En, Duration::hours(15)), "yesterday");
        assert_eq!(ago(Locale::En, Duration::days(3)), "3 days ago");
        assert_eq!(ago(Locale::En, Duration::days(70)), "14 Sep");
        assert_eq!(ago(Locale::En, Duration::days(400)), "19 Oct 2025");
        assert_eq!(ago(Locale::De, Duration::hours(3)), "vor 3 Std");
        assert_eq!(ago(Locale::De, Duration::days(70)), "14. Sept.");
        assert_eq!(ago(Locale::De, Duration::days(-1)), "morgen");
        assert_eq!(ago(Locale::En, Duration::days(-6)), "in 6 days");
        assert_eq!(ago(Locale::En, Duration::minutes(-90)), "in 1 h");
    }

    #[test]
    fn the_exact_time_is_the_readers() {
        assert_eq!(in_berlin(Locale::En, exact), "Monday 23 November 2026, 14:02 CET");
        assert_eq!(in_berlin(Locale::De, exact), "Montag, 23. November 2026, 14:02 Uhr CET");
    }

    #[test]
    fn a_clock_is_read_where_the_reader_is() {
        assert_eq!(in_berlin(Locale::En, clock), "14:02");
    }

    #[test]
    fn numbers_are_grouped_as_the_reader_does() {
        assert_eq!(in_berlin(Locale::En, |_| crate::number(1_234_567)), "1,234,567");
        assert_eq!(in_berlin(Locale::De, |_| crate::number(1_000)), "1.000");
        assert_eq!(in_berlin(Locale::De, |_| crate::number(412)), "412");
    }
}
