//! Whom PostgreSQL runs as. It refuses to run as root, so root lends it an account without privileges.

use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::error::{Doing, EmbeddedError};

/// Accounts to run as when we are root, best first.
const ACCOUNTS: [&str; 2] = ["postgres", "nobody"];

/// Whose processes and files PostgreSQL's are.
#[derive(Debug)]
pub(super) enum RunAs {
    /// Ours: we have no privileges to lend.
    Ourselves,
    /// An account without privileges, because we are root.
    Account { name: String, uid: u32, gid: u32 },
}

pub(super) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

impl RunAs {
    /// An existing cluster keeps its owner; a new one gets the first of [`ACCOUNTS`] that exists.
    pub(super) fn choose(cluster: &Path) -> Result<Self, EmbeddedError> {
        if !is_root() {
            return Ok(Self::Ourselves);
        }
        if let Ok(owner) = std::fs::metadata(cluster)
            && owner.uid() != 0
        {
            return Ok(Self::Account { name: format!("user {}", owner.uid()), uid: owner.uid(), gid: owner.gid() });
        }
        let passwd = std::fs::read_to_string("/etc/passwd").doing(|| "reading /etc/passwd".into())?;
        ACCOUNTS.iter().find_map(|name| look_up(&passwd, name)).ok_or(EmbeddedError::NoAccount)
    }

    /// A command that runs as this account, in a process group of its own, with nothing of our environment (it holds secrets).
    pub(super) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("LC_ALL", "C").env("PATH", "/usr/bin:/bin").current_dir("/").stdin(Stdio::null()).process_group(0);
        if let Self::Account { uid, gid, .. } = self {
            // Setting the user as root also empties the list of supplementary groups.
            command.uid(*uid).gid(*gid);
        }
        command
    }

    /// Gives a file or folder that we made to this account.
    pub(super) fn give(&self, path: &Path) -> Result<(), EmbeddedError> {
        match self {
            Self::Ourselves => Ok(()),
            Self::Account { uid, gid, .. } => chown(path, Some(*uid), Some(*gid)).doing(|| format!("giving {} to user {uid}", path.display())),
        }
    }

    /// The user id that PostgreSQL's files have.
    pub(super) fn uid(&self) -> u32 {
        match self {
            Self::Ourselves => rustix::process::geteuid().as_raw(),
            Self::Account { uid, .. } => *uid,
        }
    }

    /// Refuses a data folder that this account cannot get to.
    pub(super) fn check_reach(&self, data_dir: &Path) -> Result<(), EmbeddedError> {
        match (self, self.first_closed(data_dir)) {
            (Self::Account { name, .. }, Some(closed)) => Err(EmbeddedError::OutOfReach { account: name.clone(), data_dir: data_dir.into(), closed }),
            _ => Ok(()),
        }
    }

    /// The outermost folder on the way to `dir` (itself included) that this account may not pass through.
    pub(super) fn first_closed(&self, dir: &Path) -> Option<PathBuf> {
        let Self::Account { uid, gid, .. } = self else {
            return None;
        };
        let mut way: Vec<&Path> = dir.ancestors().collect();
        way.reverse();
        way.into_iter().find(|step| !passable(step, *uid, *gid)).map(Path::to_path_buf)
    }
}

fn look_up(passwd: &str, name: &str) -> Option<RunAs> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        (fields.next() == Some(name)).then_some(())?;
        let uid = fields.nth(1)?.parse().ok()?;
        let gid = fields.next()?.parse().ok()?;
        Some(RunAs::Account { name: name.into(), uid, gid })
    })
}

/// Whether the execute bit that applies to the account is set; what cannot be read cannot be passed.
fn passable(dir: &Path, uid: u32, gid: u32) -> bool {
    std::fs::metadata(dir).is_ok_and(|found| {
        let bit = if found.uid() == uid {
            0o100
        } else if found.gid() == gid {
            0o010
        } else {
            0o001
        };
        found.mode() & bit != 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_by_its_whole_name() {
        let passwd = "root:x:0:0:root:/root:/bin/bash\npostgresql:x:1:1::/:/bin/sh\npostgres:x:101:104:PostgreSQL,,,:/var/lib/postgresql:/bin/bash\n";
        assert!(matches!(look_up(passwd, "postgres"), Some(RunAs::Account { uid: 101, gid: 104, .. })));
        assert!(look_up(passwd, "nobody").is_none());
    }
}
