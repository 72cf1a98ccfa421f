use super::{Filter, Invitation, Listing, Said, SortBy, State};
use crate::{
    Result,
    access::permission,
    page::{COUNTED, Edge, ROWS},
};
use contract::{InvitationId, Locale, MembershipId, OrgId};
use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::OffsetDateTime;
use uuid::Uuid;

/// ` from invitation i where …`
pub(crate) fn matching(query: &mut QueryBuilder<Postgres>, org: OrgId, filter: &Filter, now: OffsetDateTime) {
    query.push(" from invitation i where i.org_id = ").push_bind(org.0);
    query.push(" and (false");
    if filter.wants(State::Pending) {
        query.push(" or (i.status = 'pending' and i.expires_at > ").push_bind(now).push(")");
    }
    if filter.wants(State::Expired) {
        query.push(" or (i.status = 'pending' and i.expires_at <= ").push_bind(now).push(")");
    }
    for ended in [State::Accepted, State::Revoked] {
        if filter.wants(ended) {
            query.push(" or i.status = ").push_bind(ended.key());
        }
    }
    query.push(")");
    if !filter.text.is_empty() {
        query.push(" and i.address >= ").push_bind(filter.text.clone());
        query.push(" and i.address < ").push_bind(format!("{}{}", filter.text, char::MAX));
    }
}

const COLUMNS: &str = "select i.id, i.address, i.name, i.status, i.created_at, i.expires_at, i.sends, i.last_sent_at, i.ended_at, i.accepted_by,
    i.invited_by, (select m.display_name from membership m where m.org_id = i.org_id and m.id = i.invited_by) as inviter,
    array(select r.role from invitation_role r where r.org_id = i.org_id and r.invitation_id = i.id) as roles,
    (select min(s.opened_at) from invitation_secret s where s.org_id = i.org_id and s.invitation_id = i.id) as opened_at";

/// One row more than a page has, away from the edge; those before a mark come in reverse.
pub(super) async fn page(db: &mut PgConnection, org: OrgId, listing: &Listing, edge: &Edge, now: OffsetDateTime) -> Result<Vec<Invitation>> {
    let mut query = QueryBuilder::new(COLUMNS);
    matching(&mut query, org, &listing.filter, now);
    let column = match listing.by {
        SortBy::Newest => "i.created_at",
        SortBy::Address => "i.address",
        SortBy::Expiry => "i.expires_at",
    };
    let descends = (listing.descending || listing.by == SortBy::Newest) != matches!(edge, Edge::Before(_));
    let (direction, beyond) = if descends { ("desc", "<") } else { ("asc", ">") };
    if let Edge::After(mark) | Edge::Before(mark) = edge {
        query.push(format_args!(" and ({column}, i.id) {beyond} ("));
        mark.push(&mut query);
        query.push(")");
    }
    query.push(format_args!(" order by {column} {direction}, i.id {direction} limit {}", ROWS + 1));
    let rows: Vec<Row> = query.build_query_as().fetch_all(db).await?;
    Ok(rows.into_iter().map(|row| row.invitation(now)).collect())
}

/// How many match, counted to one beyond [`COUNTED`].
pub(super) async fn count(db: &mut PgConnection, org: OrgId, filter: &Filter, now: OffsetDateTime) -> Result<i64> {
    let mut query = QueryBuilder::new("select count(*) from (select 1");
    matching(&mut query, org, filter, now);
    query.push(format_args!(" limit {}) as counted", COUNTED + 1));
    Ok(query.build_query_scalar().fetch_one(db).await?)
}

pub(super) async fn one(db: &mut PgConnection, org: OrgId, id: InvitationId, now: OffsetDateTime) -> Result<Option<Invitation>> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(" from invitation i where i.org_id = ").push_bind(org.0).push(" and i.id = ").push_bind(id.0);
    let row: Option<Row> = query.build_query_as().fetch_optional(db).await?;
    Ok(row.map(|row| row.invitation(now)))
}

pub(super) async fn said(db: &mut PgConnection, org: OrgId, id: InvitationId) -> Result<Option<Said>> {
    let row = sqlx::query!("select locale, message from invitation where org_id = $1 and id = $2", org.0, id.0).fetch_optional(db).await?;
    Ok(row.map(|row| Said { locale: Locale::from_tag(&row.locale).unwrap_or_default(), message: row.message }))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    address: String,
    name: String,
    status: String,
    created_at: OffsetDateTime,
    expires_at: OffsetDateTime,
    sends: i32,
    last_sent_at: Option<OffsetDateTime>,
    ended_at: Option<OffsetDateTime>,
    accepted_by: Option<Uuid>,
    invited_by: Uuid,
    inviter: Option<String>,
    roles: Vec<String>,
    opened_at: Option<OffsetDateTime>,
}

impl Row {
    fn invitation(self, now: OffsetDateTime) -> Invitation {
        Invitation {
            id: InvitationId(self.id),
            address: self.address,
            name: self.name,
            roles: permission::roles(&self.roles),
            state: State::of(&self.status, self.expires_at, now),
            invited_by: (MembershipId(self.invited_by), self.inviter.unwrap_or_default()),
            created_at: self.created_at,
            expires_at: self.expires_at,
            sends: self.sends,
            last_sent_at: self.last_sent_at,
            opened_at: self.opened_at,
            ended_at: self.ended_at,
            accepted_by: self.accepted_by.map(MembershipId),
        }
    }
}
