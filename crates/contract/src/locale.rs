use serde::{Deserialize, Serialize};

/// A language Portico speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    #[default]
    En,
    De,
}

impl Locale {
    pub const ALL: [Self; 2] = [Self::En, Self::De];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// The language of a BCP 47 tag such as `de-AT`, when Portico speaks it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next()?.trim();
        Self::ALL.into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(language))
    }

    /// The best of an `Accept-Language` header (RFC 9110, section 12.5.4), by quality and then by order.
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut best: Option<(Self, f32)> = None;
        for range in header.split(',').take(16) {
            let (tag, quality) = match range.split_once(";q=") {
                Some((tag, quality)) => (tag, quality.trim().parse().unwrap_or(0.0)),
                None => (range, 1.0),
            };
            let Some(locale) = Self::from_tag(tag.trim()) else { continue };
            if quality > best.map_or(0.0, |(_, best)| best) {
                best = Some((locale, quality));
            }
        }
        best.map(|(locale, _)| locale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_wish_is_heard_by_quality() {
        assert_eq!(Locale::from_accept_language("fr, de-AT;q=0.8, en;q=0.9"), Some(Locale::En));
        assert_eq!(Locale::from_accept_language("de,en;q=0.5"), Some(Locale::De));
        assert_eq!(Locale::from_accept_language("fr"), None);
        assert_eq!(Locale::from_accept_language("de;q=0"), None);
    }
}
