use crate::{Result, zone};
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use time::OffsetDateTime;
use uuid::Uuid;

/// A range of days, in the zone of whoever looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Period {
    #[default]
    Ever,
    /// Today and the days before it, so many in all.
    Last { days: u16 },
    /// Both days belong to it; either may be open.
    Between { from: Option<Date>, to: Option<Date> },
}

impl Period {
    /// The ranges offered by name.
    pub const PRESETS: [Self; 4] = [Self::Last { days: 1 }, Self::Last { days: 7 }, Self::Last { days: 30 }, Self::Last { days: 90 }];

    /// Event ids from the first (inclusive) to the second (exclusive): a UUIDv7 begins with its milliseconds.
    pub(super) fn ids(self, now: OffsetDateTime, zone_name: &str) -> Result<(Uuid, Uuid)> {
        let zone = zone::get(zone_name);
        let (first, last) = match self {
            Self::Ever => (None, None),
            Self::Last { days } => (Some(today(now, &zone).saturating_sub(i64::from(days.max(1) - 1).days())), None),
            Self::Between { from, to } => (from, to.map(|day| day.saturating_add(1.day()))),
        };
        Ok((first.map_or(Uuid::nil(), |day| floor(day, &zone)), last.map_or(Uuid::max(), |day| floor(day, &zone))))
    }
}

fn today(now: OffsetDateTime, zone: &TimeZone) -> Date {
    Timestamp::from_second(now.unix_timestamp()).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned_datetime(zone.clone()).date()
}

/// The least UUIDv7 of a day's first instant; days before 1970 count as its first.
fn floor(day: Date, zone: &TimeZone) -> Uuid {
    let start = day.to_zoned_datetime(zone.clone()).map_or(0, |start| start.timestamp().as_millisecond());
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(start).unwrap_or_default(), &[0; 10]).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    fn bounds(period: Period, zone: &str) -> (i64, i64) {
        let millis = |id: Uuid| i64::try_from(id.as_u128() >> 80).unwrap();
        let (since, until) = period.ids(datetime!(2026-11-02 00:30 UTC), zone).unwrap();
        (millis(since) / 1000, millis(until) / 1000)
    }

    #[test]
    fn a_day_begins_where_the_reader_is() {
        let today = Period::Last { days: 1 };
        assert_eq!(bounds(today, "UTC").0, datetime!(2026-11-02 00:00 UTC).unix_timestamp());
        assert_eq!(bounds(today, "America/New_York").0, datetime!(2026-11-01 04:00 UTC).unix_timestamp());
        assert_eq!(bounds(today, "Pacific/Auckland").0, datetime!(2026-11-01 11:00 UTC).unix_timestamp());
    }

    #[test]
    fn both_days_of_a_range_belong_to_it() {
        let day = "2026-10-25".parse().unwrap(); // when Berlin's clocks go back: 25 hours
        let (since, until) = bounds(Period::Between { from: Some(day), to: Some(day) }, "Europe/Berlin");
        assert_eq!(until - since, 25 * 3600);
    }

    #[test]
    fn absurd_dates_are_no_accident() {
        for day in ["0001-01-01", "9999-12-31", "-9999-01-01"] {
            let day = day.parse().ok();
            bounds(Period::Between { from: day, to: day }, "Asia/Tokyo");
        }
    }
}
