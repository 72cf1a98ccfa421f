use super::{By, Cursor, Entry, Filter, entry::Row};
use crate::Result;
use contract::{OrgId, PersonId};
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

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
        "select id, at, kind, actor_person_id, actor_name, actor_address, target_kind, target_id, target_label, detail, ip, device",
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
        r#"select id, at, kind, actor_person_id, actor_name, actor_address, target_kind, target_id, target_label, detail, ip as "ip: _", device
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

/// Who appears in the record, under the name they had last. Steps from actor to actor by the index instead of reading
/// every event.
pub(super) async fn actors(db: &mut PgConnection, org: OrgId) -> Result<Vec<(By, String)>> {
    let rows = sqlx::query!(
        r#"with recursive actor as (
               (select actor_person_id as id from event where org_id = $1 and actor_person_id is not null order by actor_person_id limit 1)
               union all
               select (select e.actor_person_id from event e where e.org_id = $1 and e.actor_person_id > actor.id order by e.actor_person_id limit 1)
                 from actor where actor.id is not null
           )
           select actor.id as "id!", last.actor_name as "name!"
             from (select id from actor where id is not null limit 100) as actor
            cross join lateral (select e.actor_name from event e where e.org_id = $1 and e.actor_person_id = actor.id order by e.id desc limit 1) as last
            order by lower(last.actor_name), actor.id"#,
        org.0
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (By::Person(PersonId(row.id)), row.name)).collect())
}
