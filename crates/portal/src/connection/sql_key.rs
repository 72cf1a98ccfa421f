//! Our key pairs and client secrets, and the certificates of providers as we have met them.

use super::model::KeyState;
use crate::{Error, Result, vault::Sealed};
use contract::{ConnectionId, OrgId};
use sqlx::PgConnection;
use sso::saml::{Certificate, Fingerprint};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

#[expect(clippy::too_many_arguments, reason = "a column each")]
pub(super) async fn insert(
    db: &mut PgConnection,
    org: OrgId,
    id: Uuid,
    connection: ConnectionId,
    state: KeyState,
    certificate: &Certificate,
    sealed: &Sealed,
    now: OffsetDateTime,
) -> Result<()> {
    sqlx::query!(
        "insert into connection_key (org_id, id, connection_id, state, certificate, private_key, sealed_under, created_at, not_after)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        org.0,
        id,
        connection.0,
        state.key(),
        certificate.der(),
        serde_json::to_value(sealed).map_err(Error::internal)?,
        sealed.under,
        now,
        certificate.not_after()
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) struct Stored {
    pub id: Uuid,
    pub certificate: Vec<u8>,
    pub sealed: Sealed,
}

/// The current one, the next, then those that were, the youngest first.
pub(super) async fn sealed(db: &mut PgConnection, org: OrgId, connection: ConnectionId) -> Result<Vec<Stored>> {
    let rows = sqlx::query!(
        "select id, certificate, private_key from connection_key
          where org_id = $1 and connection_id = $2
          order by array_position(array['current', 'next', 'retired'], state), created_at desc, id desc",
        org.0,
        connection.0
    );
    let read = |sealed| serde_json::from_value(sealed).map_err(Error::internal);
    let rows = rows.fetch_all(db).await?.into_iter();
    rows.map(|row| Ok(Stored { id: row.id, certificate: row.certificate, sealed: read(row.private_key)? })).collect()
}

/// Each pair's id, state and certificate (DER), in the order of [`sealed`].
pub(super) async fn states(db: &mut PgConnection, org: OrgId, connection: ConnectionId) -> Result<Vec<(Uuid, KeyState, Vec<u8>)>> {
    let rows = sqlx::query!(
        "select id, state, certificate from connection_key
          where org_id = $1 and connection_id = $2
          order by array_position(array['current', 'next', 'retired'], state), created_at desc, id desc",
        org.0,
        connection.0
    );
    let state = |word: &str| KeyState::from_key(word).ok_or_else(|| Error::internal("a key in no state"));
    rows.fetch_all(db).await?.into_iter().map(|row| Ok((row.id, state(&row.state)?, row.certificate))).collect()
}

pub(super) async fn set_state(db: &mut PgConnection, org: OrgId, id: Uuid, state: KeyState) -> Result<()> {
    sqlx::query!("update connection_key set state = $3 where org_id = $1 and id = $2", org.0, id, state.key()).execute(db).await?;
    Ok(())
}

pub(super) async fn remove(db: &mut PgConnection, org: OrgId, id: Uuid) -> Result<()> {
    sqlx::query!("delete from connection_key where org_id = $1 and id = $2", org.0, id).execute(db).await?;
    Ok(())
}

/// Remembers certificates that are seen for the first time.
pub(super) async fn meet(
    db: &mut PgConnection,
    org: OrgId,
    connection: ConnectionId,
    certificates: &[Certificate],
    now: OffsetDateTime,
) -> Result<()> {
    let fingerprints: Vec<Vec<u8>> = certificates.iter().map(|one| one.fingerprint().0.to_vec()).collect();
    let subjects: Vec<String> = certificates.iter().map(|one| one.subject().to_owned()).collect();
    let ends: Vec<OffsetDateTime> = certificates.iter().map(Certificate::not_after).collect();
    sqlx::query!(
        "insert into connection_certificate (org_id, connection_id, fingerprint, subject, not_after, seen_at)
         select $1, $2, fingerprint, subject, not_after, $6
           from unnest($3::bytea[], $4::text[], $5::timestamptz[]) as met (fingerprint, subject, not_after)
         on conflict do nothing",
        org.0,
        connection.0,
        &fingerprints,
        &subjects,
        &ends,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A certificate was believed; to the minute, so that a busy morning doesn't write it at each sign-in.
pub(super) async fn used(db: &mut PgConnection, org: OrgId, connection: ConnectionId, fingerprint: Fingerprint, now: OffsetDateTime) -> Result<()> {
    sqlx::query!(
        "update connection_certificate set last_used_at = $4
          where org_id = $1 and connection_id = $2 and fingerprint = $3 and (last_used_at is null or last_used_at <= $5)",
        org.0,
        connection.0,
        fingerprint.0.as_slice(),
        now,
        now - Duration::MINUTE
    )
    .execute(db)
    .await?;
    Ok(())
}
