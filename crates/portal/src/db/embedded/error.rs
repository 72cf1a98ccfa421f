//! What can keep the private PostgreSQL from running, in words that say what to do.

use std::path::PathBuf;

/// Why the private PostgreSQL did not start or stop.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    /// Another live process holds the data folder.
    #[error("the data folder {} is in use by another Portico ({holder}); stop that one, or choose another folder with PORTICO_DATA_DIR", data_dir.display())]
    InUse { data_dir: PathBuf, holder: String },

    /// No PostgreSQL of a version that Portico works on.
    #[error("no PostgreSQL {oldest} or newer was found (looked in {looked_in}); install one (on Debian: apt install postgresql), run `npm install` in the project, name its programs' folder with PG_BIN, or use a server of your own with PORTICO_DATABASE_URL", oldest = super::OLDEST_MAJOR)]
    NoBinaries { looked_in: String },

    /// `PG_BIN` names something else than a PostgreSQL that Portico works on.
    #[error("{} holds {found}, and Portico needs PostgreSQL {oldest} or newer with its programs `initdb` and `postgres`; correct PG_BIN, or leave it out to have one looked for", bin_dir.display(), oldest = super::OLDEST_MAJOR)]
    UnusableBinaries { bin_dir: PathBuf, found: String },

    /// The cluster was made by a major version that is not installed.
    #[error("the data folder {} was made by PostgreSQL {needed}, and only {found} was found; install PostgreSQL {needed} (on Debian: apt install postgresql-{needed}) or name its programs' folder with PG_BIN; to move to a newer version, dump with the old one and restore with the new one", data_dir.display())]
    MajorMissing { data_dir: PathBuf, needed: u32, found: String },

    /// `PG_VERSION` in the cluster cannot be understood.
    #[error("{} does not look like a PostgreSQL cluster: its PG_VERSION says {found:?}; restore it from a backup, or move it away to begin anew", cluster.display())]
    NotACluster { cluster: PathBuf, found: String },

    /// Started as root, and no other account to run PostgreSQL as.
    #[error(
        "PostgreSQL does not run as root, and neither `postgres` nor `nobody` is in /etc/passwd; start Portico as an ordinary user, or use a server of your own with PORTICO_DATABASE_URL"
    )]
    NoAccount,

    /// Started as root, and the account PostgreSQL runs as cannot get to the data folder.
    #[error("started as root, Portico runs PostgreSQL as `{account}`, which may not pass through {} on the way to {}; choose a folder it can reach, for example PORTICO_DATA_DIR=/var/lib/portico, or start Portico as an ordinary user", closed.display(), data_dir.display())]
    OutOfReach { account: String, data_dir: PathBuf, closed: PathBuf },

    /// The folder for the socket exists and is somebody else's.
    #[error("the folder for PostgreSQL's socket, {}, belongs to somebody else; remove it, or choose a data folder with a path shorter than {longest} bytes, next to which the socket finds room", path.display())]
    ForeignSocketDir { path: PathBuf, longest: usize },

    /// `initdb` refused.
    #[error("initdb could not make a database cluster: {output}")]
    Initdb { output: String },

    /// The server ended, or never became ready.
    #[error("PostgreSQL did not start: {output}")]
    DidNotStart { output: String },

    /// A server that neither a polite nor an impolite request ends.
    #[error("PostgreSQL (process {pid}) does not stop; look at what keeps it, end it with `kill -QUIT {pid}` and start again")]
    DoesNotStop { pid: i32 },

    /// The first connection failed.
    #[error("PostgreSQL runs, but does not let us in: {0}")]
    Connect(#[from] sqlx::Error),

    /// The operating system said no.
    #[error("{doing} failed: {source}")]
    System { doing: String, source: std::io::Error },
}

/// Says what was being done when the operating system refused.
pub(super) trait Doing<T> {
    fn doing(self, what: impl FnOnce() -> String) -> Result<T, EmbeddedError>;
}

impl<T, E: Into<std::io::Error>> Doing<T> for Result<T, E> {
    fn doing(self, what: impl FnOnce() -> String) -> Result<T, EmbeddedError> {
        self.map_err(|error| EmbeddedError::System { doing: what(), source: error.into() })
    }
}
