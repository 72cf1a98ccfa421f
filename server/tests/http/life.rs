//! The program itself, from its start to its end.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};

/// `portico serve` on a private PostgreSQL, in a folder that is removed at the end.
struct Program {
    child: Child,
    log: std::io::Lines<BufReader<ChildStdout>>,
    /// Where it listens: at a port that nobody had.
    address: SocketAddr,
}

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = PathBuf::from(format!("/tmp/portico-life-{}-{name}", std::process::id()));
        std::fs::remove_dir_all(&path).ok();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

impl Program {
    /// Returns when it serves.
    fn start(folder: &Folder) -> Self {
        Self::start_with(folder, &[])
    }

    fn start_with(folder: &Folder, options: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_portico"))
            .args(["serve", "--listen=127.0.0.1:0"])
            .args(options)
            .arg(format!("--data-dir={}", folder.0.display()))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stdout.take().unwrap()).lines();
        let serving = log.by_ref().map_while(Result::ok).find(|line| line.contains("\"message\":\"serving\""));
        let serving: serde_json::Value = serde_json::from_str(&serving.unwrap_or_else(|| panic!("{:?}", child.wait()))).unwrap();
        Self { child, log, address: serving["listen"].as_str().unwrap().parse().unwrap() }
    }

    fn signal(&self, signal: &str) {
        assert!(Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap().success());
    }

    fn end(mut self) -> (ExitStatus, Vec<String>) {
        let rest = self.log.by_ref().map_while(Result::ok).collect();
        (self.child.wait().unwrap(), rest)
    }
}

/// Whether any process has the folder's cluster among its arguments.
fn has_a_database(folder: &Folder) -> bool {
    let path = folder.0.join("postgresql/cluster").display().to_string();
    let mut processes = std::fs::read_dir("/proc").unwrap().flatten();
    processes.any(|process| std::fs::read_to_string(process.path().join("cmdline")).is_ok_and(|line| line.contains(&path)))
}

#[test]
fn told_to_stop_it_stops_its_database_too_and_starts_again_where_it_was() {
    let folder = Folder::new("stop");
    for signal in ["-TERM", "-INT"] {
        let program = Program::start(&folder);
        assert!(has_a_database(&folder));
        program.signal(signal);
        let (status, log) = program.end();
        assert!(status.success(), "{signal}: {status}");
        assert!(log.iter().any(|line| line.contains("\"message\":\"stopped\"")), "{log:?}");
        assert!(!has_a_database(&folder), "{signal}");
    }
}

#[test]
fn told_to_stop_it_waits_no_longer_than_it_may_for_whoever_never_ends() {
    let folder = Folder::new("drain");
    let program = Program::start_with(&folder, &["--drain=0s"]);
    let mut halfway = TcpStream::connect(program.address).unwrap();
    halfway.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
    program.signal("-TERM");
    let (status, log) = program.end();
    assert!(status.success(), "{status}");
    assert!(log.iter().any(|line| line.contains("were cut off")), "{log:?}");
    assert!(!has_a_database(&folder));
}

#[test]
fn without_its_database_it_ends_so_that_it_is_started_again() {
    let folder = Folder::new("orphan");
    let program = Program::start(&folder);
    let pid_file = std::fs::read_to_string(folder.0.join("postgresql/cluster/postmaster.pid")).unwrap();
    assert!(Command::new("kill").args(["-KILL", pid_file.lines().next().unwrap()]).status().unwrap().success());
    assert!(!program.end().0.success());
    let again = Program::start(&folder);
    again.signal("-TERM");
    assert!(again.end().0.success());
}

#[test]
fn variables_that_are_set_to_nothing_are_not_set() {
    let names = ["PORTICO_ENV", "PORTICO_ORIGIN", "PORTICO_LISTEN", "PORTICO_TRUSTED_PROXIES", "PORTICO_METRICS_LISTEN", "PORTICO_PASSWORD_WORKERS"];
    let mut program = Command::new(env!("CARGO_BIN_EXE_portico"));
    let checked = program.arg("check-config").envs(names.map(|name| (name, " "))).output().unwrap();
    let printed = String::from_utf8(checked.stdout).unwrap();
    assert!(printed.contains("http://127.0.0.1:3000"), "{printed}{}", String::from_utf8_lossy(&checked.stderr));
}

#[test]
fn killed_it_leaves_nothing_that_the_next_start_trips_over() {
    let folder = Folder::new("kill");
    let program = Program::start(&folder);
    program.signal("-KILL");
    program.end();
    assert!(has_a_database(&folder), "nobody was there to stop it");
    let program = Program::start(&folder);
    program.signal("-TERM");
    assert!(program.end().0.success());
    assert!(!has_a_database(&folder));
}

#[test]
fn a_folder_in_use_is_refused_with_words() {
    let folder = Folder::new("twice");
    let program = Program::start(&folder);
    let second = Command::new(env!("CARGO_BIN_EXE_portico"))
        .args(["serve", "--listen=127.0.0.1:0"])
        .arg(format!("--data-dir={}", folder.0.display()))
        .output()
        .unwrap();
    assert!(!second.status.success());
    let words = String::from_utf8(second.stderr).unwrap();
    assert!(words.contains(&format!("in use by another Portico (process {})", program.child.id())), "{words}");
    program.signal("-TERM");
    assert!(program.end().0.success());
}
