//! The database cluster on the disk: PostgreSQL's data directory.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::SUPERUSER;
use super::account::RunAs;
use super::binaries::Binaries;
use super::error::{Doing, EmbeddedError};

/// Locales to make a cluster with, best first: both sort by code point, but under `C` only ASCII has upper and lower case.
const LOCALES: [&str; 2] = ["C.UTF-8", "C"];

/// The folder `cluster` in a data folder; it exists once `initdb` has finished.
#[derive(Debug)]
pub(super) struct Cluster {
    path: PathBuf,
}

impl Cluster {
    pub(super) fn at(data_dir: &Path) -> Self {
        Self { path: data_dir.join("cluster") }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The major version that made the cluster; none when there is no cluster yet.
    pub(super) fn major(&self) -> Result<Option<u32>, EmbeddedError> {
        if !self.path.exists() {
            return Ok(None);
        }
        let file = self.path.join("PG_VERSION");
        let text = std::fs::read_to_string(&file).doing(|| format!("reading {}", file.display()))?;
        match text.trim().parse() {
            Ok(major) => Ok(Some(major)),
            Err(_) => Err(EmbeddedError::NotACluster { cluster: self.path.clone(), found: text.trim().into() }),
        }
    }

    /// Makes the cluster unless it exists. It gets its name when it is whole, so a killed `initdb` leaves nothing to trip over.
    pub(super) fn initialise(&self, binaries: &Binaries, run_as: &RunAs, fast: bool) -> Result<(), EmbeddedError> {
        if self.path.exists() {
            return Ok(());
        }
        tracing::info!(cluster = %self.path.display(), "making a database cluster");
        let unfinished = self.path.with_extension("unfinished");
        let mut refusal = String::new();
        for locale in LOCALES {
            self.make_folder(&unfinished, run_as)?;
            let mut initdb = run_as.command(&binaries.initdb());
            initdb.arg("--pgdata").arg(&unfinished).args(["--encoding=UTF8", "--auth=trust", "--no-instructions"]);
            initdb.arg(format!("--locale={locale}")).arg(format!("--username={SUPERUSER}"));
            if fast {
                initdb.arg("--no-sync");
            }
            let output = initdb.output().doing(|| format!("running {}", binaries.initdb().display()))?;
            if output.status.success() {
                return std::fs::rename(&unfinished, &self.path).doing(|| format!("naming {}", self.path.display()));
            }
            refusal = String::from_utf8_lossy(&output.stderr).trim().replace('\n', "; ");
        }
        Err(EmbeddedError::Initdb { output: refusal })
    }

    fn make_folder(&self, path: &Path, run_as: &RunAs) -> Result<(), EmbeddedError> {
        let doing = || format!("making {}", path.display());
        if path.exists() {
            std::fs::remove_dir_all(path).doing(doing)?;
        }
        std::fs::create_dir(path).doing(doing)?;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700)).doing(doing)?;
        run_as.give(path)
    }
}
