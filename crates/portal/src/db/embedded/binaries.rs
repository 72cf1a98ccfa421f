//! Which PostgreSQL: the one named, else the system's newest, else the one that npm brought.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::OLDEST_MAJOR;
use super::account::RunAs;
use super::cluster::Cluster;
use super::error::{Doing, EmbeddedError};

mod npm;

/// Where Debian and its descendants keep every installed major version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// A folder with `initdb` and `postgres` of one version.
#[derive(Debug)]
pub(super) struct Binaries {
    dir: PathBuf,
    version: String,
    major: u32,
}

impl Binaries {
    /// Finds the binaries that `cluster` needs: of its own major version when it has one, else the newest.
    pub(super) fn find(named: Option<&Path>, cluster: &Cluster) -> Result<Self, EmbeddedError> {
        let needed = cluster.major()?;
        let found = match named {
            Some(dir) => vec![Self::named(dir)?],
            None => Self::look()?,
        };
        match needed {
            None => found.into_iter().next().ok_or_else(|| EmbeddedError::NoBinaries { looked_in: looked_in() }),
            Some(needed) => {
                let majors = found.iter().map(|binaries| binaries.version.as_str()).collect::<Vec<_>>().join(", ");
                let found = found.into_iter().find(|binaries| binaries.major == needed);
                found.ok_or_else(|| EmbeddedError::MajorMissing {
                    data_dir: cluster.path().into(),
                    needed,
                    found: if majors.is_empty() { "none".into() } else { majors },
                })
            }
        }
    }

    /// The folder that `PG_BIN` names: that one or none.
    fn named(dir: &Path) -> Result<Self, EmbeddedError> {
        let unusable = |found: String| EmbeddedError::UnusableBinaries { bin_dir: dir.into(), found };
        npm::link_libraries(dir)?;
        let found = Self::ask(dir).ok_or_else(|| unusable("no PostgreSQL that runs".into()))?;
        if found.major < OLDEST_MAJOR || !dir.join("initdb").is_file() {
            return Err(unusable(format!("PostgreSQL {}", found.version)));
        }
        Ok(found)
    }

    /// Everything usable on this machine, the system's before npm's, the newest first.
    fn look() -> Result<Vec<Self>, EmbeddedError> {
        let installed = std::fs::read_dir(DEBIAN).into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
        let mut found: Vec<Self> = installed.filter_map(|dir| Self::ask(&dir)).collect();
        found.sort_by_key(|binaries| std::cmp::Reverse(binaries.major));
        if let Some(dir) = npm::find() {
            npm::link_libraries(&dir)?;
            found.extend(Self::ask(&dir));
        }
        found.retain(|binaries| binaries.major >= OLDEST_MAJOR && binaries.initdb().is_file());
        Ok(found)
    }

    /// Asks the server itself: `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
    fn ask(dir: &Path) -> Option<Self> {
        let answer = Command::new(dir.join("postgres")).arg("--version").output().ok()?;
        let version = version(std::str::from_utf8(&answer.stdout).ok()?)?;
        let major = version.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?;
        Some(Self { dir: dir.into(), version: version.into(), major })
    }

    /// As they are when the account can reach them, else a copy beside the cluster (npm's below a closed home folder).
    pub(super) fn within_reach(self, run_as: &RunAs, data_dir: &Path) -> Result<Self, EmbeddedError> {
        let real = self.dir.canonicalize().doing(|| format!("looking for {}", self.dir.display()))?;
        if run_as.first_closed(&real).is_none() {
            return Ok(self);
        }
        let copy = data_dir.join(format!("postgresql-{}", self.version));
        if !copy.is_dir() {
            npm::copy_installation(&real, &copy)?;
        }
        Ok(Self { dir: copy.join("bin"), ..self })
    }

    pub(super) fn initdb(&self) -> PathBuf {
        self.dir.join("initdb")
    }

    pub(super) fn postgres(&self) -> PathBuf {
        self.dir.join("postgres")
    }
}

fn version(answer: &str) -> Option<&str> {
    answer.strip_prefix("postgres (PostgreSQL) ")?.split_whitespace().next()
}

fn looked_in() -> String {
    format!("{DEBIAN}/*/bin and node_modules/{}", npm::package_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_the_servers_own_words() {
        assert_eq!(version("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some("15.18"));
        assert_eq!(version("postgres (PostgreSQL) 18.4\n"), Some("18.4"));
        assert_eq!(version("psql (PostgreSQL) 18.4\n"), None);
    }
}
