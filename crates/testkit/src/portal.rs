use crate::{Database, Mail};
use portal::{
    Portal, Settings,
    chance::Chance,
    clock::Clock,
    db::{Db, PoolSizes},
    jobs::{Job, Worker},
    mail::Postman,
    secret::ServerKey,
};
use sqlx::{Connection, PgConnection};
use time::{Duration, macros::datetime};

/// The portal over a database of its own, with a clock that stands at Monday 2 November 2026, 09:00 UTC until it is moved,
/// chance that repeats itself, and a worker that works when told to.
#[derive(Debug)]
pub struct TestPortal {
    pub portal: Portal,
    pub worker: Worker,
    pub database: Database,
}

impl TestPortal {
    pub async fn new() -> Self {
        let database = Database::new().await;
        let portal = Portal::new(
            Db::new(&database.superuser(), PoolSizes { web: 20, worker: 4 }),
            Clock::standing_at(datetime!(2026-11-02 09:00 UTC)),
            Chance::seeded(7),
            ServerKey::new([7; 32]),
            Settings {
                origin: "http://portico.test".into(),
                vendor: "Northwind Cloud".into(),
                terms_url: "https://northwind.example/terms".into(),
                terms_version: "2026-01".into(),
                privacy_url: "https://northwind.example/privacy".into(),
                production: false,
                mailbox: true,
            },
        );
        let worker = Worker::new(portal.clone(), Postman::Mailbox);
        Self { portal, worker, database }
    }

    /// Lets time pass.
    pub fn pass(&self, time: Duration) {
        self.portal.clock.advance(time);
    }

    /// Does everything that is due.
    pub async fn drain(&self) -> usize {
        self.worker.run_due().await.expect("jobs run")
    }

    /// Leaves a job to be done, as some change would have.
    pub async fn enqueue(&self, job: Job) {
        let now = self.portal.clock.now();
        let payload = serde_json::to_value(&job).expect("a job");
        sqlx::query("insert into job (id, kind, payload, run_at, created_at) values ($1, $2 ->> 'kind', $2, $3, $3)")
            .bind(self.portal.chance.id(now))
            .bind(payload)
            .bind(now)
            .execute(&mut self.superuser().await)
            .await
            .expect("a job is enqueued");
    }

    /// Drains, then every mail to that address, oldest first.
    pub async fn mails(&self, to: &str) -> Vec<Mail> {
        self.drain().await;
        let rows: Vec<(String, String, String, String)> =
            sqlx::query_as("select recipient, subject, text_body, html_body from dev_mail where recipient = $1 order by id")
                .bind(to)
                .fetch_all(&mut self.superuser().await)
                .await
                .expect("mails");
        rows.into_iter().map(|(recipient, subject, text, html)| Mail { recipient, subject, text, html }).collect()
    }

    /// Drains, then the newest mail to that address.
    pub async fn mail(&self, to: &str) -> Mail {
        self.mails(to).await.pop().unwrap_or_else(|| panic!("no mail to {to}"))
    }

    /// The trace that each job belongs to.
    pub async fn traces(&self) -> Vec<Option<String>> {
        sqlx::query_scalar("select trace from job order by id").fetch_all(&mut self.superuser().await).await.expect("jobs")
    }

    /// As if nobody had tried anything for days: no limit is near.
    pub async fn forget_tries(&self) {
        sqlx::query("delete from throttle").execute(&mut self.superuser().await).await.expect("counters");
    }

    /// To arrange and to look; not bound by row-level security.
    pub async fn superuser(&self) -> PgConnection {
        PgConnection::connect_with(&self.database.superuser()).await.expect("the test server answers")
    }
}

impl Drop for TestPortal {
    /// Due jobs left undone are a story half told: they fail the test, unless it is failing already.
    fn drop(&mut self) {
        let now = self.portal.clock.now();
        let (server, name) = self.database.parts();
        let superuser = self.database.superuser();
        let left = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let left = match PgConnection::connect_with(&superuser).await {
                    Ok(mut db) => sqlx::query_scalar("select kind from job where done_at is null and run_at <= $1 order by id")
                        .bind(now)
                        .fetch_all(&mut db)
                        .await
                        .unwrap_or_default(),
                    Err(_) => Vec::<String>::new(),
                };
                Database::drop_now(server, name).await;
                left
            })
        })
        .join()
        .unwrap_or_default();
        assert!(left.is_empty() || std::thread::panicking(), "jobs were left undone: {left:?}; drain them and look at what they did");
    }
}
