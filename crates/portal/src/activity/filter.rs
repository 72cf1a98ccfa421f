use super::{By, Period};
use crate::audit::{EventGroup, EventKind};
use contract::PersonId;
use std::fmt;
use uuid::Uuid;

/// Which part of the record: parsed from a page's query and printed back to it, so that the URL is the state.
/// What can't be read is as if it weren't there; an old bookmark must not break.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    pub by: Option<By>,
    pub about: Option<About>,
    pub period: Period,
    /// Words that must all occur, at most 100 characters together.
    pub text: String,
}

/// One kind of event, or a group of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Group(EventGroup),
    Kind(EventKind),
}

impl About {
    /// The word in URLs.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Group(group) => group.key(),
            Self::Kind(kind) => kind.key(),
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        EventGroup::from_key(key).map(Self::Group).or_else(|| EventKind::from_key(key).map(Self::Kind))
    }

    pub(super) fn kinds(self) -> Vec<String> {
        match self {
            Self::Group(group) => group.kinds().map(|kind| kind.key().to_owned()).collect(),
            Self::Kind(kind) => vec![kind.key().to_owned()],
        }
    }
}

const MOST_TEXT: usize = 100;

impl Filter {
    /// Reads the query's values by name.
    pub fn read(value: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name| value(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let day = |name| value(name).and_then(|text| text.parse().ok());
        let period = match (value("when").as_deref().and_then(days), day("from"), day("to")) {
            (Some(days), ..) => Period::Last { days },
            (None, None, None) => Period::Ever,
            (None, from, to) => Period::Between { from, to },
        };
        Self {
            by: value("by")
                .and_then(|text| if text == "portal" { Some(By::Portal) } else { Uuid::try_parse(&text).ok().map(|id| By::Person(PersonId(id))) }),
            about: value("about").and_then(|key| About::from_key(&key)),
            period,
            text: text(&value("q").unwrap_or_default()),
        }
    }

    /// Reads a query as it stands in a URL, without the question mark.
    pub fn parse(query: &str) -> Self {
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
        Self::read(|name| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone().into_owned()))
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Patterns for `like all`: every word somewhere.
    pub(super) fn patterns(&self) -> Vec<String> {
        let escaped = |word: &str| word.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        self.text.split_whitespace().map(|word| format!("%{}%", escaped(word))).collect()
    }
}

/// What was typed, on one line and without what no record has.
fn text(typed: &str) -> String {
    let typed: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MOST_TEXT).collect();
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `7d`: a number of days from 1 to 366.
fn days(text: &str) -> Option<u16> {
    text.strip_suffix('d')?.parse().ok().filter(|days| (1..=366).contains(days))
}

/// As a URL's query, without the question mark; empty when nothing is filtered.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = form_urlencoded::Serializer::new(String::new());
        match self.by {
            Some(By::Person(person)) => drop(query.append_pair("by", &person.to_string())),
            Some(By::Portal) => drop(query.append_pair("by", "portal")),
            None => {}
        }
        if let Some(about) = self.about {
            query.append_pair("about", about.key());
        }
        match self.period {
            Period::Ever => {}
            Period::Last { days } => drop(query.append_pair("when", &format!("{days}d"))),
            Period::Between { from, to } => {
                for (name, day) in [("from", from), ("to", to)] {
                    if let Some(day) = day {
                        query.append_pair(name, &day.to_string());
                    }
                }
            }
        }
        if !self.text.is_empty() {
            query.append_pair("q", &self.text);
        }
        f.write_str(&query.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_query_is_the_filter() {
        let filter = Filter::parse("by=portal&about=members&when=7d&q=Ana+%26+Bo");
        assert_eq!(filter.by, Some(By::Portal));
        assert_eq!(filter.about, Some(About::Group(EventGroup::Members)));
        assert_eq!(filter.period, Period::Last { days: 7 });
        assert_eq!(filter.text, "Ana & Bo");
        assert_eq!(filter.to_string(), "by=portal&about=members&when=7d&q=Ana+%26+Bo");
    }

    #[test]
    fn a_form_sent_with_empty_fields_filters_nothing() {
        assert!(Filter::parse("by=&about=&when=&from=&to=&q=+").is_empty());
        assert!(Filter::parse("by=nobody&about=nothing&when=yesterday&from=32.13.&before=x").is_empty());
    }

    #[test]
    fn what_no_record_has_is_not_looked_for() {
        assert_eq!(Filter::parse("q=a%00b%0ac").text, "a b c");
        assert!(Filter::parse("q=%00").is_empty());
    }

    #[test]
    fn wildcards_are_letters() {
        assert_eq!(Filter::parse("q=100%25_A\\").patterns(), ["%100\\%\\_a\\\\%"]);
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(by in "", about in "organization|members|roles_changed|", when in "[0-9]{0,4}d?", from in "(20[0-9]{2}-0[1-9]-1[0-9])?", to in "(20[0-9]{2}-0[1-9]-1[0-9])?", q in "(\\PC|\\x00){0,130}") {
            let values = [("by", by), ("about", about), ("when", when), ("from", from), ("to", to), ("q", q)];
            let filter = Filter::read(|name| values.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone()));
            prop_assert_eq!(Filter::parse(&filter.to_string()), filter);
        }

        #[test]
        fn no_query_is_an_accident(query in "\\PC{0,200}|[a-z=&%0-9+]{0,80}") {
            let filter = Filter::parse(&query);
            prop_assert_eq!(Filter::parse(&filter.to_string()), filter);
        }
    }
}
