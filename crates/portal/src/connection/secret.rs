//! Client secrets of OpenID Connect: sealed when they come, opened to be sent to the provider, shown to nobody.

use crate::{Error, Portal, Result, db::TenantTx, vault, vault::Sealed};
use contract::{ConnectionId, OrgId};
use sqlx::PgConnection;
use sso::oidc::ClientSecret;
use time::OffsetDateTime;
use uuid::Uuid;

/// So many of its last letters tell one secret from another; of a short one none.
const HINT: usize = 4;
const LEAST_FOR_HINT: usize = 16;

pub(super) fn place<'a>(org: &'a OrgId, id: &'a Uuid) -> [&'a [u8]; 3] {
    [b"connection_secret", org.0.as_bytes(), id.as_bytes()]
}

/// Keeps one, to be named by a version.
pub(super) async fn put(tx: &mut TenantTx, connection: ConnectionId, secret: &ClientSecret, expires_at: Option<OffsetDateTime>) -> Result<Uuid> {
    let (org, now, id) = (tx.org(), tx.now(), tx.new_id::<Uuid>());
    let sealed = vault::seal(tx.portal(), &place(&org, &id), secret.expose().as_bytes())?;
    let letters: Vec<char> = secret.expose().chars().collect();
    let hint: String = if letters.len() < LEAST_FOR_HINT { String::new() } else { letters[letters.len() - HINT..].iter().collect() };
    sqlx::query!(
        "insert into connection_secret (org_id, id, connection_id, secret, sealed_under, hint, expires_at, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        org.0,
        id,
        connection.0,
        serde_json::to_value(&sealed).map_err(Error::internal)?,
        sealed.under,
        hint,
        expires_at,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(id)
}

/// Says when one ends that is kept already; whether that is news.
pub(super) async fn set_expiry(tx: &mut TenantTx, id: Uuid, expires_at: Option<OffsetDateTime>) -> Result<bool> {
    let org = tx.org();
    let done = sqlx::query!(
        "update connection_secret set expires_at = $3 where org_id = $1 and id = $2 and expires_at is distinct from $3",
        org.0,
        id,
        expires_at
    );
    Ok(done.execute(tx.conn()).await?.rows_affected() > 0)
}

pub(super) async fn open(db: &mut PgConnection, portal: &Portal, org: OrgId, id: Uuid) -> Result<ClientSecret> {
    let sealed = sqlx::query_scalar!("select secret from connection_secret where org_id = $1 and id = $2", org.0, id).fetch_one(db).await?;
    let sealed: Sealed = serde_json::from_value(sealed).map_err(Error::internal)?;
    let plain = vault::open(portal, &place(&org, &id), &sealed)?;
    Ok(ClientSecret::new(std::str::from_utf8(&plain).map_err(Error::internal)?))
}
