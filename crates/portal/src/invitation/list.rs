use super::{State, sql_list};
use crate::{
    Result,
    access::{Can, permission::SeeMembers},
    page::{Count, Edge, Mark, Page, SortKey, arranged},
};
use contract::{InvitationId, Locale, MembershipId, Role};
use std::fmt;
use time::OffsetDateTime;

/// An invitation in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    pub id: InvitationId,
    pub address: String,
    /// What the inviter called them; may be empty.
    pub name: String,
    pub roles: Vec<Role>,
    pub state: State,
    pub invited_by: (MembershipId, String),
    pub created_at: OffsetDateTime,
    pub expires_at: OffsetDateTime,
    /// How many mails have left, and the last of them when.
    pub sends: i32,
    pub last_sent_at: Option<OffsetDateTime>,
    /// When one of its links was first opened, by whoever: often a mail scanner.
    pub opened_at: Option<OffsetDateTime>,
    /// When it was accepted or revoked.
    pub ended_at: Option<OffsetDateTime>,
    pub accepted_by: Option<MembershipId>,
}

/// Which invitations; see [`crate::member::Filter`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// The beginning of the address.
    pub text: String,
    /// Any of these; empty: the open and the expired ones.
    pub states: Vec<State>,
}

impl Filter {
    /// Reads a query as it stands in a URL, without the question mark; other names in it are left alone.
    pub fn parse(query: &str) -> Self {
        let mut filter = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                "q" => filter.text = value.chars().filter(|c| !c.is_control()).take(100).collect::<String>().trim().to_lowercase(),
                "state" => filter.states.extend(State::from_key(&value)),
                _ => {}
            }
        }
        filter.states.sort_unstable();
        filter.states.dedup();
        filter
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(super) fn wants(&self, state: State) -> bool {
        if self.states.is_empty() { matches!(state, State::Pending | State::Expired) } else { self.states.contains(&state) }
    }

    fn print(&self, query: &mut form_urlencoded::Serializer<'_, String>) {
        if !self.text.is_empty() {
            query.append_pair("q", &self.text);
        }
        for state in &self.states {
            query.append_pair("state", state.key());
        }
    }
}

/// As a URL's query, without the question mark; empty when nothing is filtered.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = form_urlencoded::Serializer::new(String::new());
        self.print(&mut query);
        f.write_str(&query.finish())
    }
}

/// What a list of invitations is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortBy {
    /// As nobody has said: the newest first.
    #[default]
    Newest,
    Address,
    Expiry,
}

impl SortBy {
    /// What can be asked for.
    const ALL: [Self; 2] = [Self::Address, Self::Expiry];

    /// The word in URLs.
    const fn key(self) -> &'static str {
        match self {
            Self::Newest => "",
            Self::Address => "address",
            Self::Expiry => "expires",
        }
    }

    fn has(self, key: &SortKey) -> bool {
        matches!((self, key), (Self::Address, SortKey::Text(_)) | (Self::Newest | Self::Expiry, SortKey::Instant(_)))
    }

    fn mark(self, row: &Invitation) -> Mark {
        let key = match self {
            Self::Newest => SortKey::instant(Some(row.created_at)),
            Self::Address => SortKey::Text(row.address.clone()),
            Self::Expiry => SortKey::instant(Some(row.expires_at)),
        };
        Mark { key, id: row.id.0 }
    }
}

/// One page of invitations as its URL names it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    pub filter: Filter,
    pub by: SortBy,
    /// Z to A, or the latest first. The newest come first anyhow.
    pub descending: bool,
    pub edge: Edge,
}

impl Listing {
    /// Reads a query; see [`Filter::parse`].
    pub fn parse(query: &str) -> Self {
        let mut listing = Self { filter: Filter::parse(query), ..Self::default() };
        let (sort, edge) = arranged(query, |key| SortBy::ALL.into_iter().find(|by| by.key() == key));
        (listing.by, listing.descending) = sort.unwrap_or_default();
        listing.edge = edge.fitting(|key| listing.by.has(key));
        listing
    }

    /// The same list from another place.
    pub fn at(&self, edge: Edge) -> Self {
        Self { edge, ..self.clone() }
    }

    /// The same invitations in another order, from the beginning.
    pub fn sorted(&self, by: SortBy, descending: bool) -> Self {
        Self { filter: self.filter.clone(), by, descending, edge: Edge::First }
    }
}

/// As a URL's query, without the question mark.
impl fmt::Display for Listing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = form_urlencoded::Serializer::new(String::new());
        self.filter.print(&mut query);
        if self.by != SortBy::Newest {
            query.append_pair("sort", &format!("{}{}", if self.descending { "-" } else { "" }, self.by.key()));
        }
        self.edge.print(&mut query);
        f.write_str(&query.finish())
    }
}

/// One page of invitations, and how many match in all.
pub async fn list(can: &Can<SeeMembers>, listing: &Listing) -> Result<(Page<Invitation>, Count)> {
    let (org, now) = (can.org_id(), can.portal().clock.now());
    let mut read = can.read().await?;
    let rows = sql_list::page(read.conn(), org, listing, &listing.edge, now).await?;
    let (rows, edge) = if listing.edge.falls_short(&rows) {
        (sql_list::page(read.conn(), org, listing, &Edge::First, now).await?, &Edge::First)
    } else {
        (rows, &listing.edge)
    };
    let page = Page::of(rows, edge, |row| listing.by.mark(row));
    let count = match page.all() {
        Some(all) => all,
        None => Count::of(sql_list::count(read.conn(), org, &listing.filter, now).await?),
    };
    Ok((page, count))
}

/// What an invitation's mail says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// For those who have none on record.
    pub locale: Locale,
    /// May be empty.
    pub message: String,
}

/// What the mail of an invitation says.
///
/// # Errors
/// `NotFound`.
pub async fn said(can: &Can<SeeMembers>, id: InvitationId) -> Result<Said> {
    let mut read = can.read().await?;
    sql_list::said(read.conn(), can.org_id(), id).await?.ok_or(crate::Error::NotFound)
}

/// One invitation.
///
/// # Errors
/// `NotFound`.
pub async fn find(can: &Can<SeeMembers>, id: InvitationId) -> Result<Invitation> {
    let mut read = can.read().await?;
    sql_list::one(read.conn(), can.org_id(), id, can.portal().clock.now()).await?.ok_or(crate::Error::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_query_is_the_list() {
        let listing = Listing::parse("q=ANA%40&state=revoked&state=pending&state=lost&sort=-expires&sort=x");
        assert_eq!((listing.filter.text.as_str(), listing.filter.states.as_slice()), ("ana@", [State::Pending, State::Revoked].as_slice()));
        assert_eq!((listing.by, listing.descending), (SortBy::Expiry, true));
        assert_eq!(listing.to_string(), "q=ana%40&state=pending&state=revoked&sort=-expires");
        assert!(Filter::default().wants(State::Expired) && !Filter::default().wants(State::Revoked));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(query in "\\PC{0,200}|(q=[a-zA-Z+%20@]{0,20}&)?(state=(pending|revoked|x)&){0,3}(sort=-?(address|expires|x))?") {
            let listing = Listing::parse(&query);
            prop_assert_eq!(Listing::parse(&listing.to_string()), listing);
        }
    }
}
