use super::{Listing, Source, Status, filter::Order, find};
use crate::{
    Result,
    access::{Can, permission, permission::SeeMembers},
    db::TenantRead,
    page::{Count, Edge, Mark, Page, ROWS, SortKey},
};
use contract::{MembershipId, Role};
use time::OffsetDateTime;
use uuid::Uuid;

/// A member in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub id: MembershipId,
    pub name: String,
    pub address: String,
    pub roles: Vec<Role>,
    pub status: Status,
    pub source: Source,
    pub joined_at: OffsetDateTime,
    /// `None`: never.
    pub last_active_at: Option<OffsetDateTime>,
}

/// One page of members, and how many match in all: one query, and a second one when they don't fit on a page.
pub async fn list(can: &Can<SeeMembers>, listing: &Listing) -> Result<(Page<Member>, Count)> {
    list_in(&mut can.read().await?, can, listing).await
}

/// The same, in a look that the page goes on with.
pub async fn list_in(read: &mut TenantRead, can: &Can<SeeMembers>, listing: &Listing) -> Result<(Page<Member>, Count)> {
    let (org, now) = (can.org_id(), can.portal().clock.now());
    let rows = find::page(read.conn(), org, listing, &listing.edge, now, ROWS + 1).await?;
    let (rows, edge) = if listing.edge.falls_short(&rows) {
        (find::page(read.conn(), org, listing, &Edge::First, now, ROWS + 1).await?, &Edge::First)
    } else {
        (rows, &listing.edge)
    };
    let page = Page::of(rows, edge, |row| row.mark(listing.order()));
    let page = Page { rows: page.rows.into_iter().filter_map(Row::member).collect(), previous: page.previous, next: page.next };
    let count = match page.all() {
        Some(all) => all,
        None => Count::of(find::count(read.conn(), org, &listing.filter, now).await?),
    };
    Ok((page, count))
}

/// As the table keeps it.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Row {
    id: Uuid,
    display_name: String,
    name_key: String,
    /// Of a search: the word that was found.
    word: Option<String>,
    address: String,
    status: String,
    source: String,
    joined_at: OffsetDateTime,
    last_active_at: Option<OffsetDateTime>,
    roles: Vec<String>,
}

impl Row {
    pub(super) fn mark(&self, order: Order) -> Mark {
        let key = match order {
            Order::Name => SortKey::Text(self.name_key.clone()),
            Order::Match => SortKey::Word(self.word.clone().unwrap_or_default(), self.name_key.clone()),
            Order::Joined => SortKey::instant(Some(self.joined_at)),
            Order::LastActive => SortKey::instant(self.last_active_at),
        };
        Mark { key, id: self.id }
    }

    pub(super) fn member(self) -> Option<Member> {
        Some(Member {
            id: MembershipId(self.id),
            name: self.display_name,
            address: self.address,
            roles: permission::roles(&self.roles),
            status: Status::from_key(&self.status)?,
            source: Source::from_key(&self.source)?,
            joined_at: self.joined_at,
            last_active_at: self.last_active_at,
        })
    }
}
