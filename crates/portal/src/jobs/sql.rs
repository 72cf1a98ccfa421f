use super::{Backlog, Job};
use crate::{Portal, Result, browser, db::jsonb};
use sqlx::{PgConnection, PgPool};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// For how long a person reads when they signed in and out.
const PASSAGES_KEPT_FOR: Duration = Duration::days(400);

pub(super) struct Taken {
    pub id: Uuid,
    pub kind: String,
    pub payload: serde_json::Value,
    pub trace: Option<String>,
    pub attempts: i32,
}

pub(super) async fn insert(
    db: &mut PgConnection,
    id: Uuid,
    job: &Job,
    trace: Option<&str>,
    now: OffsetDateTime,
    run_at: OffsetDateTime,
) -> Result<()> {
    let payload = jsonb(job)?;
    let kind = payload.get("kind").and_then(|kind| kind.as_str()).unwrap_or_default();
    sqlx::query!(
        "insert into job (id, kind, payload, awaited, trace, run_at, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        kind,
        payload,
        job.is_awaited(),
        trace,
        run_at,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes the next job that is due and that nobody holds, and holds it until `until`.
pub(super) async fn take(db: &PgPool, now: OffsetDateTime, until: OffsetDateTime) -> Result<Option<Taken>> {
    Ok(sqlx::query_as!(
        Taken,
        "update job
            set locked_until = $2, attempts = attempts + 1
          where id = (select id from job
                       where done_at is null and dead_at is null and run_at <= $1 and (locked_until is null or locked_until <= $1)
                       order by awaited desc, run_at, id
                       limit 1
                         for update skip locked)
         returning id, kind, payload, trace, attempts",
        now,
        until
    )
    .fetch_optional(db)
    .await?)
}

pub(super) async fn done(db: &PgPool, id: Uuid, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("update job set done_at = $2, locked_until = null where id = $1", id, now).execute(db).await?;
    Ok(())
}

pub(super) async fn failed(db: &PgPool, id: Uuid, now: OffsetDateTime, again: Option<OffsetDateTime>, error: &str) -> Result<()> {
    sqlx::query!(
        "update job
            set locked_until = null, last_error = $3, run_at = coalesce($4, run_at), dead_at = case when $4::timestamptz is null then $2::timestamptz end
          where id = $1",
        id,
        now,
        error,
        again
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Enqueues the sweep unless one is waiting.
pub(super) async fn schedule_sweep(db: &PgPool, id: Uuid, now: OffsetDateTime) -> Result<()> {
    sqlx::query!(
        r#"insert into job (id, kind, payload, run_at, created_at)
           select $1, 'sweep', '{"kind": "sweep"}', $2, $2
            where not exists (select from job where kind = 'sweep' and done_at is null and dead_at is null)"#,
        id,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn backlog(db: &PgPool, now: OffsetDateTime) -> Result<Backlog> {
    Ok(sqlx::query_as!(
        Backlog,
        r#"select count(*) filter (where dead_at is null and run_at <= $1) as "waiting!", count(*) filter (where dead_at is not null) as "dead!"
             from job
            where done_at is null"#,
        now
    )
    .fetch_one(db)
    .await?)
}

pub(super) async fn heartbeat(db: &PgPool, worker: Uuid, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("insert into worker_heartbeat values ($1, $2) on conflict (worker_id) do update set at = excluded.at", worker, now)
        .execute(db)
        .await?;
    Ok(())
}

pub(super) async fn heart_stopped(db: &PgPool, worker: Uuid) -> Result<()> {
    sqlx::query!("delete from worker_heartbeat where worker_id = $1", worker).execute(db).await?;
    Ok(())
}

pub(super) async fn sweep(portal: &Portal) -> Result<()> {
    let (db, now) = (&portal.db.worker, portal.clock.now());
    sqlx::query!("delete from door_flow where expires_at <= $1", now).execute(db).await?;
    sqlx::query!("delete from form_return where expires_at <= $1", now).execute(db).await?;
    sqlx::query!("delete from resting_slug where rests_until <= $1", now).execute(db).await?;
    sqlx::query!("delete from spent_proof where expires_at <= $1", now).execute(db).await?;
    sqlx::query!("delete from session where expires_at <= $1 or idle_expires_at <= $1", now).execute(db).await?;
    sqlx::query!("delete from known_browser where last_used_at <= $1", now - browser::KNOWN_FOR).execute(db).await?;
    sqlx::query!("delete from person_event where at <= $1 and kind in ('signed_in', 'signed_out')", now - PASSAGES_KEPT_FOR).execute(db).await?;
    sqlx::query!("delete from throttle where window_start <= $1", now - Duration::days(2)).execute(db).await?;
    sqlx::query!("delete from worker_heartbeat where at <= $1", now - Duration::hours(1)).execute(db).await?;
    sqlx::query!("delete from job where coalesce(done_at, dead_at) <= $1", now - Duration::days(14)).execute(db).await?;
    Ok(())
}
