//! The life of a server: begin with the database, end with it, and hurry nobody in between without need.

use std::io::Write;
use std::time::Duration;

use portal::Portal;
use portal::chance::Chance;
use portal::clock::Clock;
use portal::db::embedded::{Embedded, EmbeddedOptions};
use portal::db::{ConnectOptions, Db, PoolSizes};
use portal::jobs::{Worker, WorkerSettings};
use portal::mail::Postman;
use portal::outbound::Outbound;
use portal::password::Pool;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::config::{Config, Database, Mail, SMTP_PATIENCE};
use crate::router::{Assembly, router};
use crate::{accept, metrics, practice};

/// How often a worker that has heard nothing looks for work.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Whatever ends the program early; its words are for the operator.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The database that the settings name, running while this is held.
pub struct Postgres {
    pub options: ConnectOptions,
    private: Option<Embedded>,
}

impl Postgres {
    /// # Errors
    /// What keeps a private one from starting.
    pub async fn open(config: &Config) -> Result<Self, Failure> {
        match &config.database {
            Database::Given(options) => Ok(Self { options: options.as_ref().clone(), private: None }),
            Database::Private { bin_dir } => {
                let data_dir = config.data_dir.join("postgresql");
                let embedded = Embedded::start(EmbeddedOptions { bin_dir: bin_dir.clone(), ..EmbeddedOptions::new(data_dir) }).await?;
                Ok(Self { options: embedded.connect_options(), private: Some(embedded) })
            }
        }
    }

    /// Nobody else looks after a private database.
    pub fn is_private(&self) -> bool {
        self.private.is_some()
    }

    /// # Errors
    /// When a private one does not stop.
    pub async fn close(self) -> Result<(), Failure> {
        match self.private {
            Some(embedded) => Ok(embedded.stop().await?),
            None => Ok(()),
        }
    }
}

/// Serves until told to stop by SIGTERM or SIGINT; with `work`, later work is done too.
///
/// # Errors
/// What keeps the portal from starting, or from stopping cleanly.
pub async fn serve(config: &Config, work: bool) -> Result<(), Failure> {
    let stop = stop_on_signal()?;
    let postgres = Postgres::open(config).await?;
    let served = serve_beside(config, work, &postgres, stop).await;
    postgres.close().await?;
    tracing::info!("stopped");
    served
}

async fn serve_beside(config: &Config, work: bool, postgres: &Postgres, stop: CancellationToken) -> Result<(), Failure> {
    let figures = metrics::record()?;
    if postgres.is_private() {
        portal::db::migrate(&postgres.options).await?;
    }
    let portal = portal(config, &postgres.options)?;
    portal.db.check_schema().await?;
    let worker = work.then(|| begin_work(config, &portal)).transpose()?;
    let listener = listen(config.listen).await?;
    let scraped = match config.metrics_listen {
        Some(address) => Some(listen(address).await?),
        None => None,
    };
    let practised = match &config.practice_idp {
        Some(practice) => Some((practice, listen(practice.listen).await?)),
        None => None,
    };
    tracing::info!(origin = %config.origin, listen = %config.listen, environment = ?config.environment, worker = work, "serving");

    let pages = router(Assembly::new(config, portal.clone(), figures));
    let practised = match practised {
        Some((practice, listener)) => {
            let router = practice::router(practice, config, &portal, pages.clone())?;
            tracing::info!(origin = %practice.origin, listen = %practice.listen, "an identity provider to practise with");
            Some(tokio::spawn(accept::serve(listener, router, stop.clone())))
        }
        None => None,
    };
    let scraped = scraped.map(|listener| tokio::spawn(accept::serve(listener, metrics::router(figures, portal.clone()), stop.clone())));
    let pages = tokio::spawn(accept::serve(listener, pages, stop.clone()));
    stop.cancelled().await;
    tracing::info!(within = ?config.drain, "stopping: nothing new is taken, what is under way finishes");

    let drained = async {
        // A request may leave work behind, so workers end after the last request.
        pages.await.ok();
        for beside in [scraped, practised].into_iter().flatten() {
            beside.await.ok();
        }
        if let Some(worker) = worker {
            worker.end().await;
        }
    };
    finish_within(config.drain, drained).await;
    portal.db.close().await;
    Ok(())
}

/// Does later work until told to stop.
///
/// # Errors
/// What keeps it from starting.
pub async fn work(config: &Config) -> Result<(), Failure> {
    let stop = stop_on_signal()?;
    let Database::Given(options) = &config.database else {
        return Err(
            "a worker of its own needs PORTICO_DATABASE_URL: the private PostgreSQL belongs to the `portico serve` that started it, which works too"
                .into(),
        );
    };
    let portal = portal(config, options)?;
    portal.db.check_schema().await?;
    let worker = begin_work(config, &portal)?;
    tracing::info!(jobs_at_once = config.jobs_at_once, "working");
    stop.cancelled().await;
    tracing::info!(within = ?config.drain, "stopping: jobs under way finish");
    finish_within(config.drain, worker.end()).await;
    portal.db.close().await;
    Ok(())
}

