use super::{Key, Limit};
use crate::Result;
use sqlx::PgConnection;
use time::OffsetDateTime;

/// Columns of the counters, in one order for everybody: two that count the same things never wait for each other in a circle.
fn columns(now: OffsetDateTime, counted: &[(Limit, Key)]) -> (Vec<String>, Vec<Vec<u8>>, Vec<OffsetDateTime>) {
    let mut counted = counted.to_vec();
    counted.sort_by(|(a, a_key), (b, b_key)| (a.kind, a_key.as_slice()).cmp(&(b.kind, b_key.as_slice())));
    let kinds = counted.iter().map(|(limit, _)| limit.kind.to_owned()).collect();
    let keys = counted.iter().map(|(_, key)| key.as_slice().to_vec()).collect();
    (kinds, keys, counted.iter().map(|(limit, _)| limit.window_start(now)).collect())
}

pub(super) async fn count(db: &mut PgConnection, now: OffsetDateTime, counted: &[(Limit, Key)]) -> Result<Vec<(String, i32)>> {
    let (kinds, keys, starts) = columns(now, counted);
    let rows = sqlx::query!(
        "insert into throttle (kind, key_hash, window_start, count)
         select kind, key_hash, window_start, 1 from unnest($1::text[], $2::bytea[], $3::timestamptz[]) as t (kind, key_hash, window_start)
         on conflict (kind, key_hash, window_start) do update set count = throttle.count + 1
         returning kind, count",
        &kinds,
        &keys,
        &starts
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.kind, row.count)).collect())
}

pub(super) async fn forgive(db: &mut PgConnection, now: OffsetDateTime, counted: &[(Limit, Key)]) -> Result<()> {
    let (kinds, keys, starts) = columns(now, counted);
    sqlx::query!(
        "update throttle
            set count = greatest(throttle.count - 1, 0)
           from unnest($1::text[], $2::bytea[], $3::timestamptz[]) as t (kind, key_hash, window_start)
          where throttle.kind = t.kind and throttle.key_hash = t.key_hash and throttle.window_start = t.window_start",
        &kinds,
        &keys,
        &starts
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn so_far(db: &mut PgConnection, now: OffsetDateTime, limit: Limit, key: &Key) -> Result<i32> {
    let count = sqlx::query_scalar!(
        "select count from throttle where kind = $1 and key_hash = $2 and window_start = $3",
        limit.kind,
        key.as_slice(),
        limit.window_start(now)
    )
    .fetch_optional(db)
    .await?;
    Ok(count.unwrap_or_default())
}
