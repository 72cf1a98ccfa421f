//! Pages of sorted lists, by keyset: a page begins where another ended, however deep, at the same cost.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use sqlx::{Postgres, QueryBuilder};
use time::OffsetDateTime;
use uuid::Uuid;

/// How many rows a page has.
pub const ROWS: usize = 50;
/// Counting stops here: "1,000+".
pub const COUNTED: i64 = 1_000;

/// Where in a list a page lies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Edge {
    #[default]
    First,
    /// What comes after this row.
    After(Mark),
    /// What comes before it.
    Before(Mark),
}

impl Edge {
    /// Back at the beginning: then the first page is read, rather than what happens to stand before the mark.
    pub(crate) fn falls_short<T>(&self, rows: &[T]) -> bool {
        matches!(self, Self::Before(_)) && rows.len() <= ROWS
    }

    /// A mark of another order is none.
    pub(crate) fn fitting(self, fits: impl Fn(&SortKey) -> bool) -> Self {
        match self {
            Self::After(mark) | Self::Before(mark) if !fits(&mark.key) => Self::First,
            edge => edge,
        }
    }

    pub(crate) fn print(&self, query: &mut form_urlencoded::Serializer<'_, String>) {
        match self {
            Self::First => {}
            Self::After(mark) => drop(query.append_pair("after", &mark.print())),
            Self::Before(mark) => drop(query.append_pair("before", &mark.print())),
        }
    }
}

/// What a query sorts by, if anything it knows, and whether from the end; and where in the list it is.
pub(crate) fn arranged<B>(query: &str, known: impl Fn(&str) -> Option<B>) -> (Option<(B, bool)>, Edge) {
    let (mut by, mut edge) = (None, Edge::First);
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            "sort" => by = known(value.strip_prefix('-').unwrap_or(&value)).map(|by| (by, value.starts_with('-'))).or(by),
            "after" => edge = Mark::parse(&value).map_or(Edge::First, Edge::After),
            "before" => edge = Mark::parse(&value).map_or(Edge::First, Edge::Before),
            _ => {}
        }
    }
    (by, edge)
}

/// A row's place in a list: what it is sorted by, and its id. Travels in a URL as text that only this reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub key: SortKey,
    pub id: Uuid,
}

/// What a row is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SortKey {
    #[serde(rename = "t")]
    Text(String),
    /// A word that was found, and the name within it.
    #[serde(rename = "w")]
    Word(String, String),
    /// Microseconds since the epoch.
    #[serde(rename = "i")]
    Instant(i64),
    /// No instant: before them all.
    #[serde(rename = "n")]
    Never,
}

impl SortKey {
    /// The instant of an [`Instant`](Self::Instant).
    fn at(&self) -> Option<OffsetDateTime> {
        match self {
            // PostgreSQL's own begin in 4713 BC.
            Self::Instant(micros) => OffsetDateTime::from_unix_timestamp_nanos(i128::from(*micros) * 1_000).ok().filter(|at| at.year() > -4_000),
            Self::Text(_) | Self::Word(..) | Self::Never => None,
        }
    }

    pub fn instant(at: Option<OffsetDateTime>) -> Self {
        at.and_then(|at| i64::try_from(at.unix_timestamp_nanos() / 1_000).ok()).map_or(Self::Never, Self::Instant)
    }
}

impl Mark {
    /// What stands right of a comparison of a row's key and id.
    pub(crate) fn push(&self, query: &mut QueryBuilder<Postgres>) {
        match &self.key {
            SortKey::Text(text) => drop(query.push_bind(text.clone())),
            SortKey::Word(word, name) => drop(query.push_bind(word.clone()).push(", ").push_bind(name.clone())),
            SortKey::Instant(_) => drop(query.push_bind(self.key.at().unwrap_or(OffsetDateTime::UNIX_EPOCH))),
            SortKey::Never => drop(query.push("'-infinity'::timestamptz")),
        }
        query.push(", ").push_bind(self.id);
    }

    pub fn print(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(&(&self.key, self.id)).unwrap_or_default())
    }

    /// `None` for whatever we didn't print.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > 1_000 {
            return None;
        }
        let (key, id) = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        match &key {
            SortKey::Text(text) if text.contains('\0') => None,
            SortKey::Word(word, text) if word.contains('\0') || text.contains('\0') => None,
            SortKey::Instant(_) if key.at().is_none() => None,
            _ => Some(Self { key, id }),
        }
    }
}

