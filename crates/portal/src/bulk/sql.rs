use super::{Act, MOST};
use crate::{
    Error, Result,
    audit::{Actor, Origin},
    db::jsonb,
    invitation::{self, act::Invitee},
    member,
};
use contract::{BulkId, MembershipId, OrgId, PersonId, Problem};
use ipnet::IpNet;
use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::OffsetDateTime;
use uuid::Uuid;

pub(super) async fn insert(
    db: &mut PgConnection,
    org: OrgId,
    id: BulkId,
    act: &Act,
    by: MembershipId,
    origin: &Origin,
    now: OffsetDateTime,
) -> Result<()> {
    sqlx::query!(
        "insert into bulk_act (org_id, id, act, detail, created_by, created_at, total, ip, device, request) values ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9)",
        org.0,
        id.0,
        act.key(),
        jsonb(act)?,
        by.0,
        now,
        origin.ip.map(IpNet::from),
        origin.device,
        origin.request
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn select_members(db: &mut PgConnection, org: OrgId, id: BulkId, ids: &[Uuid]) -> Result<u64> {
    let selected = sqlx::query!(
        "insert into bulk_row (org_id, bulk_id, position, target_id, label)
         select $1, $2, row_number() over (order by name_key, id), id, display_name from membership where org_id = $1 and id = any($3) limit $4",
        org.0,
        id.0,
        ids,
        i64::from(MOST) + 1
    );
    Ok(selected.execute(db).await?.rows_affected())
}

pub(super) async fn select_invitations(db: &mut PgConnection, org: OrgId, id: BulkId, ids: &[Uuid]) -> Result<u64> {
    let selected = sqlx::query!(
        "insert into bulk_row (org_id, bulk_id, position, target_id, label)
         select $1, $2, row_number() over (order by created_at, id), id, address from invitation where org_id = $1 and id = any($3) limit $4",
        org.0,
        id.0,
        ids,
        i64::from(MOST) + 1
    );
    Ok(selected.execute(db).await?.rows_affected())
}

pub(super) async fn select_matching_members(
    db: &mut PgConnection,
    org: OrgId,
    id: BulkId,
    filter: &member::Filter,
    now: OffsetDateTime,
) -> Result<u64> {
    let mut query = selecting(org, id, "order by m.name_key, m.id", "m.id, m.display_name");
    member::find::matching(&mut query, org, filter, now);
    snapshot(query, db).await
}

pub(super) async fn select_matching_invitations(
    db: &mut PgConnection,
    org: OrgId,
    id: BulkId,
    filter: &invitation::Filter,
    now: OffsetDateTime,
) -> Result<u64> {
    let mut query = selecting(org, id, "order by i.created_at, i.id", "i.id, i.address");
    invitation::sql_list::matching(&mut query, org, filter, now);
    snapshot(query, db).await
}

fn selecting(org: OrgId, id: BulkId, order: &str, columns: &str) -> QueryBuilder<Postgres> {
    let mut query = QueryBuilder::new("insert into bulk_row (org_id, bulk_id, position, target_id, label) select ");
    query.push_bind(org.0).push(", ").push_bind(id.0).push(format_args!(", row_number() over ({order}), {columns}"));
    query
}

async fn snapshot(mut query: QueryBuilder<Postgres>, db: &mut PgConnection) -> Result<u64> {
    query.push(format_args!(" limit {}", MOST + 1));
    Ok(query.build().persistent(false).execute(db).await?.rows_affected())
}

pub(super) async fn select_invitees(db: &mut PgConnection, org: OrgId, id: BulkId, people: &[Invitee], details: &[serde_json::Value]) -> Result<u64> {
    let ids: Vec<Uuid> = people.iter().map(|invitee| invitee.id.0).collect();
    let addresses: Vec<String> = people.iter().map(|invitee| invitee.address.to_string()).collect();
    let selected = sqlx::query!(
        "insert into bulk_row (org_id, bulk_id, position, target_id, label, detail)
         select $1, $2, place, id, address, detail from unnest($3::uuid[], $4::text[], $5::jsonb[]) with ordinality as asked (id, address, detail, place)",
        org.0,
        id.0,
        &ids,
        &addresses,
        details
    );
    Ok(selected.execute(db).await?.rows_affected())
}

pub(super) async fn set_total(db: &mut PgConnection, org: OrgId, id: BulkId, total: i32) -> Result<()> {
    sqlx::query!("update bulk_act set total = $3 where org_id = $1 and id = $2", org.0, id.0, total).execute(db).await?;
    Ok(())
}

/// An act under way, in its starter's name.
pub(super) struct Begun {
    pub act: Act,
    pub by: MembershipId,
    pub actor: Actor,
    pub created_at: OffsetDateTime,
}

pub(super) async fn begun(db: &mut PgConnection, org: OrgId, id: BulkId) -> Result<Option<Begun>> {
    let row = sqlx::query!(
        r#"select b.detail, b.created_by, b.created_at, b.ip as "ip: IpNet", b.device, b.request, m.person_id, m.display_name, m.address
             from bulk_act b join membership m on m.org_id = b.org_id and m.id = b.created_by
            where b.org_id = $1 and b.id = $2 and b.finished_at is null"#,
        org.0,
        id.0
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Begun {
        act: serde_json::from_value(row.detail).map_err(Error::internal)?,
        by: MembershipId(row.created_by),
        actor: Actor {
            person: Some(PersonId(row.person_id)),
            name: row.display_name,
            address: row.address,
            origin: Origin { ip: row.ip.map(|net| net.addr()), device: row.device, request: row.request },
        },
        created_at: row.created_at,
    }))
}

/// A row that is to be done.
pub(super) struct Todo {
    pub position: i32,
    pub target: Uuid,
    pub label: String,
    pub detail: serde_json::Value,
    /// How often it went wrong for a reason of ours.
    pub tries: i32,
}

/// The next row, held until the transaction ends.
pub(super) async fn take(db: &mut PgConnection, org: OrgId, id: BulkId) -> Result<Option<Todo>> {
    Ok(sqlx::query_as!(
        Todo,
        "select position, target_id as target, label, detail, tries from bulk_row
          where org_id = $1 and bulk_id = $2 and outcome is null order by position limit 1 for update skip locked",
        org.0,
        id.0
    )
    .fetch_optional(db)
    .await?)
}

pub(super) async fn done(db: &mut PgConnection, org: OrgId, id: BulkId, position: i32) -> Result<()> {
    sqlx::query!(
        "with row as (update bulk_row set outcome = 'done' where org_id = $1 and bulk_id = $2 and position = $3)
         update bulk_act set done = done + 1 where org_id = $1 and id = $2",
        org.0,
        id.0,
        position
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Counts that it went wrong.
pub(super) async fn tried(db: &mut PgConnection, org: OrgId, id: BulkId, position: i32) -> Result<()> {
    sqlx::query!("update bulk_row set tries = tries + 1 where org_id = $1 and bulk_id = $2 and position = $3", org.0, id.0, position)
        .execute(db)
        .await?;
    Ok(())
}

/// Why a row was left as it is.
#[derive(Debug, Clone, Copy)]
pub(super) enum NotDone {
    /// A rule says no.
    Refused,
    /// It went wrong, for a reason of ours.
    Failed,
}

impl NotDone {
    const fn key(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

pub(super) async fn not_done(db: &mut PgConnection, org: OrgId, id: BulkId, position: i32, outcome: NotDone, problem: &Problem) -> Result<()> {
    sqlx::query!(
        "with row as (update bulk_row set outcome = $5, problem = $4 where org_id = $1 and bulk_id = $2 and position = $3 and outcome is null returning 1)
         update bulk_act set done = done + 1, failed = failed + 1 where org_id = $1 and id = $2 and exists (select from row)",
        org.0,
        id.0,
        position,
        jsonb(problem)?,
        outcome.key()
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Ends an act that has no rows left, and answers whether it did; one that another worker still holds is ended by that one.
pub(super) async fn finish(db: &mut PgConnection, org: OrgId, id: BulkId, now: OffsetDateTime) -> Result<bool> {
    let finished =
        sqlx::query!("update bulk_act set finished_at = $3 where org_id = $1 and id = $2 and finished_at is null and done = total", org.0, id.0, now)
            .execute(db)
            .await?;
    Ok(finished.rows_affected() == 1)
}

/// Deletes the acts that were over by then, with their rows; one that was given up ended when it began.
pub(super) async fn forget(db: &mut PgConnection, org: OrgId, before: OffsetDateTime) -> Result<()> {
    sqlx::query!("delete from bulk_act where org_id = $1 and coalesce(finished_at, created_at) <= $2", org.0, before).execute(db).await?;
    Ok(())
}

/// How many acts that began since then are under way.
pub(super) async fn under_way(db: &mut PgConnection, org: OrgId, since: OffsetDateTime) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from bulk_act where org_id = $1 and finished_at is null and created_at > $2"#,
        org.0,
        since
    );
    Ok(count.fetch_one(db).await?)
}
