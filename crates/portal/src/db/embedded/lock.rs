//! Who owns a data folder: whoever holds the lock on its lock file. The kernel gives it back when a process ends, however it ends.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use super::error::{Doing, EmbeddedError};

const FILE: &str = "portico.lock";

/// The lock on a data folder, held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    pub(super) fn take(data_dir: &Path) -> Result<Self, EmbeddedError> {
        let path = data_dir.join(FILE);
        let doing = || format!("locking {}", path.display());
        let mut file = File::options().read(true).write(true).create(true).truncate(false).open(&path).doing(doing)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                file.read_to_string(&mut holder).doing(doing)?;
                return Err(EmbeddedError::InUse { data_dir: data_dir.into(), holder: holder.trim().into() });
            }
            Err(TryLockError::Error(error)) => return Err(error).doing(doing),
        }
        file.set_len(0).doing(doing)?;
        file.rewind().doing(doing)?;
        writeln!(file, "process {}", std::process::id()).doing(doing)?;
        Ok(Self { _file: file })
    }
}
