//! `with-postgres [--durable] <command> [arguments…]`: runs a command beside a PostgreSQL of its own, which does not wait for the
//! disk unless it shall be durable.
//!
//! The command finds it in `PORTICO_TEST_DATABASE_URL`. When the command ends, or Ctrl-C or TERM comes, PostgreSQL is
//! stopped and its folder removed; the exit code is the command's.

use std::path::{Path, PathBuf};
use std::process::{ExitCode, ExitStatus};

use portal::db::embedded::{Embedded, EmbeddedOptions};
use tokio::process::Command;
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).peekable();
    let durable = arguments.next_if(|first| first == "--durable").is_some();
    let Some(program) = arguments.next() else {
        eprintln!("usage: with-postgres [--durable] <command> [arguments…]");
        return ExitCode::from(2);
    };
    let mut command = Command::new(program);
    command.args(arguments);
    match beside_postgres(command, durable).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("with-postgres: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn beside_postgres(mut command: Command, durable: bool) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let folder = Folder::new();
    let bin_dir = std::env::var_os("PG_BIN").map(PathBuf::from);
    let postgres = Embedded::start(EmbeddedOptions { data_dir: folder.0.clone(), bin_dir, fast: !durable }).await?;
    let status = run(command.env("PORTICO_TEST_DATABASE_URL", postgres.url())).await;
    postgres.stop().await?;
    Ok(exit_code(status?))
}

/// Waits for the command. Ctrl-C reaches it without us (it is in the terminal's foreground group too); TERM is passed on.
async fn run(command: &mut Command) -> std::io::Result<ExitStatus> {
    let (mut interrupted, mut terminated) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let mut child = command.spawn()?;
    loop {
        tokio::select! {
            status = child.wait() => return status,
            _ = interrupted.recv() => {}
            _ = terminated.recv() => pass_on_term(&child),
        }
    }
}

fn pass_on_term(child: &tokio::process::Child) {
    use rustix::process::{Pid, Signal, kill_process};
    if let Some(pid) = child.id().and_then(|id| Pid::from_raw(id.cast_signed())) {
        // It may have ended in this moment, and then has nothing to be told.
        kill_process(pid, Signal::TERM).ok();
    }
}

/// The command's own code, or 128 and the signal that ended it, as a shell has it.
fn exit_code(status: ExitStatus) -> ExitCode {
    use std::os::unix::process::ExitStatusExt;
    let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal)).unwrap_or(1);
    ExitCode::from(u8::try_from(code).unwrap_or(1))
}

/// A folder that is removed at the end. Below `/tmp`: a socket's path is short, and root's own folders are closed to PostgreSQL.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        Self(Path::new("/tmp").join(format!("portico-with-postgres-{}", std::process::id())))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            eprintln!("with-postgres: {} stays behind: {error}", self.0.display());
        }
    }
}
