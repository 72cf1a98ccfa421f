//! A private PostgreSQL, for those who bring none: one data folder, one socket, one owner.
//!
//! The server is a child of this process, in a process group of its own, so that Ctrl-C reaches us and we decide when it
//! stops. It listens on a unix socket only, in a folder that nobody else may enter, and trusts whoever gets that far.
//! A lock on the data folder says whose it is; what a killed predecessor left running is stopped before a new one starts.

mod account;
mod binaries;
mod cluster;
mod error;
mod lock;
mod postmaster;
mod socket;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use sqlx::{
    ConnectOptions, Connection,
    postgres::{PgConnectOptions, PgSslMode},
};

pub use error::EmbeddedError;

use account::RunAs;
use binaries::Binaries;
use cluster::Cluster;
use error::Doing;
use lock::Lock;
use postmaster::Postmaster;
use socket::SocketDir;

/// The oldest major version that Portico works on.
pub const OLDEST_MAJOR: u32 = 15;

/// The superuser of the private server; only the socket's folder guards it.
const SUPERUSER: &str = "postgres";

/// The database made on the first start.
const DATABASE: &str = "portico";

/// What a private PostgreSQL needs to know.
#[derive(Clone, Debug)]
pub struct EmbeddedOptions {
    /// The folder that holds the database cluster, the lock and the socket; made when it is missing.
    pub data_dir: PathBuf,
    /// A folder with `initdb` and `postgres`, used instead of looking for one (`PG_BIN`).
    pub bin_dir: Option<PathBuf>,
    /// Gives up durability for speed. For tests: a power cut leaves nothing worth keeping.
    pub fast: bool,
}

impl EmbeddedOptions {
    /// A durable server in `data_dir`, with whichever binaries are found.
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self { data_dir: data_dir.into(), bin_dir: None, fast: false }
    }
}

/// A running private PostgreSQL. Dropping it stops the server and waits; [`Embedded::stop`] does so without blocking.
#[derive(Debug)]
pub struct Embedded {
    // In the order of dropping: the server ends before its socket folder goes, the lock is given back last.
    postmaster: Postmaster,
    socket: SocketDir,
    _lock: Lock,
}

impl Embedded {
    /// Starts the server, making the database cluster on the first start (about a second; 0.2 s afterwards).
    ///
    /// # Errors
    /// Every [`EmbeddedError`] says what was found, what was expected and what to do.
    pub async fn start(options: EmbeddedOptions) -> Result<Self, EmbeddedError> {
        let embedded = tokio::task::spawn_blocking(move || Self::start_blocking(&options)).await.doing(|| "starting PostgreSQL".into())??;
        embedded.create_database().await?;
        Ok(embedded)
    }

    fn start_blocking(options: &EmbeddedOptions) -> Result<Self, EmbeddedError> {
        let data_dir = make_data_dir(&options.data_dir)?;
        let lock = Lock::take(&data_dir)?;
        let cluster = Cluster::at(&data_dir);
        let run_as = RunAs::choose(cluster.path())?;
        run_as.check_reach(&data_dir)?;
        let binaries = Binaries::find(options.bin_dir.as_deref(), &cluster)?.within_reach(&run_as, &data_dir)?;
        postmaster::stop_orphan(cluster.path())?;
        cluster.initialise(&binaries, &run_as, options.fast)?;
        let socket = SocketDir::make(&data_dir, &run_as)?;
        let postmaster = Postmaster::start(&binaries, &run_as, &cluster, socket.path(), options.fast)?;
        Ok(Self { postmaster, socket, _lock: lock })
    }

    async fn create_database(&self) -> Result<(), EmbeddedError> {
        let mut connection = self.connect_options().database("postgres").connect().await?;
        let known: bool =
            sqlx::query_scalar("select exists (select from pg_database where datname = $1)").bind(DATABASE).fetch_one(&mut connection).await?;
        if !known {
            sqlx::query("create database portico").execute(&mut connection).await?;
        }
        connection.close().await?;
        Ok(())
    }

    /// How to connect, as the superuser, to the database `portico`.
    pub fn connect_options(&self) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass()
            .socket(self.socket.path())
            .port(socket::PORT)
            .username(SUPERUSER)
            .database(DATABASE)
            .ssl_mode(PgSslMode::Disable)
    }

    /// The same as a URL that sqlx, libpq and psql understand.
    pub fn url(&self) -> String {
        format!("postgres://{SUPERUSER}@{}:{}/{DATABASE}?sslmode=disable", percent_encode(self.socket.path()), socket::PORT)
    }

    /// Returns when the server has ended without being asked to: killed, say, by a system that is out of memory.
    pub async fn ended(&self) {
        self.postmaster.ended().cancelled().await;
    }

    /// Stops the server: open transactions are rolled back, everything committed is on the disk when this returns.
    ///
    /// # Errors
    /// [`EmbeddedError::DoesNotStop`] when it outlives half a minute of asking.
    pub async fn stop(mut self) -> Result<(), EmbeddedError> {
        tokio::task::spawn_blocking(move || self.postmaster.stop()).await.doing(|| "stopping PostgreSQL".into())?
    }
}

/// Makes the data folder. As root it must let the account that PostgreSQL runs as pass through; otherwise it is ours alone.
fn make_data_dir(path: &Path) -> Result<PathBuf, EmbeddedError> {
    use std::os::unix::fs::PermissionsExt;
    let doing = || format!("making the data folder {}", path.display());
    if !path.is_dir() {
        std::fs::create_dir_all(path).doing(doing)?;
        let mode = if account::is_root() { 0o711 } else { 0o700 };
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).doing(doing)?;
    }
    path.canonicalize().doing(doing)
}

/// RFC 3986 §2.1, everything but letters, digits and `-._~`: a socket's folder stands in a URL's host.
fn percent_encode(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str()
        .as_bytes()
        .iter()
        .map(|&byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}
