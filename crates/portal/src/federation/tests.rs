//! Trying a connection: a real round trip that lets nobody in and makes nobody.

use super::{
    Answered,
    model::{Decision, Report},
};
use crate::{
    Error, Portal, Result,
    access::{
        Can, acting,
        permission::{ManageSignIn, SeeSignIn},
    },
    audit::{Actor, Unrecorded},
    connection::{self, Serving},
    db::{TenantRead, TenantTx, jsonb},
    secret::Secret,
};
use contract::{ConnectionId, OrgId, Rule, TestId, VersionId};
use sso::saml::Fingerprint;
use time::{Duration, OffsetDateTime};

/// For how long whoever began a test may run it, and for how long somebody who was asked to may.
const OWN_FOR: Duration = Duration::HOUR;
const COLLEAGUES_FOR: Duration = Duration::days(7);
/// So many of a connection's tests are kept.
const KEPT: i64 = 50;

/// A test that was begun: how its page finds it, and the address that runs it.
#[derive(Debug, Clone)]
pub struct Started {
    pub id: TestId,
    pub link: String,
}

/// How far a test has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Nobody has followed the link yet.
    Waiting,
    /// Somebody is at the provider.
    UnderWay,
    Passed,
    Failed,
}

impl State {
    pub const ALL: [Self; 4] = [Self::Waiting, Self::UnderWay, Self::Passed, Self::Failed];

    /// The word in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::UnderWay => "under_way",
            Self::Passed => "passed",
            Self::Failed => "failed",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// A test, as its page shows it.
#[derive(Debug, Clone)]
pub struct Test {
    pub id: TestId,
    pub version: VersionId,
    /// Of the version that is tried.
    pub number: i32,
    pub asked_by: String,
    pub for_colleague: bool,
    pub state: State,
    /// The first failure's.
    pub code: Option<String>,
    /// `None` until somebody came back.
    pub report: Option<Report>,
    /// What would happen to this person, as far as it is the organisation's business; `None` when nothing could be believed.
    pub decision: Option<Decision>,
    pub created_at: OffsetDateTime,
    pub expires_at: OffsetDateTime,
    pub ended_at: Option<OffsetDateTime>,
}

/// Begins a test that one runs oneself, of what is being worked at, else of what serves.
///
/// # Errors
/// `NotFound` · `Conflict(NotInThatState)` unless it is complete.
pub async fn start(can: &Can<ManageSignIn>, id: ConnectionId) -> Result<Started> {
    begin(can, id, false).await
}

/// Makes a link by which a colleague runs a test.
///
/// # Errors
/// As [`start`].
pub async fn for_colleague(can: &Can<ManageSignIn>, id: ConnectionId) -> Result<Started> {
    begin(can, id, true).await
}

async fn begin(can: &Can<ManageSignIn>, connection: ConnectionId, for_colleague: bool) -> Result<Started> {
    let mut tx = can.begin().await?;
    acting::<ManageSignIn>(&mut tx, can.membership()).await?;
    let (org, now, id) = (tx.org(), tx.now(), tx.new_id::<TestId>());
    let version = sqlx::query_scalar!(
        "select id from connection_version where org_id = $1 and connection_id = $2 and stage in ('candidate', 'live') order by stage limit 1",
        org.0,
        connection.0
    );
    let version = VersionId(version.fetch_optional(tx.conn()).await?.ok_or(Error::NotFound)?);
    let serving = connection::version(tx.conn(), org, version).await?.ok_or(Error::NotFound)?;
    if !serving.settings.is_complete() {
        return Err(Error::Conflict(Rule::NotInThatState));
    }
    let link = Secret::new(tx.chance());
    let link_hash = link.hash();
    sqlx::query!(
        "delete from connection_test where org_id = $1 and connection_id = $2
            and id not in (select id from connection_test where org_id = $1 and connection_id = $2 order by id desc limit $3)",
        org.0,
        connection.0,
        KEPT
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "insert into connection_test (org_id, id, connection_id, version_id, asked_by, link_hash, for_colleague, state, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9)",
        org.0,
        id.0,
        connection.0,
        version.0,
        can.membership().0,
        link_hash.as_slice(),
        for_colleague,
        now,
        now + if for_colleague { COLLEAGUES_FOR } else { OWN_FOR }
    )
    .execute(tx.conn())
    .await?;
    tx.commit_unrecorded(Unrecorded::ConnectionTest).await?;
    Ok(Started { id, link: format!("{}/sso/test/{}", can.portal().settings.origin, link.reveal()) })
}

/// One test of a connection.
pub async fn find(can: &Can<SeeSignIn>, connection: ConnectionId, test: TestId) -> Result<Option<Test>> {
    Ok(look(can, connection, Some(test), 1).await?.pop())
}

/// The newest tests of a connection, newest first.
pub async fn recent(can: &Can<SeeSignIn>, connection: ConnectionId, most: i64) -> Result<Vec<Test>> {
    look(can, connection, None, most).await
}

async fn look(can: &Can<SeeSignIn>, connection: ConnectionId, test: Option<TestId>, most: i64) -> Result<Vec<Test>> {
    let mut read = can.read().await?;
    let rows = sqlx::query!(
        r#"select t.id, t.version_id, v.number, m.display_name, t.for_colleague, t.state, t.code, t.report, t.decision, t.created_at, t.expires_at, t.ended_at
             from connection_test t
             join connection_version v on v.org_id = t.org_id and v.id = t.version_id
             join membership m on m.org_id = t.org_id and m.id = t.asked_by
            where t.org_id = $1 and t.connection_id = $2 and ($3::uuid is null or t.id = $3)
            order by t.id desc limit $4"#,
        can.org_id().0,
        connection.0,
        test.map(|test| test.0),
        most
    );
    let rows = rows.fetch_all(read.conn()).await?;
    let tests = rows.into_iter().map(|row| {
        Ok(Test {
            id: TestId(row.id),
            version: VersionId(row.version_id),
            number: row.number,
            asked_by: row.display_name,
            for_colleague: row.for_colleague,
            state: State::from_key(&row.state).ok_or_else(|| Error::internal("a test in no state"))?,
            code: row.code,
            report: row.report.map(serde_json::from_value).transpose().map_err(Error::internal)?,
            decision: row.decision.map(serde_json::from_value).transpose().map_err(Error::internal)?,
            created_at: row.created_at,
            expires_at: row.expires_at,
            ended_at: row.ended_at,
        })
    });
    tests.collect()
}

/// A test that a link runs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trial {
    pub org: OrgId,
    pub id: TestId,
    pub version: VersionId,
}

