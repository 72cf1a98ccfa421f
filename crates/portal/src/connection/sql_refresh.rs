//! What the daily look reads and writes.

use super::{
    model::{Provider, Settings},
    sql_version::read,
};
use crate::{Result, db::jsonb};
use contract::{ConnectionId, OrgId, VersionId};
use sqlx::PgConnection;
use sso::saml::Fingerprint;
use std::collections::HashMap;
use time::OffsetDateTime;

/// Whether that is still when to ask.
pub(super) async fn is_due(db: &mut PgConnection, org: OrgId, id: ConnectionId, due: OffsetDateTime) -> Result<bool> {
    let due = sqlx::query_scalar!(
        r#"select exists (select from connection where org_id = $1 and id = $2 and refresh_at = $3) as "due!""#,
        org.0,
        id.0,
        due
    );
    Ok(due.fetch_one(db).await?)
}

/// Whether it was due until now.
pub(super) async fn set_next(db: &mut PgConnection, org: OrgId, id: ConnectionId, due: OffsetDateTime, next: OffsetDateTime) -> Result<bool> {
    let done = sqlx::query!("update connection set refresh_at = $4 where org_id = $1 and id = $2 and refresh_at = $3", org.0, id.0, due, next);
    Ok(done.execute(db).await?.rows_affected() > 0)
}

/// Whose providers are asked: what serves or would, and what is worked at.
pub(super) async fn asked(db: &mut PgConnection, org: OrgId, id: ConnectionId) -> Result<Vec<(VersionId, Provider)>> {
    let rows = sqlx::query!(
        "select id, settings from connection_version where org_id = $1 and connection_id = $2 and stage in ('live', 'candidate') order by number",
        org.0,
        id.0
    );
    rows.fetch_all(db).await?.into_iter().map(|row| Ok((VersionId(row.id), read(row.settings)?.provider))).collect()
}

pub(super) async fn settings(db: &mut PgConnection, org: OrgId, version: VersionId) -> Result<Option<Settings>> {
    let settings = sqlx::query_scalar!("select settings from connection_version where org_id = $1 and id = $2", org.0, version.0);
    settings.fetch_optional(db).await?.map(read).transpose()
}

/// Beside an edit: when it was edited and tested stays.
pub(super) async fn set_settings(db: &mut PgConnection, org: OrgId, version: VersionId, settings: &Settings) -> Result<()> {
    let settings = jsonb(settings)?;
    sqlx::query!("update connection_version set settings = $3 where org_id = $1 and id = $2", org.0, version.0, settings).execute(db).await?;
    Ok(())
}

/// Keeps whose metadata is offered instead; whether that is news.
pub(super) async fn set_held(db: &mut PgConnection, org: OrgId, id: ConnectionId, entity_id: Option<&str>) -> Result<bool> {
    let done = sqlx::query!(
        "update connection set refresh_held = $3 where org_id = $1 and id = $2 and refresh_held is distinct from $3",
        org.0,
        id.0,
        entity_id
    );
    Ok(done.execute(db).await?.rows_affected() > 0)
}

/// When each certificate was believed last; one that never was, when it was seen first.
pub(super) async fn last_used(db: &mut PgConnection, org: OrgId, id: ConnectionId) -> Result<HashMap<Fingerprint, OffsetDateTime>> {
    let rows = sqlx::query!(
        r#"select fingerprint, coalesce(last_used_at, seen_at) as "at!" from connection_certificate where org_id = $1 and connection_id = $2"#,
        org.0,
        id.0
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    Ok(rows.filter_map(|row| Some((Fingerprint(row.fingerprint.try_into().ok()?), row.at))).collect())
}
