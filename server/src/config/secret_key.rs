//! The server's key: given, or in development made once and kept.

use std::io::{ErrorKind, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use portal::chance::Chance;
use portal::secret::ServerKey;

const EXPECTED: &str = "expected 32 random bytes in base64, as `openssl rand -base64 32` makes them";

/// Where the key comes from.
#[derive(Clone)]
pub enum SecretKey {
    Given(ServerKey),
    /// Made when the file is missing. Development only.
    KeptIn(PathBuf),
}

impl SecretKey {
    /// # Errors
    /// What was expected instead; never the key.
    pub fn parse(text: &str) -> Result<Self, String> {
        read(text).map(Self::Given)
    }

    /// The key itself; makes and keeps one where that is allowed.
    ///
    /// # Errors
    /// What keeps the file from being read or written.
    pub fn load(&self, chance: &Chance) -> Result<ServerKey, String> {
        match self {
            Self::Given(key) => Ok(key.clone()),
            Self::KeptIn(path) => read_or_make(path, chance).map_err(|error| format!("the key in {}: {error}", path.display())),
        }
    }
}

fn read_or_make(path: &Path, chance: &Chance) -> Result<ServerKey, String> {
    let text = match std::fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => make(path, chance).and_then(|()| std::fs::read_to_string(path)),
        read => read,
    };
    read(&text.map_err(|error| error.to_string())?)
}

/// It has its name when it is whole: of a server and a worker that start at the same moment both have the key of the quicker one.
fn make(path: &Path, chance: &Chance) -> std::io::Result<()> {
    // Beside a database that was given, nothing else has made the data folder.
    path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    let draft = path.with_extension(format!("{:016x}", u64::from_be_bytes(chance.bytes())));
    let mut file = std::fs::File::options().write(true).create_new(true).mode(0o600).open(&draft)?;
    writeln!(file, "{}", STANDARD.encode(chance.bytes::<32>()))?;
    file.set_permissions(std::fs::Permissions::from_mode(0o600))?;
    let named = std::fs::hard_link(&draft, path);
    std::fs::remove_file(&draft)?;
    named.or_else(|error| if error.kind() == ErrorKind::AlreadyExists { Ok(()) } else { Err(error) })
}

/// Reads a key as it is given.
pub(super) fn read(text: &str) -> Result<ServerKey, String> {
    decode(text).map(ServerKey::new).ok_or_else(|| EXPECTED.into())
}

fn decode(text: &str) -> Option<[u8; 32]> {
    let text = text.trim();
    let bytes = STANDARD.decode(text).or_else(|_| URL_SAFE_NO_PAD.decode(text)).ok()?;
    bytes.try_into().ok()
}
