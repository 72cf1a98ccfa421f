//! Requests under way: made when a browser is sent to the provider, answered once, by that browser.

use super::{asserted::Asserted, model::Report};
use crate::{
    Error, Portal, Result,
    audit::{Actor, Unrecorded},
    db::TenantTx,
    secret::{Secret, SecretHash},
    vault::{self, Sealed},
};
use contract::{ConnectionId, ConnectionKey, LocalPath, Locale, OrgId, TestId, VersionId};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// How long somebody may take at their provider: second factors, a forgotten password.
pub const ANSWERED_WITHIN: Duration = Duration::minutes(10);
/// How long somebody may take to prove a factor of their own.
pub const PROVEN_WITHIN: Duration = Duration::minutes(30);

/// What a browser keeps while somebody is at their provider, and until they are let in: a cookie for each way out.
#[derive(Debug, Clone)]
pub struct Kept {
    pub key: ConnectionKey,
    pub secret: Secret,
}

impl Kept {
    /// Reads what a browser sent.
    pub fn parse(text: &str) -> Option<Self> {
        let (key, secret) = text.split_once('.')?;
        Some(Self { key: key.parse().ok()?, secret: Secret::parse(secret)? })
    }

    /// For the cookie.
    pub fn reveal(&self) -> String {
        format!("{}.{}", self.key, self.secret.reveal())
    }
}

/// A request as it is begun.
pub(super) struct New<'a> {
    pub connection: ConnectionId,
    pub version: VersionId,
    pub test: Option<TestId>,
    pub handle: SecretHash,
    pub cookie: SecretHash,
    /// The AuthnRequest's.
    pub request_id: Option<&'a str>,
    /// What OpenID Connect needs to remember.
    pub pending: Option<&'a [u8]>,
    pub locale: Locale,
    pub next: Option<&'a LocalPath>,
}

/// A request that was answered just now, and can't be again.
#[derive(Debug)]
pub(super) struct Request {
    pub id: Uuid,
    pub version: VersionId,
    pub test: Option<TestId>,
    pub request_id: Option<String>,
    pending: Option<serde_json::Value>,
}

fn place<'a>(what: &'static [u8], org: &'a OrgId, id: &'a Uuid) -> [&'a [u8]; 3] {
    [what, org.0.as_bytes(), id.as_bytes()]
}

/// Keeps it, and forgets those that nobody has answered.
pub(super) async fn put(portal: &Portal, org: OrgId, new: &New<'_>) -> Result<()> {
    let mut tx = TenantTx::open(portal, &portal.db.web, org, Actor::portal()).await?;
    let (now, id) = (tx.now(), tx.new_id::<Uuid>());
    let pending = new.pending.map(|pending| vault::seal(portal, &place(b"sso_pending", &org, &id), pending)).transpose()?;
    let pending = pending.map(serde_json::to_value).transpose().map_err(Error::internal)?;
    sqlx::query!("delete from sso_request where org_id = $1 and expires_at < $2", org.0, now).execute(tx.conn()).await?;
    sqlx::query!(
        "insert into sso_request (org_id, id, connection_id, version_id, test_id, handle_hash, cookie_hash, request_id, pending, locale, next_path, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        org.0,
        id,
        new.connection.0,
        new.version.0,
        new.test.map(|test| test.0),
        new.handle.as_slice(),
        new.cookie.as_slice(),
        new.request_id,
        pending,
        new.locale.tag(),
        new.next.map(LocalPath::as_str),
        now,
        now + ANSWERED_WITHIN
    )
    .execute(tx.conn())
    .await?;
    tx.commit_unrecorded(Unrecorded::SignInUnderWay).await
}

