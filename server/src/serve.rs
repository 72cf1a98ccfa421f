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
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use crate::config::{Config, Database, Mail, SMTP_PATIENCE};
use crate::router::{Assembly, router};
use crate::{accept, assets, metrics, practice};

/// How often a worker that has heard nothing looks for work.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// How long connections to the database may take to come back from what was cut off.
const CLOSE_WITHIN: Duration = Duration::from_secs(5);

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

    /// Returns when a private one has ended by itself. Of a given one we hear by what fails.
    async fn ended(&self) {
        match &self.private {
            Some(embedded) => embedded.ended().await,
            None => std::future::pending().await,
        }
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

/// Does one thing beside the database that the settings name. Told to stop by SIGTERM or SIGINT it is left undone, and a private database stopped.
///
/// # Errors
/// What keeps the database from running, what `act` says, and that it was told to stop.
pub async fn beside<T>(config: &Config, act: impl AsyncFnOnce(&Postgres) -> Result<T, Failure>) -> Result<T, Failure> {
    let stop = stop_on_signal()?;
    let postgres = Postgres::open(config).await?;
    let done = stop.run_until_cancelled(act(&postgres)).await;
    postgres.close().await?;
    done.unwrap_or_else(|| Err("told to stop before it was done".into()))
}

/// Serves until told to stop by SIGTERM or SIGINT; with `work`, later work is done too.
///
/// # Errors
/// What keeps the portal from starting, or from stopping cleanly.
pub async fn serve(config: &Config, work: bool) -> Result<(), Failure> {
    match assets::missing(&config.site_root) {
        Some(missing) if config.is_production() => return Err(missing.into()),
        Some(missing) => tracing::warn!("{missing}"),
        None => {}
    }
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
    let listener = listen(config.listen).await?;
    let scraped = scraped(config, &portal, figures, &stop).await?;
    let practised = match &config.practice_idp {
        Some(practice) => Some((practice, listen(practice.listen).await?)),
        None => None,
    };
    let worker = work.then(|| begin_work(config, &portal)).transpose()?;
    tracing::info!(origin = %config.origin, listen = %listener.local_addr()?, environment = ?config.environment, worker = work, "serving");

    if portal.settings.mailbox {
        tracing::info!("mail stays here, to be read at {}/dev/mailbox", config.origin);
    }

    let pages = router(Assembly::new(config, portal.clone(), figures));
    let practised = match practised {
        Some((practice, listener)) => {
            let router = practice::router(practice, config, &portal, pages.clone())?;
            tracing::info!(origin = %practice.origin, listen = %practice.listen, "an identity provider to practise with");
            Some(accepting(listener, router, &stop))
        }
        None => None,
    };
    let pages = accepting(listener, pages, &stop);
    let stopped = until_stopped(&stop, worker.as_ref(), postgres.ended()).await;
    let drain = if stopped.is_ok() { config.drain } else { Duration::ZERO };
    tracing::info!(within = ?drain, "stopping: nothing new is taken, what is under way finishes");

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
    finish_within(drain, drained).await;
    close(&portal.db).await;
    stopped
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
    let figures = metrics::record()?;
    let portal = portal(config, options)?;
    portal.db.check_schema().await?;
    let scraped = scraped(config, &portal, figures, &stop).await?;
    let worker = begin_work(config, &portal)?;
    tracing::info!(jobs_at_once = config.jobs_at_once, "working");
    let stopped = until_stopped(&stop, Some(&worker), std::future::pending()).await;
    tracing::info!(within = ?config.drain, "stopping: jobs under way finish");
    finish_within(config.drain, worker.end()).await;
    drop(scraped);
    close(&portal.db).await;
    stopped
}

/// Makes the roles and brings the schema up to date.
///
/// # Errors
/// What keeps it from doing so.
pub async fn migrate(config: &Config) -> Result<(), Failure> {
    beside(config, async |postgres| Ok(portal::db::migrate(&postgres.options).await?)).await
}

/// Seals every secret at rest under the present key, and says how many there were.
///
/// # Errors
/// What keeps the database from being reached, and a secret that neither key opens.
pub async fn reseal(config: &Config) -> Result<(), Failure> {
    let count = beside(config, async |postgres| reseal_in(config, postgres).await).await?;
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
        mailbox: matches!(config.mail, Mail::Mailbox),
    };
    let portal = Portal::new(Db::new(options, sizes), Clock::System, chance, key, settings);
    let outbound = Outbound::new(config.outbound_allow.clone(), config.dns_resolvers.clone());
    let key_before = config.secret_key_before.clone();
    Ok(Portal { key_before, passwords: Pool::new(config.password_workers), outbound, ..portal })
}

/// A worker at work, and how to end it.
struct AtWork {
    task: AbortOnDropHandle<()>,
    stop: CancellationToken,
    ended: CancellationToken,
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
    let (worker, ended) = (Worker::new(portal.clone(), postman).run(settings, stop.clone()), CancellationToken::new());
    let when_over = ended.clone().drop_guard();
    let task = tokio::spawn(async move {
        let _when_over = when_over;
        worker.await;
    });
    Ok(AtWork { task: AbortOnDropHandle::new(task), stop, ended })
}

/// Serves in a task of its own, which ends when it is dropped.
fn accepting(listener: TcpListener, router: axum::Router, stop: &CancellationToken) -> AbortOnDropHandle<()> {
    AbortOnDropHandle::new(tokio::spawn(accept::serve(listener, router, stop.clone())))
}

/// Serves the figures where the settings say, if they do.
async fn scraped(
    config: &Config,
    portal: &Portal,
    figures: metrics::Figures,
    stop: &CancellationToken,
) -> Result<Option<AbortOnDropHandle<()>>, Failure> {
    let Some(address) = config.metrics_listen else { return Ok(None) };
    Ok(Some(accepting(listen(address).await?, metrics::router(figures, portal.clone()), stop)))
}

/// Returns when it is time to stop: told to, or because what can't be done without is gone. Whoever started us starts us again then.
async fn until_stopped(stop: &CancellationToken, worker: Option<&AtWork>, database_ended: impl Future<Output = ()>) -> Result<(), Failure> {
    let worker_ended = async {
        match worker {
            Some(worker) => worker.ended.cancelled().await,
            None => std::future::pending().await,
        }
    };
    let gone = tokio::select! {
        () = stop.cancelled() => return Ok(()),
        () = database_ended => "the private PostgreSQL ended by itself; the next start recovers it",
        () = worker_ended => "the worker ended by itself, which is a mistake of ours: the log says where",
    };
    stop.cancel();
    Err(gone.into())
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
        tracing::warn!(?limit, "some requests or jobs did not finish in time and were cut off; jobs are taken up again later");
    }
}

/// What was cut off gives its connections back; one that doesn't is closed by the end of the process.
async fn close(db: &Db) {
    tokio::time::timeout(CLOSE_WITHIN, db.close()).await.ok();
}
