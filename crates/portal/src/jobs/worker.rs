use super::{Job, sql};
use crate::{Error, Portal, Result, chain, mail::Postman};
use futures::FutureExt;
use sqlx::postgres::PgListener;
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration as StdDuration};
use time::Duration;
use tokio_util::sync::CancellationToken;
use tracing::Instrument;
use uuid::Uuid;

/// How hard a worker works.
#[derive(Debug, Clone, Copy)]
pub struct WorkerSettings {
    /// How many jobs at once.
    pub concurrency: usize,
    /// How long to wait for news before looking anyway.
    pub poll: StdDuration,
}

/// Does what was left for later.
#[derive(Debug, Clone)]
pub struct Worker {
    pub(crate) portal: Portal,
    pub(crate) postman: Arc<Postman>,
    id: Uuid,
}

/// A job that is held longer than this is somebody's who died.
const HELD_FOR: Duration = Duration::minutes(5);
/// With [`pause`] between them they last a day: a mail server that is down overnight costs nobody their invitation.
const MOST_ATTEMPTS: i32 = 24;

/// After the so-manieth attempt: ten seconds, twice as long each time, at most 85 minutes.
fn pause(attempts: i32) -> Duration {
    Duration::seconds(5 << attempts.clamp(1, 10))
}

impl Worker {
    pub fn new(portal: Portal, postman: Postman) -> Self {
        let id = portal.chance.id(portal.clock.now());
        Self { portal, postman: Arc::new(postman), id }
    }

    /// Works until told to stop, then finishes what it has begun.
    pub async fn run(self, settings: WorkerSettings, stop: CancellationToken) {
        let hands = (0..settings.concurrency.max(1)).map(|_| self.clone().work(settings.poll, stop.clone()));
        let heart = self.clone().beat(stop.clone());
        futures::join!(futures::future::join_all(hands), heart);
    }

    /// Does everything that is due now, in order, and answers how many jobs that were. What tests drain with.
    pub async fn run_due(&self) -> Result<usize> {
        let mut count = 0;
        while self.take_one().await? {
            count += 1;
        }
        Ok(count)
    }

    async fn work(self, poll: StdDuration, stop: CancellationToken) {
        let mut listener = self.listener().await;
        loop {
            match self.take_one().await {
                Ok(true) if !stop.is_cancelled() => continue,
                Ok(_) => {}
                Err(error) => tracing::warn!(chain = %chain(&error), "the worker could not take a job"),
            }
            let news = async {
                match &mut listener {
                    Some(listener) => drop(listener.recv().await),
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = stop.cancelled() => return,
                () = news => {}
                () = tokio::time::sleep(poll) => if listener.is_none() { listener = self.listener().await },
            }
        }
    }

    async fn listener(&self) -> Option<PgListener> {
        let mut listener = PgListener::connect_with(&self.portal.db.worker).await.ok()?;
        listener.listen("portico_job").await.ok()?;
        Some(listener)
    }

    async fn beat(self, stop: CancellationToken) {
        let mut ticks = tokio::time::interval(StdDuration::from_secs(15));
        loop {
            tokio::select! {
                () = stop.cancelled() => break,
                _ = ticks.tick() => {}
            }
            let (db, now) = (&self.portal.db.worker, self.portal.clock.now());
            let beaten = sql::heartbeat(db, self.id, now).await;
            let swept = if now.minute() % 10 == 0 { sql::schedule_sweep(db, self.portal.chance.id(now), now).await } else { Ok(()) };
            if let Err(error) = beaten.and(swept) {
                tracing::warn!(chain = %chain(&error), "the worker's heart missed a beat");
            }
        }
        // Nobody shall think it is still there. Should that not be written, its last beat tells in a minute.
        sql::heart_stopped(&self.portal.db.worker, self.id).await.ok();
    }

    /// Takes one job and does it; `false` when none is due.
    async fn take_one(&self) -> Result<bool> {
        let (db, clock) = (&self.portal.db.worker, &self.portal.clock);
        let now = clock.now();
        let Some(taken) = sql::take(db, now, now + HELD_FOR).await? else { return Ok(false) };
        let trace_id = taken.trace.as_deref().and_then(|trace| trace.split('-').nth(1));
        let span = tracing::info_span!("job", job = %taken.id, kind = taken.kind, trace = trace_id);
        async {
            // What it leaves for later belongs to the same trace.
            let part = Self { portal: Portal { trace: taken.trace.map(Into::into), ..self.portal.clone() }, ..self.clone() };
            let done = match serde_json::from_value::<Job>(taken.payload) {
                // It has ended this process, or others, as often as it may.
                _ if taken.attempts > MOST_ATTEMPTS => Err(Error::internal("it never ended")),
                Ok(job) => caught(job.run(&part)).await,
                Err(error) => Err(Error::internal(error)),
            };
            self.settle(taken.id, taken.kind, taken.attempts, done).await
        }
        .instrument(span)
        .await?;
        Ok(true)
    }

    /// Writes down what became of it, and whether it is tried again.
    async fn settle(&self, id: Uuid, kind: String, attempts: i32, done: Result<()>) -> Result<()> {
        let (db, clock) = (&self.portal.db.worker, &self.portal.clock);
        match done {
            Ok(()) => {
                metrics::counter!("portico_jobs_total", "kind" => kind, "outcome" => "done").increment(1);
                sql::done(db, id, clock.now()).await?;
            }
            Err(error) => {
                let again = (attempts < MOST_ATTEMPTS).then(|| clock.now() + pause(attempts));
                tracing::warn!(attempt = attempts, dead = again.is_none(), chain = %chain(&error), "a job failed");
                metrics::counter!("portico_jobs_total", "kind" => kind, "outcome" => if again.is_none() { "dead" } else { "failed" }).increment(1);
                sql::failed(db, id, clock.now(), again, &chain(&error)).await?;
            }
        }
        Ok(())
    }
}

/// A job that panics is one that failed: the others go on. Its transactions are rolled back like anybody's.
async fn caught(job: impl Future<Output = Result<()>>) -> Result<()> {
    AssertUnwindSafe(job).catch_unwind().await.unwrap_or_else(|_| Err(Error::internal("it panicked")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_job_that_panics_has_failed() {
        assert!(matches!(caught(async { panic!("a mistake of ours") }).await, Err(Error::Internal(_))));
        assert!(caught(async { Ok(()) }).await.is_ok());
    }

    #[test]
    fn a_job_is_tried_for_a_day() {
        let lasting = (1..MOST_ATTEMPTS).map(pause).sum::<Duration>();
        assert!((Duration::hours(20)..Duration::hours(24)).contains(&lasting), "{lasting}");
        assert_eq!(pause(1), Duration::seconds(10));
    }
}