/// Takes the request that this handle is of, if one of the browser's cookies is its own. From then on nothing answers it. One statement, so of
/// two answers at once one is too late.
pub(super) async fn take(portal: &Portal, org: OrgId, connection: ConnectionId, handle: Option<&str>, kept: &[Kept]) -> Result<Option<Request>> {
    let Some(handle) = handle.and_then(Secret::parse).map(|handle| handle.hash()) else { return Ok(None) };
    let cookies: Vec<Vec<u8>> = kept.iter().map(|kept| kept.secret.hash().as_slice().to_vec()).collect();
    if cookies.is_empty() {
        return Ok(None);
    }
    let mut tx = TenantTx::open(portal, &portal.db.web, org, Actor::portal()).await?;
    let now = tx.now();
    let row = sqlx::query!(
        "update sso_request set answered_at = $5
          where org_id = $1 and connection_id = $2 and handle_hash = $3 and cookie_hash = any($4) and answered_at is null and expires_at > $5
         returning id, version_id, test_id, request_id, pending",
        org.0,
        connection.0,
        handle.as_slice(),
        &cookies,
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    tx.commit_unrecorded(Unrecorded::SignInUnderWay).await?;
    row.map(|row| {
        Ok(Request {
            id: row.id,
            version: VersionId(row.version_id),
            test: row.test_id.map(TestId),
            request_id: row.request_id,
            pending: row.pending,
        })
    })
    .transpose()
}

impl Request {
    /// What OpenID Connect kept.
    pub(super) fn pending(&self, portal: &Portal, org: OrgId) -> Result<sso::oidc::Pending> {
        let sealed = self.pending.clone().ok_or_else(|| Error::internal("a request without what it kept"))?;
        let sealed: Sealed = serde_json::from_value(sealed).map_err(Error::internal)?;
        let plain = vault::open(portal, &place(b"sso_pending", &org, &self.id), &sealed)?;
        serde_json::from_slice(&plain).map_err(Error::internal)
    }
}

/// What is kept of somebody between two requests of their browser.
#[derive(Serialize, Deserialize)]
struct Sealing {
    asserted: Asserted,
    report: Report,
}

/// Keeps who was proven, and by which version, until their browser comes back, perhaps after they have proven a factor of their own.
pub(super) async fn keep_proven(tx: &mut TenantTx, id: Uuid, version: VersionId, asserted: &Asserted, report: &Report) -> Result<()> {
    let (org, now) = (tx.org(), tx.now());
    let plain = serde_json::to_vec(&Sealing { asserted: asserted.clone(), report: report.clone() }).map_err(Error::internal)?;
    let sealed = vault::seal(tx.portal(), &place(b"sso_proven", &org, &id), &plain)?;
    sqlx::query!(
        "update sso_request set proven = $3, version_id = $4, expires_at = $5 where org_id = $1 and id = $2",
        org.0,
        id,
        serde_json::to_value(sealed).map_err(Error::internal)?,
        version.0,
        now + PROVEN_WITHIN
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Somebody whom the provider has proven.
pub(super) struct Proven {
    pub id: Uuid,
    /// By which its answer was checked.
    pub version: VersionId,
    pub asserted: Asserted,
    pub report: Report,
    /// They have pressed the button that says they want to be linked.
    pub agreed: bool,
    pub next: Option<LocalPath>,
    pub locale: Locale,
}

/// Who that is, by the cookie of their browser.
pub(super) async fn proven(db: &mut PgConnection, portal: &Portal, org: OrgId, connection: ConnectionId, cookie: &Secret) -> Result<Option<Proven>> {
    let cookie = cookie.hash();
    let row = sqlx::query!(
        r#"select id, version_id, proven as "proven!", agreed, next_path, locale from sso_request
            where org_id = $1 and connection_id = $2 and cookie_hash = $3 and proven is not null and expires_at > $4"#,
        org.0,
        connection.0,
        cookie.as_slice(),
        portal.clock.now()
    );
    let Some(row) = row.fetch_optional(db).await? else { return Ok(None) };
    let sealed: Sealed = serde_json::from_value(row.proven).map_err(Error::internal)?;
    let plain = vault::open(portal, &place(b"sso_proven", &org, &row.id), &sealed)?;
    let Sealing { asserted, report } = serde_json::from_slice(&plain).map_err(Error::internal)?;
    Ok(Some(Proven {
        id: row.id,
        version: VersionId(row.version_id),
        asserted,
        report,
        agreed: row.agreed,
        next: row.next_path.and_then(|path| LocalPath::parse(&path).ok()),
        locale: Locale::from_tag(&row.locale).unwrap_or_default(),
    }))
}

/// Keeps that the person wants to be linked.
pub(super) async fn agree(portal: &Portal, org: OrgId, id: Uuid) -> Result<()> {
    let mut tx = TenantTx::open(portal, &portal.db.web, org, Actor::portal()).await?;
    sqlx::query!("update sso_request set agreed = true where org_id = $1 and id = $2", org.0, id).execute(tx.conn()).await?;
    tx.commit_unrecorded(Unrecorded::SignInUnderWay).await
}

/// Ends it in the transaction that uses its proof; whether it was still there.
pub(super) async fn spend(db: &mut PgConnection, org: OrgId, id: Uuid) -> Result<bool> {
    let gone = sqlx::query!("delete from sso_request where org_id = $1 and id = $2 and proven is not null", org.0, id).execute(db).await?;
    Ok(gone.rows_affected() == 1)
}

/// Takes an answer for the first time; `false` for one that was taken before.
pub(super) async fn spend_answer(portal: &Portal, org: OrgId, connection: ConnectionId, answer: &str, forget_after: OffsetDateTime) -> Result<bool> {
    let mut tx = TenantTx::open(portal, &portal.db.web, org, Actor::portal()).await?;
    let now = tx.now();
    sqlx::query!("delete from sso_spent where org_id = $1 and forget_after < $2", org.0, now).execute(tx.conn()).await?;
    let answer = SecretHash::of(answer.as_bytes());
    let first = sqlx::query!(
        "insert into sso_spent (org_id, connection_id, answer_hash, forget_after) values ($1, $2, $3, $4) on conflict do nothing",
        org.0,
        connection.0,
        answer.as_slice(),
        forget_after
    )
    .execute(tx.conn())
    .await?;
    tx.commit_unrecorded(Unrecorded::SignInUnderWay).await?;
    Ok(first.rows_affected() == 1)
}
