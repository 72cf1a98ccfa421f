use crate::{
    Error, Portal, Result,
    audit::{Actor, Events, Unrecorded, write_events},
    chance::Chance,
    jobs::{Job, enqueue},
};
use contract::OrgId;
use sqlx::{AssertSqlSafe, PgConnection, PgPool, Postgres, Transaction};
use time::OffsetDateTime;
use uuid::Uuid;

/// A read-only look into one organisation: PostgreSQL itself refuses a write (the third lock).
#[derive(Debug)]
pub struct TenantRead {
    tx: Transaction<'static, Postgres>,
    org: OrgId,
}

/// A change in one organisation. It ends by `commit`, which takes the event that tells of it, or not at all.
#[derive(Debug)]
pub struct TenantTx {
    tx: Transaction<'static, Postgres>,
    org: OrgId,
    actor: Actor,
    portal: Portal,
    now: OffsetDateTime,
}

/// Begins and says whose tenant it is in one round trip; `set_config(…, true)` ends with the transaction, so a pooled
/// connection carries nothing over.
async fn begin(pool: &PgPool, org: OrgId, mode: &str) -> Result<Transaction<'static, Postgres>> {
    // A UUID has no quote in it: nothing here can be injected.
    Ok(pool.begin_with(AssertSqlSafe(format!("begin {mode}; select set_config('app.org_id', '{org}', true)"))).await?)
}

impl TenantRead {
    pub(crate) async fn open(pool: &PgPool, org: OrgId) -> Result<Self> {
        Ok(Self { tx: begin(pool, org, "read only").await?, org })
    }

    pub fn org(&self) -> OrgId {
        self.org
    }

    pub(crate) fn conn(&mut self) -> &mut PgConnection {
        &mut self.tx
    }
}

impl TenantTx {
    /// For those who act in an organisation without being a member of it yet or any more: whoever signs up, accepts or asks
    /// to join, and the portal's own jobs. Everybody else comes by [`crate::access::Can::begin`].
    pub(crate) async fn open(portal: &Portal, pool: &PgPool, org: OrgId, actor: Actor) -> Result<Self> {
        Ok(Self { tx: begin(pool, org, "").await?, org, actor, now: portal.clock.now(), portal: portal.clone() })
    }

    pub fn org(&self) -> OrgId {
        self.org
    }

    /// The instant of this change: everything written in it bears the same.
    pub fn now(&self) -> OffsetDateTime {
        self.now
    }

    pub(crate) fn chance(&self) -> &Chance {
        &self.portal.chance
    }

    /// From now on in this person's name, whom this very transaction has let in.
    pub(crate) fn act_as(&mut self, actor: Actor) {
        self.actor = actor;
    }

    /// In whose name it is.
    pub(crate) fn actor(&self) -> &Actor {
        &self.actor
    }

    pub(crate) fn portal(&self) -> &Portal {
        &self.portal
    }

    /// An id for something that begins with this change.
    pub(crate) fn new_id<Id: From<Uuid>>(&self) -> Id {
        self.portal.chance.id(self.now).into()
    }

    pub(crate) fn conn(&mut self) -> &mut PgConnection {
        &mut self.tx
    }

    /// Later work, done once and only if this commits.
    pub(crate) async fn enqueue(&mut self, job: Job) -> Result<()> {
        enqueue(&mut self.tx, &self.portal, self.now, self.now, job).await
    }

    /// Later work that waits until then. When it runs the world may have changed: such a job looks before it acts.
    pub(crate) async fn enqueue_at(&mut self, run_at: OffsetDateTime, job: Job) -> Result<()> {
        enqueue(&mut self.tx, &self.portal, self.now, run_at, job).await
    }

    /// Writes what happened, and makes it so.
    pub async fn commit(mut self, events: impl Into<Events>) -> Result<()> {
        let events = events.into();
        if events.is_empty() {
            return Err(Error::internal("a change without an event"));
        }
        write_events(&mut self.tx, &self.portal.chance, self.org, self.now, &self.actor, events).await?;
        Ok(self.tx.commit().await?)
    }

    /// For the few writes that are no change of the organisation, each named.
    pub(crate) async fn commit_unrecorded(self, _why: Unrecorded) -> Result<()> {
        Ok(self.tx.commit().await?)
    }
}