/// What the page of a link says, before anything is done.
#[derive(Debug, Clone)]
pub struct Invited {
    pub asked_by: String,
    pub org_name: String,
    pub connection_name: String,
    pub for_colleague: bool,
}

/// What a link runs; `None` when it is over.
pub async fn invited(portal: &Portal, link: &Secret) -> Result<Option<Invited>> {
    let Some(trial) = of_link(portal, link).await? else { return Ok(None) };
    let mut read = TenantRead::open(&portal.db.web, trial.org).await?;
    Ok(sqlx::query_as!(
        Invited,
        "select m.display_name as asked_by, o.name as org_name, c.name as connection_name, t.for_colleague
           from connection_test t
           join membership m on m.org_id = t.org_id and m.id = t.asked_by
           join organization o on o.org_id = t.org_id
           join connection c on c.org_id = t.org_id and c.id = t.connection_id
          where t.org_id = $1 and t.id = $2",
        trial.org.0,
        trial.id.0
    )
    .fetch_optional(read.conn())
    .await?)
}

pub(super) async fn of_link(portal: &Portal, link: &Secret) -> Result<Option<Trial>> {
    let link = link.hash();
    let row = sqlx::query!(r#"select org_id as "org_id!", test_id as "test_id!" from test_of_link($1, $2)"#, link.as_slice(), portal.clock.now());
    let Some(row) = row.fetch_optional(&portal.db.web).await? else { return Ok(None) };
    let mut read = TenantRead::open(&portal.db.web, OrgId(row.org_id)).await?;
    let version = sqlx::query_scalar!("select version_id from connection_test where org_id = $1 and id = $2", row.org_id, row.test_id);
    let version = version.fetch_optional(read.conn()).await?;
    Ok(version.map(|version| Trial { org: OrgId(row.org_id), id: TestId(row.test_id), version: VersionId(version) }))
}

/// Somebody has left for the provider.
pub(super) async fn under_way(portal: &Portal, trial: &Trial) -> Result<()> {
    let mut tx = TenantTx::open(portal, &portal.db.web, trial.org, Actor::portal()).await?;
    sqlx::query!("update connection_test set state = 'under_way' where org_id = $1 and id = $2 and state = 'waiting'", trial.org.0, trial.id.0)
        .execute(tx.conn())
        .await?;
    tx.commit_unrecorded(Unrecorded::ConnectionTest).await
}

/// Keeps what a test came to; its link runs no more. One that passed lets its version be activated.
pub(super) async fn end(
    portal: &Portal,
    serving: &Serving,
    test: TestId,
    report: &Report,
    decision: Option<&Decision>,
    certificate: Option<Fingerprint>,
) -> Result<Answered> {
    let mut tx = TenantTx::open(portal, &portal.db.web, serving.org, Actor::portal()).await?;
    let (org, now) = (tx.org(), tx.now());
    let passed = report.code().is_none();
    let state = if passed { State::Passed } else { State::Failed };
    let ended = sqlx::query_scalar!(
        "update connection_test set state = $3, code = $4, report = $5, decision = $6, ended_at = $7, link_hash = null
          where org_id = $1 and id = $2 and state in ('waiting', 'under_way') returning version_id",
        org.0,
        test.0,
        state.key(),
        report.code(),
        jsonb(report)?,
        decision.map(serde_json::to_value).transpose().map_err(Error::internal)?,
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    if let Some(version) = ended.filter(|_| passed) {
        connection::mark_tested(&mut tx, VersionId(version), serving.changed_at).await?;
        if let Some(certificate) = certificate {
            connection::certificate_used(&mut tx, serving.id, certificate).await?;
        }
    }
    tx.commit_unrecorded(Unrecorded::ConnectionTest).await?;
    Ok(Answered::Tested)
}
