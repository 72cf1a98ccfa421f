//! The server process: start it, know when it is ready, stop it; and stop what a killed predecessor left running.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Child, ChildStderr, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tokio_util::sync::CancellationToken;

use super::account::RunAs;
use super::binaries::Binaries;
use super::cluster::Cluster;
use super::error::{Doing, EmbeddedError};

/// A start after a crash replays the log, which may take its time.
const START_WITHIN: Duration = Duration::from_secs(120);
/// Fast shutdown rolls back and writes a checkpoint.
const STOP_WITHIN: Duration = Duration::from_secs(30);
/// Immediate shutdown writes nothing; the next start replays.
const QUIT_WITHIN: Duration = Duration::from_secs(5);
const POLL: Duration = Duration::from_millis(5);
/// Lines of the server's log that an error quotes.
const QUOTED_LINES: usize = 12;

/// What every private server is told. `log_min_messages=log` leaves out statements that fail: the caller hears of those,
/// and their details hold people's data.
const SETTINGS: [&str; 9] = [
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "max_connections=200",
    "jit=off",
    "timezone=UTC",
    "log_timezone=UTC",
    "log_destination=stderr",
    "log_line_prefix=",
    "log_min_messages=log",
];

/// What tests are told on top of that.
const FAST_SETTINGS: [&str; 5] = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"];

/// A server that we started. Dropping it stops it.
#[derive(Debug)]
pub(super) struct Postmaster {
    child: Child,
    stopped: bool,
    ended: CancellationToken,
}

impl Postmaster {
    /// Starts the server and returns when it accepts connections.
    pub(super) fn start(binaries: &Binaries, run_as: &RunAs, cluster: &Cluster, socket: &Path, fast: bool) -> Result<Self, EmbeddedError> {
        let mut command = run_as.command(&binaries.postgres());
        command.arg("-D").arg(cluster.path()).arg("-k").arg(socket).stdout(Stdio::null()).stderr(Stdio::piped());
        for setting in SETTINGS.iter().chain(if fast { &FAST_SETTINGS[..] } else { &[] }) {
            command.args(["-c", setting]);
        }
        let mut child = command.spawn().doing(|| format!("running {}", binaries.postgres().display()))?;
        let last_words = Arc::new(Mutex::new(VecDeque::new()));
        let ended = CancellationToken::new();
        let listener = child.stderr.take().map(|stderr| {
            let (last_words, ended) = (last_words.clone(), ended.clone());
            std::thread::spawn(move || {
                let _when_it_falls_silent = ended.drop_guard();
                listen(stderr, &last_words);
            })
        });
        let mut postmaster = Self { child, stopped: false, ended };
        if postmaster.await_ready(cluster.path())? {
            return Ok(postmaster);
        }
        postmaster.stop()?;
        if let Some(listener) = listener {
            // It ends with the server; a panic in it would only cost the quotation.
            listener.join().ok();
        }
        let words = last_words.lock().unwrap_or_else(PoisonError::into_inner);
        Err(EmbeddedError::DidNotStart { output: words.iter().cloned().collect::<Vec<_>>().join("; ") })
    }

    /// Waits for the word `ready` in the server's own pid file; false when the server ends or takes too long.
    fn await_ready(&mut self, cluster: &Path) -> Result<bool, EmbeddedError> {
        let deadline = Instant::now() + START_WITHIN;
        while Instant::now() < deadline {
            if self.child.try_wait().doing(|| "watching PostgreSQL".into())?.is_some() {
                self.stopped = true;
                return Ok(false);
            }
            if PidFile::read(cluster).is_some_and(|file| file.ready && file.pid.as_raw_pid() as u32 == self.child.id()) {
                return Ok(true);
            }
            std::thread::sleep(POLL);
        }
        Ok(false)
    }

    /// Cancelled when the server has ended, whoever ended it.
    pub(super) fn ended(&self) -> &CancellationToken {
        &self.ended
    }

    /// Fast shutdown, waited for; then immediate shutdown; then words.
    pub(super) fn stop(&mut self) -> Result<(), EmbeddedError> {
        if self.stopped {
            return Ok(());
        }
        let pid = Pid::from_child(&self.child);
        let child = &mut self.child;
        ask_to_stop(pid, || !matches!(child.try_wait(), Ok(None)))?;
        self.stopped = true;
        Ok(())
    }
}

impl Drop for Postmaster {
    fn drop(&mut self) {
        if let Err(error) = self.stop() {
            tracing::error!(%error, "the private PostgreSQL keeps running");
        }
    }
}

/// Stops a server that still runs in `cluster` although its owner is gone; we hold the lock, so nobody else cares for it.
pub(super) fn stop_orphan(cluster: &Path) -> Result<(), EmbeddedError> {
    let Some(PidFile { pid, .. }) = PidFile::read(cluster) else {
        return Ok(());
    };
    if serves(pid, cluster) {
        tracing::warn!(pid = pid.as_raw_pid(), "stopping the PostgreSQL that a killed Portico left running");
        return ask_to_stop(pid, || !serves(pid, cluster));
    }
    // The process id may be another process's by now, which PostgreSQL would take for a server and refuse to start.
    std::fs::remove_file(cluster.join("postmaster.pid")).doing(|| "removing a stale postmaster.pid".into())
}

/// Whether the process was started with `cluster` as an argument. A process that has ended, but was not yet waited for, has none.
fn serves(pid: Pid, cluster: &Path) -> bool {
    let arguments = std::fs::read(format!("/proc/{}/cmdline", pid.as_raw_pid())).unwrap_or_default();
    arguments.split(|&byte| byte == 0).any(|argument| argument == cluster.as_os_str().as_bytes())
}

fn ask_to_stop(pid: Pid, mut gone: impl FnMut() -> bool) -> Result<(), EmbeddedError> {
    for (signal, within) in [(Signal::INT, STOP_WITHIN), (Signal::QUIT, QUIT_WITHIN)] {
        // It may end between our look and our word: then it is gone, which is what we want.
        kill_process(pid, signal).ok();
        let deadline = Instant::now() + within;
        while Instant::now() < deadline {
            if gone() {
                return Ok(());
            }
            std::thread::sleep(POLL);
        }
    }
    Err(EmbeddedError::DoesNotStop { pid: pid.as_raw_pid() })
}

/// `postmaster.pid`: the first line is the process id, the eighth says how far it is.
struct PidFile {
    pid: Pid,
    ready: bool,
}

impl PidFile {
    fn read(cluster: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(cluster.join("postmaster.pid")).ok()?;
        let mut lines = text.lines();
        let pid = Pid::from_raw(lines.next()?.trim().parse().ok()?)?;
        Some(Self { pid, ready: lines.nth(6).is_some_and(|status| status.trim() == "ready") })
    }
}

/// Passes the server's log on to ours, until the server ends.
fn listen(stderr: ChildStderr, last_words: &Mutex<VecDeque<String>>) {
    for line in BufReader::new(stderr).lines().map_while(Result::ok) {
        // The last connections hear this at every stop.
        let farewell = line.ends_with("terminating connection due to administrator command");
        if (line.starts_with("FATAL") && !farewell) || line.starts_with("PANIC") {
            tracing::warn!(target: "portico::postgresql", "{line}");
        } else {
            tracing::debug!(target: "portico::postgresql", "{line}");
        }
        let mut words = last_words.lock().unwrap_or_else(PoisonError::into_inner);
        if words.len() == QUOTED_LINES {
            words.pop_front();
        }
        words.push_back(line);
    }
}
