//! Time zones by their IANA names.

use contract::Flaw;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::sync::LazyLock;

/// The zones this build carries with it: the same on every machine, whatever its system knows.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// Reads a zone's name as a browser guesses or a person types it, and answers how the database spells it. A city is enough where
/// only one has the name.
///
/// # Errors
/// `Missing` when empty, `Unknown` when there is no such zone.
pub fn parse(text: &str) -> Result<String, Flaw> {
    match text.trim() {
        "" => Err(Flaw::Missing),
        name => known(name).or_else(|| by_city(name)).ok_or(Flaw::Unknown),
    }
}

fn known(name: &str) -> Option<String> {
    ZONES.get(&name.replace(' ', "_")).ok()?.iana_name().map(ToOwned::to_owned)
}

fn by_city(city: &str) -> Option<String> {
    let city = city.replace(' ', "_");
    let mut found = names().iter().filter(|name| name.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(&city)));
    found.next().filter(|_| found.next().is_none()).cloned()
}

/// The zone of that name; UTC when there is none any more.
pub fn get(name: &str) -> TimeZone {
    ZONES.get(name).unwrap_or(TimeZone::UTC)
}

/// The names to choose from, in order: cities and UTC, without the aliases that older systems know.
pub fn names() -> &'static [String] {
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
        const AREAS: [&str; 10] =
            ["Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"];
        let mut names: Vec<String> =
            ZONES.available().map(|name| name.as_str().to_owned()).filter(|name| AREAS.iter().any(|area| name.starts_with(area))).collect();
        names.push("UTC".to_owned());
        names.sort();
        names
    });
    &NAMES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_known_by_its_name() {
        assert_eq!(parse(" europe/berlin ").unwrap(), "Europe/Berlin");
        assert_eq!(parse("UTC").unwrap(), "UTC");
        assert_eq!(parse("vienna").unwrap(), "Europe/Vienna");
        assert_eq!(parse("America/New York").unwrap(), "America/New_York");
        assert_eq!(parse("Louisville"), Err(Flaw::Unknown), "one of several, perhaps");
        assert_eq!(parse(""), Err(Flaw::Missing));
        assert_eq!(parse("Europe/Atlantis"), Err(Flaw::Unknown));
        assert_eq!(parse("../../etc/passwd"), Err(Flaw::Unknown));
    }

    #[test]
    fn every_zone_on_offer_can_be_chosen() {
        assert!(names().len() > 300);
        for name in names() {
            assert_eq!(parse(name).as_ref(), Ok(name));
        }
    }
}
