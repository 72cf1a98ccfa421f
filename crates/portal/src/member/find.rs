//! The queries behind the list. Built from the conditions there are and no others: a statement with every one of them optional
//! would be planned for none.
//!
//! Under row-level security only leakproof operators reach an index, which `like` isn't. Words are found by a range of the C
//! collation: `starts_with` makes one of it too, but only of a constant, and a prepared statement's generic plan has none and
//! reads every word of the organisation. A search for one word goes along the index whatever the word is; where there is more to
//! it, what was typed decides how best to look, so it is planned each time.

use super::{Filter, Listing, filter::Order, list::Row, sql};
use crate::{
    Result,
    access::permission,
    page::{COUNTED, Edge},
};
use contract::OrgId;
use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::{Duration, OffsetDateTime};

/// ` from … where …`, with the membership as `m` and, of a search, the word it was found by as `w`.
pub(crate) fn matching(query: &mut QueryBuilder<Postgres>, org: OrgId, filter: &Filter, now: OffsetDateTime) {
    let mut sought = filter.sought();
    // The longest is likely to be the rarest: the search goes by it, the others are looked up.
    sought.sort_by_key(String::len);
    match sought.pop() {
        None => drop(query.push(" from membership m where m.org_id = ").push_bind(org.0)),
        Some(beginning) => {
            query.push(" from member_word w join membership m on m.org_id = w.org_id and m.id = w.membership_id where w.org_id = ").push_bind(org.0);
            query.push(" and m.org_id = ").push_bind(org.0);
            query.push(" and w.word >= ").push_bind(beginning.clone()).push(" and w.word < ").push_bind(beyond(&beginning));
            // Whoever has several such words is found once, by the first. As `not exists` it would be a join, whose generic plan reads every
            // member of the organisation for each word: 84 ms instead of 0.5 among 10,000.
            query.push(" and (select true from member_word e where e.org_id = ").push_bind(org.0);
            query.push(" and e.membership_id = w.membership_id and e.word >= ").push_bind(beginning).push(" and e.word < w.word limit 1) is null");
        }
    }
    for beginning in sought {
        query.push(" and exists (select from member_word e where e.org_id = ").push_bind(org.0);
        query
            .push(" and e.membership_id = m.id and e.word >= ")
            .push_bind(beginning.clone())
            .push(" and e.word < ")
            .push_bind(beyond(&beginning))
            .push(")");
    }
    if filter.statuses.is_empty() {
        query.push(" and m.status <> 'removed'");
    } else {
        let statuses: Vec<_> = filter.statuses.iter().map(|status| status.key().to_owned()).collect();
        query.push(" and m.status = any(").push_bind(statuses).push(")");
    }
    if !filter.sources.is_empty() {
        let sources: Vec<_> = filter.sources.iter().map(|source| source.key().to_owned()).collect();
        query.push(" and m.source = any(").push_bind(sources).push(")");
    }
    if !filter.ids.is_empty() {
        let ids: Vec<_> = filter.ids.iter().map(|id| id.0).collect();
        query.push(" and m.id = any(").push_bind(ids).push(")");
    }
    if let Some(days) = filter.inactive_days {
        query.push(" and coalesce(m.last_active_at, m.joined_at) <= ").push_bind(now - Duration::days(days.into()));
    }
    if !filter.roles.is_empty() {
        query.push(" and exists (select from membership_role r where r.org_id = ").push_bind(org.0);
        query.push(" and r.membership_id = m.id and r.role = any(").push_bind(permission::keys(&filter.roles)).push("))");
    }
}

/// Where words that begin so end.
fn beyond(beginning: &str) -> String {
    format!("{beginning}{}", char::MAX)
}

/// At most `most` rows away from the edge; those before a mark come in reverse.
pub(super) async fn page(db: &mut PgConnection, org: OrgId, listing: &Listing, edge: &Edge, now: OffsetDateTime, most: usize) -> Result<Vec<Row>> {
    let is_search = !listing.filter.sought().is_empty();
    let mut query = QueryBuilder::new("select m.id, m.display_name, m.name_key, m.address, m.status, m.source, m.joined_at, m.last_active_at, ");
    query.push(if is_search { "w.word" } else { "null as word" });
    query.push(", array(select r.role from membership_role r where r.org_id = m.org_id and r.membership_id = m.id) as roles");
    matching(&mut query, org, &listing.filter, now);
    let columns: &[&str] = match listing.order() {
        Order::Name => &["m.name_key", "m.id"],
        Order::Match => &["w.word", "w.name_key", "w.membership_id"],
        Order::Joined => &["m.joined_at", "m.id"],
        Order::LastActive => &["coalesce(m.last_active_at, '-infinity'::timestamptz)", "m.id"],
    };
    let descending = listing.descending != matches!(edge, Edge::Before(_));
    if let Edge::After(mark) | Edge::Before(mark) = edge {
        query.push(format_args!(" and ({}) {} (", columns.join(", "), if descending { "<" } else { ">" }));
        mark.push(&mut query);
        query.push(")");
    }
    query.push(" order by ");
    let mut order = query.separated(", ");
    for column in columns {
        order.push(format_args!("{column} {}", if descending { "desc" } else { "asc" }));
    }
    query.push(" limit ").push_bind(i64::try_from(most).unwrap_or(i64::MAX));
    Ok(query.build_query_as().persistent(!is_search || listing.filter.only_word().is_some()).fetch_all(db).await?)
}

/// How many match, counted to one beyond [`COUNTED`]. Everybody is counted already; who is found by one word is counted among the
/// words, a tenth of the work of looking at each of them.
pub(super) async fn count(db: &mut PgConnection, org: OrgId, filter: &Filter, now: OffsetDateTime) -> Result<i64> {
    if filter.is_empty() {
        return sql::everybody(db, org).await;
    }
    if let Some(beginning) = filter.only_word()
        && let Some(counted) = count_by_word(db, org, &beginning).await?
    {
        return Ok(counted);
    }
    let mut query = QueryBuilder::new("select count(*) from (select 1");
    matching(&mut query, org, filter, now);
    query.push(" limit ").push_bind(COUNTED + 1).push(") as counted");
    Ok(query.build_query_scalar().persistent(filter.sought().is_empty()).fetch_one(db).await?)
}

/// How many have a word that begins so, counted as above. `None` when those that were looked at are too few people to tell:
/// each of them has very many such words.
async fn count_by_word(db: &mut PgConnection, org: OrgId, beginning: &str) -> Result<Option<i64>> {
    const LOOKED_AT: i64 = 3 * (COUNTED + 1);
    let found = sql::with_word(db, org, beginning, &beyond(beginning), LOOKED_AT).await?;
    Ok((found.words < LOOKED_AT || found.people > COUNTED).then_some(found.people))
}
