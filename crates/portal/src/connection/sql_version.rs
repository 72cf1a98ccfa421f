//! The states of connections' set-ups.

use super::{
    change::Candidate,
    model::{Settings, Stage},
};
use crate::{Error, Result, db::jsonb};
use contract::{ConnectionId, MembershipId, OrgId, VersionId};
use sqlx::PgConnection;
use time::OffsetDateTime;

pub(super) fn read(settings: serde_json::Value) -> Result<Settings> {
    serde_json::from_value(settings).map_err(Error::internal)
}

fn written(settings: &Settings) -> Result<serde_json::Value> {
    jsonb(settings)
}

/// Puts a candidate beside whatever serves.
#[expect(clippy::too_many_arguments, reason = "a column each")]
pub(super) async fn insert(
    db: &mut PgConnection,
    org: OrgId,
    connection: ConnectionId,
    id: VersionId,
    number: i32,
    settings: &Settings,
    by: MembershipId,
    now: OffsetDateTime,
) -> Result<()> {
    sqlx::query!(
        "insert into connection_version (org_id, id, connection_id, number, stage, settings, created_by, created_at, changed_at)
         values ($1, $2, $3, $4, 'candidate', $5, $6, $7, $7)",
        org.0,
        id.0,
        connection.0,
        number,
        written(settings)?,
        by.0,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn candidate(db: &mut PgConnection, org: OrgId, connection: ConnectionId) -> Result<Option<Candidate>> {
    of_stage(db, org, connection, Stage::Candidate).await
}

/// The one at that stage; of former ones the last that served.
pub(super) async fn of_stage(db: &mut PgConnection, org: OrgId, connection: ConnectionId, stage: Stage) -> Result<Option<Candidate>> {
    let row = sqlx::query!(
        "select id, number, settings, changed_at, tested_at from connection_version
          where org_id = $1 and connection_id = $2 and stage = $3 order by ended_at desc nulls last, number desc limit 1",
        org.0,
        connection.0,
        stage.key()
    );
    let row = row.fetch_optional(db).await?;
    row.map(|row| {
        let settings = read(row.settings)?;
        Ok(Candidate { id: VersionId(row.id), number: row.number, settings, changed_at: row.changed_at, tested_at: row.tested_at, is_new: false })
    })
    .transpose()
}

pub(super) async fn last_number(db: &mut PgConnection, org: OrgId, connection: ConnectionId) -> Result<i32> {
    let last = sqlx::query_scalar!(
        r#"select coalesce(max(number), 0) as "last!" from connection_version where org_id = $1 and connection_id = $2"#,
        org.0,
        connection.0
    );
    Ok(last.fetch_one(db).await?)
}

/// Whatever was tested before is tested no more.
pub(super) async fn set_settings(db: &mut PgConnection, org: OrgId, id: VersionId, settings: &Settings, now: OffsetDateTime) -> Result<()> {
    sqlx::query!(
        "update connection_version set settings = $3, changed_at = $4, tested_at = null where org_id = $1 and id = $2",
        org.0,
        id.0,
        written(settings)?,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The number of the candidate that is no more.
pub(super) async fn remove_candidate(db: &mut PgConnection, org: OrgId, connection: ConnectionId) -> Result<Option<i32>> {
    let number = sqlx::query_scalar!(
        "delete from connection_version where org_id = $1 and connection_id = $2 and stage = 'candidate' returning number",
        org.0,
        connection.0
    );
    Ok(number.fetch_optional(db).await?)
}

/// What serves ends serving.
pub(super) async fn end_live(db: &mut PgConnection, org: OrgId, connection: ConnectionId, now: OffsetDateTime) -> Result<Option<i32>> {
    let number = sqlx::query_scalar!(
        "update connection_version set stage = 'former', ended_at = $3 where org_id = $1 and connection_id = $2 and stage = 'live' returning number",
        org.0,
        connection.0,
        now
    );
    Ok(number.fetch_optional(db).await?)
}

/// It serves; the index of live versions sees to it that no other does.
pub(super) async fn go_live(db: &mut PgConnection, org: OrgId, id: VersionId, now: OffsetDateTime) -> Result<()> {
    sqlx::query!(
        "update connection_version set stage = 'live', activated_at = coalesce(activated_at, $3), ended_at = null where org_id = $1 and id = $2",
        org.0,
        id.0,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Throws client secrets away that no version needs any more: what serves, what is worked at, and what could be rolled back to.
pub(super) async fn forget_secrets(db: &mut PgConnection, org: OrgId, connection: ConnectionId) -> Result<()> {
    sqlx::query!(
        "delete from connection_secret s
          where s.org_id = $1 and s.connection_id = $2
            and s.id not in (select (v.settings #>> '{provider,credential,secret}')::uuid
                               from connection_version v
                              where v.org_id = $1 and v.connection_id = $2 and v.settings #>> '{provider,credential,secret}' is not null
                                and (v.stage <> 'former' or v.id = (select f.id from connection_version f
                                                                     where f.org_id = $1 and f.connection_id = $2 and f.stage = 'former'
                                                                     order by f.ended_at desc, f.number desc limit 1)))",
        org.0,
        connection.0
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A test of exactly what it was at `as_of` has succeeded. Changed since, it is another one.
pub(super) async fn set_tested(db: &mut PgConnection, org: OrgId, id: VersionId, as_of: OffsetDateTime, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("update connection_version set tested_at = $4 where org_id = $1 and id = $2 and changed_at = $3", org.0, id.0, as_of, now)
        .execute(db)
        .await?;
    Ok(())
}
