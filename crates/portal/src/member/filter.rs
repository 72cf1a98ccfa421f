use super::{Source, Status, word};
use crate::page::{Edge, ROWS, SortKey, arranged};
use contract::{MembershipId, Role};
use std::fmt;

/// Which members: parsed from a page's query and printed back to it, so that the URL is the state; also what a bulk act over
/// "all matching" and an export take. What can't be read is as if it weren't there; an old bookmark must not break.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Beginnings of words of the name or address, all of which must be found; at most 100 characters together.
    pub text: String,
    /// Any of these roles; empty: whatever they hold.
    pub roles: Vec<Role>,
    /// Any of these; empty: everybody but the removed.
    pub statuses: Vec<Status>,
    /// Any of these; empty: however they came.
    pub sources: Vec<Source>,
    /// Only these, at most a page of them; empty: whoever matches.
    pub ids: Vec<MembershipId>,
    /// Not active for at least this many days, since they joined or were last seen: 1 to 3,650.
    pub inactive_days: Option<u16>,
}

const MOST_TEXT: usize = 100;

impl Filter {
    /// Reads a query as it stands in a URL, without the question mark; other names in it are left alone.
    pub fn parse(query: &str) -> Self {
        let mut filter = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                "q" => filter.text = text(&value),
                "role" => filter.roles.extend(Role::from_key(&value)),
                "status" => filter.statuses.extend(Status::from_key(&value)),
                "source" => filter.sources.extend(Source::from_key(&value)),
                "id" if filter.ids.len() < ROWS => filter.ids.extend(value.parse::<MembershipId>().ok()),
                "inactive" => filter.inactive_days = value.trim().parse().ok().filter(|days| (1..=3_650).contains(days)),
                _ => {}
            }
        }
        sort(&mut filter.roles);
        sort(&mut filter.statuses);
        sort(&mut filter.sources);
        sort(&mut filter.ids);
        filter
    }

    /// These members and nobody else, as far as a page of them.
    pub fn of_these(mut ids: Vec<MembershipId>) -> Self {
        ids.truncate(ROWS);
        sort(&mut ids);
        Self { ids, statuses: Status::ALL.to_vec(), ..Self::default() }
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The one word that is all it asks for.
    pub(super) fn only_word(&self) -> Option<String> {
        let mut sought = self.sought();
        let nothing_else = Self { text: self.text.clone(), ..Self::default() } == *self;
        sought.pop().filter(|_| sought.is_empty() && nothing_else)
    }

    pub(super) fn sought(&self) -> Vec<String> {
        word::sought(&self.text)
    }

    fn print(&self, query: &mut form_urlencoded::Serializer<'_, String>) {
        if !self.text.is_empty() {
            query.append_pair("q", &self.text);
        }
        for role in &self.roles {
            query.append_pair("role", role.key());
        }
        for status in &self.statuses {
            query.append_pair("status", status.key());
        }
        for source in &self.sources {
            query.append_pair("source", source.key());
        }
        for id in &self.ids {
            query.append_pair("id", &id.to_string());
        }
        if let Some(days) = self.inactive_days {
            query.append_pair("inactive", &days.to_string());
        }
    }
}

/// What was typed, on one line and without what no name has.
fn text(typed: &str) -> String {
    let typed: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MOST_TEXT).collect();
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sort<T: Ord>(values: &mut Vec<T>) {
    values.sort_unstable();
    values.dedup();
}

/// As a URL's query, without the question mark; empty when nothing is filtered.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = form_urlencoded::Serializer::new(String::new());
        self.print(&mut query);
        f.write_str(&query.finish())
    }
}

/// What a list of members is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortBy {
    /// As nobody has said: by name; what a search finds, by the word it found and then by name.
    #[default]
    AsFound,
    Name,
    Joined,
    LastActive,
}

impl SortBy {
    /// What can be asked for.
    const ALL: [Self; 3] = [Self::Name, Self::Joined, Self::LastActive];

    /// The word in URLs.
    const fn key(self) -> &'static str {
        match self {
            Self::AsFound => "",
            Self::Name => "name",
            Self::Joined => "joined",
            Self::LastActive => "active",
        }
    }
}

/// The order that rows come in. What a search finds comes by the word it found and then by name, which an index holds ready
/// however many there are; to order it otherwise, all of it has to be read first, which is done for whoever asks for that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Name,
    Match,
    Joined,
    LastActive,
}

impl Order {
    fn has(self, key: &SortKey) -> bool {
        matches!(
            (self, key),
            (Self::Name, SortKey::Text(_))
                | (Self::Match, SortKey::Word(..))
                | (Self::Joined, SortKey::Instant(_))
                | (Self::LastActive, SortKey::Instant(_) | SortKey::Never)
        )
    }
}