/// Makes the roles and brings the schema up to date.
///
/// # Errors
/// What keeps it from doing so.
pub async fn migrate(config: &Config) -> Result<(), Failure> {
    let postgres = Postgres::open(config).await?;
    let migrated = portal::db::migrate(&postgres.options).await;
    postgres.close().await?;
    Ok(migrated?)
}

/// Seals every secret at rest under the present key, and says how many there were.
///
/// # Errors
/// What keeps the database from being reached, and a secret that neither key opens.
pub async fn reseal(config: &Config) -> Result<(), Failure> {
    let postgres = Postgres::open(config).await?;
    let resealed = reseal_in(config, &postgres).await;
    postgres.close().await?;
    let count = resealed?;
    Ok(writeln!(std::io::stdout(), "{count} secrets were sealed anew. All are under the present key now: PORTICO_SECRET_KEY_BEFORE can go.")?)
}

async fn reseal_in(config: &Config, postgres: &Postgres) -> Result<usize, Failure> {
    let portal = portal(config, &postgres.options)?;
    portal.db.check_schema().await?;
    let resealed = portal::connection::reseal(&portal).await;
    portal.db.close().await;
    Ok(resealed?)
}

pub(crate) fn portal(config: &Config, options: &ConnectOptions) -> Result<Portal, Failure> {
    let chance = Chance::System;
    let key = config.secret_key.load(&chance)?;
    // Each pair of hands holds one connection to work and one to listen; two more are for the heart and for looking.
    let sizes = PoolSizes { web: config.database_connections, worker: config.jobs_at_once * 2 + 2 };
    let settings = portal::Settings {
        origin: config.origin.to_string(),
        vendor: config.vendor.clone(),
        terms_url: config.terms.url.clone(),
        terms_version: config.terms.version.clone(),
        privacy_url: config.terms.privacy_url.clone(),
        production: config.is_production(),
    };
    let portal = Portal::new(Db::new(options, sizes), Clock::System, chance, key, settings);
    let outbound = Outbound::new(config.outbound_allow.clone(), config.dns_resolvers.clone());
    let key_before = config.secret_key_before.clone();
    Ok(Portal { key_before, passwords: Pool::new(config.password_workers), outbound, ..portal })
}

/// A worker at work, and how to end it.
struct AtWork {
    task: JoinHandle<()>,
    stop: CancellationToken,
}

impl AtWork {
    async fn end(self) {
        self.stop.cancel();
        // A worker that panicked has been logged by the hook, and is as much at its end.
        self.task.await.ok();
    }
}

fn begin_work(config: &Config, portal: &Portal) -> Result<AtWork, Failure> {
    let postman = match &config.mail {
        Mail::Smtp { url, from } => Postman::smtp(url, from, SMTP_PATIENCE)?,
        Mail::Mailbox => Postman::Mailbox,
    };
    let stop = CancellationToken::new();
    let settings = WorkerSettings { concurrency: config.jobs_at_once as usize, poll: LOOK_EVERY };
    let task = tokio::spawn(Worker::new(portal.clone(), postman).run(settings, stop.clone()));
    Ok(AtWork { task, stop })
}

async fn listen(address: std::net::SocketAddr) -> Result<TcpListener, Failure> {
    let listener = TcpListener::bind(address).await;
    listener.map_err(|error| {
        format!("can't listen on {address} ({error}): is another server there? Choose another address with PORTICO_LISTEN, PORTICO_METRICS_LISTEN or PORTICO_PRACTICE_LISTEN")
            .into()
    })
}

/// Cancelled by the first SIGTERM or SIGINT. A second one ends the program at once; the private PostgreSQL is then stopped
/// by the next start.
fn stop_on_signal() -> Result<CancellationToken, Failure> {
    let (mut terminated, mut interrupted) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let stop = CancellationToken::new();
    let told = stop.clone();
    tokio::spawn(async move {
        for code in [None, Some(130)] {
            tokio::select! {
                _ = terminated.recv() => {}
                _ = interrupted.recv() => {}
            }
            match code {
                None => told.cancel(),
                Some(code) => std::process::exit(code),
            }
        }
    });
    Ok(stop)
}

async fn finish_within(limit: Duration, drained: impl Future<Output = ()>) {
    if tokio::time::timeout(limit, drained).await.is_err() {
        tracing::warn!(?limit, "some requests or jobs did not finish in time; jobs are taken up again later");
    }
}
