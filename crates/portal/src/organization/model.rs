use crate::zone;
use contract::{Flaw, Locale};
use time::Duration;

/// How long an organisation has to change its mind before it is deleted.
pub const FORTNIGHT: Duration = Duration::days(14);
/// When owners are reminded: so long before the end.
pub(super) const REMINDED_BEFORE: Duration = Duration::days(3);
/// How long an old address leads to the new one, and nobody else may have it.
pub const REDIRECTS_FOR: Duration = Duration::days(90);
/// How long nobody else may have the addresses of an organisation that is gone: as long as an old one of one that isn't.
pub const RESTS_FOR: Duration = REDIRECTS_FOR;

/// Reads a language as a form sends it.
pub(super) fn read_locale(text: &str) -> Result<Locale, Flaw> {
    match text.trim() {
        "" => Err(Flaw::Missing),
        tag => Locale::ALL.into_iter().find(|locale| locale.tag() == tag).ok_or(Flaw::Unknown),
    }
}

/// Reads a zone as a form sends it.
pub(super) fn read_zone(text: &str) -> Result<String, Flaw> {
    zone::parse(text)
}

/// Whether somebody typed the organisation's name, as far as people are exact: white space and case don't count.
pub(super) fn is_the_name(typed: &str, name: &str) -> bool {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    folded(typed) == folded(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_must_be_typed_but_not_drawn() {
        assert!(is_the_name(" acme  logistics ", "Acme Logistics"));
        assert!(!is_the_name("", "Acme Logistics"));
        assert!(!is_the_name("Acme", "Acme Logistics"));
    }
}
