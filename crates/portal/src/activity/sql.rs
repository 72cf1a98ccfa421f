use super::{By, Cursor, Entry, Filter, entry::Row};
use crate::{Result, access::permission};
use contract::{OrgId, Permission, PersonId};
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

/// How many of the latest events tell who has acted lately.
const LATEST: i64 = 1_000;

/// The conditions there are, and no others: a statement with every one of them optional would be planned for none.
fn matching(query: &mut QueryBuilder<Postgres>, org: OrgId, filter: &Filter, (since, until): (Uuid, Uuid)) {
    query.push(" from event where org_id = ").push_bind(org.0);
    query.push(" and id >= ").push_bind(since).push(" and id < ").push_bind(until);
    match filter.by {
        Some(By::Person(person)) => drop(query.push(" and actor_person_id = ").push_bind(person.0)),
        Some(By::Portal) => drop(query.push(" and actor_person_id is null")),
        None => {}
    }
    if let Some(about) = filter.about {
        query.push(" and kind = any(").push_bind(about.kinds()).push(")");
    }
    let patterns = filter.patterns();
    if !patterns.is_empty() {
        query.push(" and haystack like all(").push_bind(patterns).push(")");
    }
}

/// At most `most` entries from the cursor on; those of `NewerThan` oldest first.
pub(super) async fn page(
    db: &mut PgConnection,
    org: OrgId,
    filter: &Filter,
    period: (Uuid, Uuid),
    cursor: Cursor,
    most: usize,
) -> Result<Vec<Entry>> {
    let mut query = QueryBuilder::new(
        "select id, at, kind, actor_person_id, actor_name, actor_address, target_kind, target_id, target_label, detail, ip, device, request",
    );
    matching(&mut query, org, filter, period);
    match cursor {
        Cursor::Newest => drop(query.push(" order by id desc")),
        Cursor::OlderThan(id) => drop(query.push(" and id < ").push_bind(id.0).push(" order by id desc")),
        Cursor::NewerThan(id) => drop(query.push(" and id > ").push_bind(id.0).push(" order by id")),
    }
    query.push(" limit ").push_bind(i64::try_from(most).unwrap_or(i64::MAX));
    let rows: Vec<Row> = query.build_query_as().fetch_all(db).await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// The newest about one thing.
pub(super) async fn about(db: &mut PgConnection, org: OrgId, target: Uuid, most: i64) -> Result<Vec<Entry>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select id, at, kind, actor_person_id, actor_name, actor_address, target_kind, target_id, target_label, detail, ip as "ip: _", device, request
             from event where org_id = $1 and target_id = $2 order by id desc limit $3"#,
        org.0,
        target,
        most
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// How many match, counted to one beyond `most`.
pub(super) async fn count(db: &mut PgConnection, org: OrgId, filter: &Filter, period: (Uuid, Uuid), most: i64) -> Result<i64> {
    let mut query = QueryBuilder::new("select count(*) from (select 1");
    matching(&mut query, org, filter, period);
    query.push(" limit ").push_bind(most + 1).push(") as counted");
    Ok(query.build_query_scalar().fetch_one(db).await?)
}

/// Who may be asked for: whoever has acted lately and those who look after the organisation, under the name they had last, the latest to
/// act first; and before them the one who is asked for, who may have done nothing yet.
pub(super) async fn actors(db: &mut PgConnection, org: OrgId, chosen: Option<By>) -> Result<Vec<(By, String)>> {
    let chosen = match chosen {
        Some(By::Person(person)) => Some(person.0),
        Some(By::Portal) | None => None,
    };
    let rows = sqlx::query!(
        r#"with latest as materialized (select id, actor_person_id, actor_name from event where org_id = $1 order by id desc limit $4),
                recent as materialized (
                    select distinct on (actor_person_id) actor_person_id as person, actor_name as name, id
                      from latest where actor_person_id is not null order by actor_person_id, id desc),
                others as (
                    select m.person_id as person, m.display_name as name
                      from membership_role r join membership m on m.org_id = r.org_id and m.id = r.membership_id and m.status = 'active'
                     where r.org_id = $1 and r.role = any ($3)
                     union
                    select m.person_id, m.display_name from membership m where m.org_id = $1 and m.person_id = $2)
           select found.person as "person!", found.name as "name!"
             from (select person, name, id from recent
                    union all
                   select o.person, coalesce(last.name, o.name), last.id
                     from others o
                     left join lateral (select e.actor_name as name, e.id from event e
                                         where e.org_id = $1 and e.actor_person_id = o.person order by e.id desc limit 1) as last on true
                    where o.person not in (select person from recent) and (last.id is not null or o.person = $2)) as found
            order by found.person = $2 desc nulls last, found.id desc nulls last
            limit 100"#,
        org.0,
        chosen,
        &permission::keys(&permission::holding(Permission::SeeActivity)),
        LATEST
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (By::Person(PersonId(row.person)), row.name)).collect())
}
