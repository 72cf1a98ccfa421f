//! The private server's life: these start real ones.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rustix::process::Pid;
use sqlx::{ConnectOptions, Connection};

use super::{Embedded, EmbeddedError, EmbeddedOptions};

/// A folder below `/tmp` (PostgreSQL's account cannot enter everybody's own temporary folder), removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = PathBuf::from(format!("/tmp/portico-test-{}-{name}", std::process::id()));
        std::fs::remove_dir_all(&path).ok();
        Self(path)
    }

    fn options(&self) -> EmbeddedOptions {
        EmbeddedOptions { fast: true, ..EmbeddedOptions::new(&self.0) }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

async fn ask(embedded: &Embedded, question: &'static str) -> String {
    let mut connection = embedded.connect_options().connect().await.unwrap();
    let answer = sqlx::query_scalar(question).fetch_one(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    answer
}

async fn write_note(embedded: &Embedded, words: &str) {
    let mut connection = embedded.connect_options().connect().await.unwrap();
    sqlx::query("create table note (words text)").execute(&mut connection).await.unwrap();
    sqlx::query("insert into note values ($1)").bind(words).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn what_was_written_is_there_after_a_stop_and_a_start() {
    let folder = Folder::new("restart");
    let first = Embedded::start(folder.options()).await.unwrap();
    assert_eq!(ask(&first, "select current_setting('server_encoding') || ' ' || current_database()").await, "UTF8 portico");
    write_note(&first, "kept").await;
    first.stop().await.unwrap();
    assert!(!folder.0.join("socket").exists(), "the socket's folder goes with the server");

    let second = Embedded::start(folder.options()).await.unwrap();
    assert_eq!(ask(&second, "select words from note").await, "kept");
    second.stop().await.unwrap();
}

#[tokio::test]
async fn the_url_leads_to_the_same_server() {
    let folder = Folder::new("url");
    let embedded = Embedded::start(folder.options()).await.unwrap();
    let mut connection = embedded.url().parse::<sqlx::postgres::PgConnectOptions>().unwrap().connect().await.unwrap();
    let address: Option<String> = sqlx::query_scalar("select inet_server_addr()::text").fetch_one(&mut connection).await.unwrap();
    assert_eq!(address, None, "no address: it came by the socket");
    connection.close().await.unwrap();
    embedded.stop().await.unwrap();
}

#[tokio::test]
async fn a_second_server_on_the_same_folder_is_refused_with_the_holder_named() {
    let folder = Folder::new("second");
    let first = Embedded::start(folder.options()).await.unwrap();
    let refused = Embedded::start(folder.options()).await.unwrap_err();
    assert!(matches!(&refused, EmbeddedError::InUse { holder, .. } if *holder == format!("process {}", std::process::id())), "{refused}");
    first.stop().await.unwrap();
}

#[tokio::test]
async fn a_folder_of_another_major_version_is_refused_with_the_version_named() {
    let folder = Folder::new("major");
    std::fs::create_dir_all(folder.0.join("cluster")).unwrap();
    std::fs::write(folder.0.join("cluster/PG_VERSION"), "9\n").unwrap();
    let refused = Embedded::start(folder.options()).await.unwrap_err();
    assert!(matches!(refused, EmbeddedError::MajorMissing { needed: 9, .. }), "{refused}");
    assert!(refused.to_string().contains("was made by PostgreSQL 9"), "{refused}");
}

#[tokio::test]
async fn a_named_folder_without_postgres_is_refused() {
    let folder = Folder::new("named");
    let refused = Embedded::start(EmbeddedOptions { bin_dir: Some("/bin".into()), ..folder.options() }).await.unwrap_err();
    assert!(matches!(refused, EmbeddedError::UnusableBinaries { .. }), "{refused}");
}

#[tokio::test]
async fn a_long_path_still_finds_room_for_the_socket() {
    let folder = Folder::new("long");
    let embedded = Embedded::start(EmbeddedOptions { data_dir: folder.0.join("x".repeat(100)), ..folder.options() }).await.unwrap();
    assert_eq!(ask(&embedded, "select 'in'").await, "in");
    embedded.stop().await.unwrap();
}

#[tokio::test]
async fn what_a_killed_owner_left_running_is_stopped_and_its_data_kept() {
    let folder = Folder::new("killed");
    let mut owner = owner_in_another_process(&folder.0);
    let orphan = postmaster_of(&folder.0);
    owner.kill().unwrap();
    owner.wait().unwrap();
    assert!(is_running(orphan), "kill -9 gives the owner no time to stop its server");

    let next = Embedded::start(folder.options()).await.unwrap();
    assert!(!is_running(orphan));
    assert_eq!(ask(&next, "select words from note").await, "by the owner");
    next.stop().await.unwrap();
}

#[tokio::test]
async fn a_pid_file_whose_process_is_somebody_else_is_no_obstacle() {
    let folder = Folder::new("stale");
    Embedded::start(folder.options()).await.unwrap().stop().await.unwrap();
    let mut stranger = Command::new("sleep").arg("60").spawn().unwrap();
    std::fs::write(folder.0.join("cluster/postmaster.pid"), format!("{}\n{}\n", stranger.id(), folder.0.join("cluster").display())).unwrap();
    Embedded::start(folder.options()).await.unwrap().stop().await.unwrap();
    assert!(stranger.try_wait().unwrap().is_none(), "the stranger was left alone");
    stranger.kill().unwrap();
    stranger.wait().unwrap();
}

/// Runs [`be_an_owner`] in a process of its own and returns once its server is up.
fn owner_in_another_process(folder: &Path) -> Child {
    use std::io::{BufRead, BufReader};
    let mut owner = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--nocapture", "db::embedded::tests::be_an_owner"])
        .env("PORTICO_TEST_FOLDER", folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(owner.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line.contains("the server is up")), "the owner ended early");
    owner
}

#[tokio::test]
#[ignore = "a part of `what_a_killed_owner_left_running_is_stopped_and_its_data_kept`, which runs it in another process"]
async fn be_an_owner() {
    let Some(folder) = std::env::var_os("PORTICO_TEST_FOLDER") else {
        return;
    };
    let embedded = Embedded::start(EmbeddedOptions { fast: true, ..EmbeddedOptions::new(folder) }).await.unwrap();
    write_note(&embedded, "by the owner").await;
    println!("the server is up");
    std::future::pending::<()>().await;
}

fn postmaster_of(folder: &Path) -> Pid {
    let file = std::fs::read_to_string(folder.join("cluster/postmaster.pid")).unwrap();
    Pid::from_raw(file.lines().next().unwrap().parse().unwrap()).unwrap()
}

fn is_running(pid: Pid) -> bool {
    std::fs::read(format!("/proc/{}/cmdline", pid.as_raw_pid())).is_ok_and(|arguments| !arguments.is_empty())
}
