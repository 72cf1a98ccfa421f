//! The folder of the unix socket, which is the only way in: whoever may enter it is the database's superuser.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::account::RunAs;
use super::error::{Doing, EmbeddedError};

/// Part of the socket's name, `.s.PGSQL.5432`; nothing listens on the network.
pub(super) const PORT: u16 = 5432;

/// Bytes that a folder's path may have for the socket in it to fit `sockaddr_un` (107, and the lock beside it has the longer name).
const LONGEST: usize = 107 - "/.s.PGSQL.5432.lock".len();

/// A folder of mode 0700 that belongs to PostgreSQL's account, removed when dropped.
#[derive(Debug)]
pub(super) struct SocketDir {
    path: PathBuf,
}

impl SocketDir {
    /// In the data folder, or in `/tmp` under a name made from the data folder's when its path is too long.
    pub(super) fn make(data_dir: &Path, run_as: &RunAs) -> Result<Self, EmbeddedError> {
        let path = choose(data_dir);
        let doing = || format!("making {}", path.display());
        match std::fs::DirBuilder::new().mode(0o700).create(&path) {
            Ok(()) => run_as.give(&path)?,
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                // Left by a killed predecessor, or put there by somebody who wants to listen.
                let found = path.symlink_metadata().doing(doing)?;
                if !found.is_dir() || found.uid() != run_as.uid() {
                    return Err(EmbeddedError::ForeignSocketDir { path, longest: LONGEST - "/socket".len() });
                }
                std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).doing(doing)?;
            }
            Err(error) => return Err(error).doing(doing),
        }
        Ok(Self { path })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for SocketDir {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.path) {
            tracing::warn!(path = %self.path.display(), %error, "the socket's folder stays behind");
        }
    }
}

fn choose(data_dir: &Path) -> PathBuf {
    let beside = data_dir.join("socket");
    if beside.as_os_str().as_bytes().len() <= LONGEST {
        return beside;
    }
    let mut hasher = DefaultHasher::new();
    data_dir.hash(&mut hasher);
    PathBuf::from(format!("/tmp/portico-{:016x}", hasher.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_path_moves_the_socket_and_keeps_one_place_for_one_data_folder() {
        let long = PathBuf::from("/srv").join("x".repeat(100));
        assert_eq!(choose(Path::new("/var/lib/portico")), Path::new("/var/lib/portico/socket"));
        assert!(choose(&long).starts_with("/tmp"));
        assert_eq!(choose(&long), choose(&long));
        assert_ne!(choose(&long), choose(&long.join("y")));
    }
}
