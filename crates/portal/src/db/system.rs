use crate::{
    Portal, Result,
    audit::{Origin, PersonEvent, write_person_event},
    jobs::{Job, enqueue},
};
use contract::PersonId;
use sqlx::{PgConnection, PgPool, Postgres, Transaction};
use time::OffsetDateTime;
use uuid::Uuid;

/// A change outside any organisation: people, sessions, door flows. Under row-level security it sees no tenant table at all.
#[derive(Debug)]
pub(crate) struct SystemTx {
    tx: Transaction<'static, Postgres>,
    portal: Portal,
    now: OffsetDateTime,
}

impl SystemTx {
    pub(crate) async fn open(portal: &Portal, pool: &PgPool) -> Result<Self> {
        Ok(Self { tx: pool.begin().await?, now: portal.clock.now(), portal: portal.clone() })
    }

    pub(crate) fn now(&self) -> OffsetDateTime {
        self.now
    }

    /// An id for something that begins with this change.
    pub(crate) fn new_id<Id: From<Uuid>>(&self) -> Id {
        self.portal.chance.id(self.now).into()
    }

    pub(crate) fn conn(&mut self) -> &mut PgConnection {
        &mut self.tx
    }

    pub(crate) async fn enqueue(&mut self, job: Job) -> Result<()> {
        enqueue(&mut self.tx, &self.portal, self.now, self.now, job).await
    }

    /// Writes a line of the person's own record.
    pub(crate) async fn record(&mut self, person: PersonId, origin: &Origin, event: &PersonEvent) -> Result<()> {
        write_person_event(&mut self.tx, &self.portal.chance, self.now, person, origin, event).await
    }

    pub(crate) async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }
}