/// One page of the list as its URL names it: which members, in which order, from where on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    pub filter: Filter,
    pub by: SortBy,
    /// Z to A, or the latest first.
    pub descending: bool,
    pub edge: Edge,
}

impl Listing {
    /// Reads a query; see [`Filter::parse`]. A mark of another order is none.
    pub fn parse(query: &str) -> Self {
        let mut listing = Self { filter: Filter::parse(query), ..Self::default() };
        let (sort, edge) = arranged(query, |key| SortBy::ALL.into_iter().find(|by| by.key() == key));
        (listing.by, listing.descending) = sort.unwrap_or_default();
        listing.edge = edge.fitting(|key| listing.order().has(key));
        listing
    }

    pub(super) fn order(&self) -> Order {
        match self.by {
            SortBy::AsFound if !self.filter.sought().is_empty() => Order::Match,
            SortBy::AsFound | SortBy::Name => Order::Name,
            SortBy::Joined => Order::Joined,
            SortBy::LastActive => Order::LastActive,
        }
    }

    /// What it is sorted by, as a column can say it; `None` of what a search finds as it finds it.
    pub fn sorted_by(&self) -> Option<SortBy> {
        match self.order() {
            Order::Name => Some(SortBy::Name),
            Order::Match => None,
            Order::Joined => Some(SortBy::Joined),
            Order::LastActive => Some(SortBy::LastActive),
        }
    }

    /// The same list from another place.
    pub fn at(&self, edge: Edge) -> Self {
        Self { edge, ..self.clone() }
    }

    /// The same members in another order, from the beginning.
    pub fn sorted(&self, by: SortBy, descending: bool) -> Self {
        Self { filter: self.filter.clone(), by, descending, edge: Edge::First }
    }
}

/// As a URL's query, without the question mark; empty for the first page of everybody.
impl fmt::Display for Listing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = form_urlencoded::Serializer::new(String::new());
        self.filter.print(&mut query);
        if self.by != SortBy::AsFound {
            query.append_pair("sort", &format!("{}{}", if self.descending { "-" } else { "" }, self.by.key()));
        }
        self.edge.print(&mut query);
        f.write_str(&query.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Mark;
    use proptest::prelude::*;
    use uuid::Uuid;

    #[test]
    fn the_query_is_the_list() {
        let listing = Listing::parse("q=Ana+%26+bo&role=owner&role=auditor&status=suspended&source=request&inactive=90&sort=-active");
        assert_eq!(listing.filter.text, "Ana & bo");
        assert_eq!(listing.filter.roles, [Role::Owner, Role::Auditor]);
        assert_eq!(
            (listing.filter.statuses.as_slice(), listing.filter.sources.as_slice()),
            ([Status::Suspended].as_slice(), [Source::Request].as_slice())
        );
        assert_eq!((listing.filter.inactive_days, listing.by, listing.descending), (Some(90), SortBy::LastActive, true));
        assert_eq!(listing.to_string(), "q=Ana+%26+bo&role=owner&role=auditor&status=suspended&source=request&inactive=90&sort=-active");
    }

    #[test]
    fn what_cannot_be_read_is_not_there() {
        assert_eq!(Listing::parse("q=&role=&role=king&status=x&source=&inactive=0&inactive=-1&sort=shoe&after=zzz"), Listing::default());
        assert_eq!(Filter::parse("q=a%00b%0ac").text, "a b c");
    }

    #[test]
    fn a_search_is_sorted_by_name_for_whoever_asks() {
        let sorted_by = |query| Listing::parse(query).sorted_by();
        assert_eq!(
            (sorted_by(""), sorted_by("sort=name"), sorted_by("sort=-joined")),
            (Some(SortBy::Name), Some(SortBy::Name), Some(SortBy::Joined))
        );
        assert_eq!((sorted_by("q=bo"), sorted_by("q=bo&sort=name"), sorted_by("q=+")), (None, Some(SortBy::Name), Some(SortBy::Name)));
    }

    #[test]
    fn a_mark_of_another_order_is_none() {
        let mark = Mark { key: SortKey::Text("ana".into()), id: Uuid::nil() };
        assert_eq!(Listing::parse(&format!("after={}", mark.print())).edge, Edge::After(mark.clone()));
        assert_eq!(Listing::parse(&format!("after={}&sort=joined", mark.print())).edge, Edge::First);
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(query in "\\PC{0,200}|(q=[a-zA-Z+%20]{0,20}&)?(role=(owner|member|x)&){0,3}(status=(active|removed)&)?(inactive=[0-9]{1,4}&)?(sort=-?(name|joined|active))?") {
            let listing = Listing::parse(&query);
            prop_assert_eq!(Listing::parse(&listing.to_string()), listing.clone());
            prop_assert_eq!(Filter::parse(&listing.filter.to_string()), listing.filter);
        }
    }
}