/// Some rows of a list, and where it goes on.
#[derive(Debug)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub previous: Option<Mark>,
    pub next: Option<Mark>,
}

impl<T> Page<T> {
    /// From up to one row more than a page has, read away from the edge.
    pub(crate) fn of(mut rows: Vec<T>, edge: &Edge, mark: impl Fn(&T) -> Mark) -> Self {
        let more = rows.len() > ROWS;
        rows.truncate(ROWS);
        if let Edge::Before(_) = edge {
            rows.reverse();
        }
        let (is_previous, is_next) = match edge {
            Edge::First => (false, more),
            Edge::After(_) => (true, more),
            Edge::Before(_) => (more, true),
        };
        Self { previous: rows.first().filter(|_| is_previous).map(&mark), next: rows.last().filter(|_| is_next).map(&mark), rows }
    }
}

impl<T> Page<T> {
    /// How many rows the list has, when all of them are on this page.
    pub(crate) fn all(&self) -> Option<Count> {
        (self.previous.is_none() && self.next.is_none()).then(|| Count::of(i64::try_from(self.rows.len()).unwrap_or(i64::MAX)))
    }
}

/// A count that stopped at [`COUNTED`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    Exactly(u32),
    /// "1,000+"
    MoreThanCounted,
}

impl Count {
    /// From a count that was allowed to reach one beyond [`COUNTED`].
    pub(crate) fn of(counted: i64) -> Self {
        if counted > COUNTED { Self::MoreThanCounted } else { Self::Exactly(u32::try_from(counted).unwrap_or_default()) }
    }

    pub fn is_zero(self) -> bool {
        self == Self::Exactly(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mark(n: u128) -> Mark {
        Mark { key: SortKey::Never, id: Uuid::from_u128(n) }
    }

    #[test]
    fn a_page_knows_where_the_list_goes_on() {
        let read = |count: u128, edge: &Edge| Page::of((1..=count).collect(), edge, |n| mark(*n));
        let first = read(51, &Edge::First);
        assert_eq!((first.rows.len(), first.previous, first.next), (50, None, Some(mark(50))));
        let last = read(3, &Edge::After(mark(9)));
        assert_eq!((last.rows.as_slice(), last.previous, last.next), ([1, 2, 3].as_slice(), Some(mark(1)), None));
        let back = read(51, &Edge::Before(mark(9)));
        assert_eq!((back.rows[0], back.previous, back.next), (50, Some(mark(50)), Some(mark(1))));
        let alone = read(0, &Edge::First);
        assert_eq!((alone.rows.len(), alone.previous, alone.next), (0, None, None));
    }

    #[test]
    fn what_we_did_not_print_is_no_mark() {
        for text in ["", "x", "W10", "bm9wZQ", &"A".repeat(1_001)] {
            assert_eq!(Mark::parse(text), None, "{text}");
        }
        let forged = |json: &str| Mark::parse(&URL_SAFE_NO_PAD.encode(json));
        assert_eq!(forged(r#"[{"t":"a\u0000b"},"00000000-0000-0000-0000-000000000001"]"#), None);
        assert_eq!(forged(r#"[{"i":-220000000000000000},"00000000-0000-0000-0000-000000000001"]"#), None, "before PostgreSQL's time");
        assert_eq!(forged(&format!(r#"[{{"i":{}}},"00000000-0000-0000-0000-000000000001"]"#, i64::MAX)), None);
    }

    proptest! {
        #[test]
        fn a_mark_is_read_back(name in "[^\\x00]{0,80}", micros in -1_000_000_000_000_000_i64..4_000_000_000_000_000, id: u128) {
            for key in [SortKey::Text(name.clone()), SortKey::Word(name.clone(), name.clone()), SortKey::Instant(micros), SortKey::Never] {
                let mark = Mark { key, id: Uuid::from_u128(id) };
                prop_assert_eq!(Mark::parse(&mark.print()), Some(mark));
            }
        }

        #[test]
        fn nothing_in_a_url_is_an_accident(text in "\\PC{0,200}|[A-Za-z0-9_-]{0,200}") {
            let _ = Mark::parse(&text);
        }
    }
}
