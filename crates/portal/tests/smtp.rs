//! Mail by a real SMTP server: a process of its own, of good or bad temper.

use contract::Locale;
use portal::{
    jobs::Worker,
    mail::Postman,
    sign_up::{self, Answer, Confirmed},
};
use std::{
    io::{BufRead, BufReader, Lines},
    process::{Child, ChildStdout, Command, Stdio},
};
use testkit::{Mail, TestPortal, stranger};
use time::Duration;

const ANA: &str = "ana@acme.example";
const FROM: &str = "Northwind Cloud <no-reply@northwind.example>";

/// Ends with the test: it reads from us until we are gone.
struct Server {
    process: Child,
    said: Lines<BufReader<ChildStdout>>,
    port: u64,
}

impl Server {
    fn of_temper(temper: &str) -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../end2end/smtp.mjs");
        let mut process = Command::new("node")
            .args([script, temper])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Node.js starts: `make unit` installs it and the packages of end2end/");
        let mut said = BufReader::new(process.stdout.take().unwrap()).lines();
        let first = said.next().expect("the server says where it listens: `make setup-end2end` installs its packages").unwrap();
        let port = serde_json::from_str::<serde_json::Value>(&first).unwrap()["port"].as_u64().unwrap();
        Self { process, said, port }
    }

    /// A worker that sends by it, waiting no longer than that for a word.
    fn worker(&self, world: &TestPortal, options: &str, patience: std::time::Duration) -> Worker {
        let url = format!("smtp://127.0.0.1:{}{options}", self.port);
        Worker::new(world.portal.clone(), Postman::smtp(&url, FROM, patience).unwrap())
    }

    fn next_mail(&mut self) -> serde_json::Value {
        serde_json::from_str(&self.said.next().expect("a mail").unwrap()).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

async fn asked_for_a_code() -> TestPortal {
    let world = TestPortal::new().await;
    sign_up::begin(&world.portal, &stranger("ana's laptop"), ANA, Locale::En, Answer::default()).await.unwrap();
    world
}

/// How often the one job was tried, in how many seconds it is due again, and whether it is dead.
async fn job(world: &TestPortal) -> (i32, i64, bool) {
    let (attempts, run_at, dead): (i32, time::OffsetDateTime, bool) =
        sqlx::query_as("select attempts, run_at, dead_at is not null from job where done_at is null")
            .fetch_one(&mut world.superuser().await)
            .await
            .unwrap();
    (attempts, (run_at - world.portal.clock.now()).whole_seconds(), dead)
}

const PATIENT: std::time::Duration = std::time::Duration::from_secs(20);

#[tokio::test]
async fn a_code_arrives_and_opens_the_door() {
    let world = asked_for_a_code().await;
    let mut server = Server::of_temper("obliging");
    assert_eq!(server.worker(&world, "", PATIENT).run_due().await.unwrap(), 1);
    let said = server.next_mail();
    let text = |name: &str| said[name].as_str().unwrap_or_default().to_owned();
    assert_eq!((text("recipient").as_str(), text("subject").as_str()), (ANA, "Your code for Northwind Cloud"));
    assert!(text("sender").contains("no-reply@northwind.example"), "{said}");
    assert_eq!(text("automatic"), "auto-generated");
    let mail = Mail { recipient: text("recipient"), subject: text("subject"), text: text("text"), html: text("html") };
    assert!(mail.html.contains(&mail.code()));
    assert_eq!(sign_up::confirm(&world.portal, &stranger("ana's laptop"), &mail.code()).await.unwrap(), Confirmed::New);
}

#[tokio::test]
async fn a_busy_server_is_tried_again_later_and_then_takes_it() {
    let world = asked_for_a_code().await;
    let busy = Server::of_temper("busy");
    let worker = busy.worker(&world, "", PATIENT);
    assert_eq!(worker.run_due().await.unwrap(), 1);
    let (attempts, wait, dead) = job(&world).await;
    assert!(attempts == 1 && wait > 0 && !dead, "{attempts} {wait} {dead}");
    assert_eq!(worker.run_due().await.unwrap(), 0, "not before its time");

    let mut obliging = Server::of_temper("obliging");
    world.pass(Duration::seconds(wait));
    assert_eq!(obliging.worker(&world, "", PATIENT).run_due().await.unwrap(), 1);
    assert_eq!(obliging.next_mail()["recipient"], ANA);
    assert_eq!(world.drain().await, 0);
}

#[tokio::test]
async fn no_mail_goes_in_the_clear_where_encryption_is_asked_for() {
    for temper in ["obliging", "starttls"] {
        let world = asked_for_a_code().await;
        let server = Server::of_temper(temper);
        server.worker(&world, "?tls=required", PATIENT).run_due().await.unwrap();
        let (attempts, wait, dead) = job(&world).await;
        assert!(attempts == 1 && wait > 0 && !dead, "a server that is {temper}: {attempts} {wait} {dead}");
    }
}

#[tokio::test]
async fn a_server_that_says_nothing_does_not_hold_a_worker_for_ever() {
    let world = asked_for_a_code().await;
    let silent = Server::of_temper("silent");
    silent.worker(&world, "", std::time::Duration::from_millis(50)).run_due().await.unwrap();
    assert_eq!(job(&world).await.0, 1);
}

#[tokio::test]
async fn who_is_never_taken_is_given_up_in_the_end() {
    let world = TestPortal::new().await;
    let owner = world.person("Olga", "olga@acme.example").await;
    world.org("Acme", "acme", &owner).await;
    let can = world.can(&owner, "acme").await;
    portal::invitation::invite(&can, ANA, &["member".into()], "en", "", "30").await.unwrap();
    let refusing = Server::of_temper("refusing");
    let worker = refusing.worker(&world, "", PATIENT);
    let mut tries = 0;
    loop {
        tries += worker.run_due().await.unwrap();
        let (attempts, wait, dead) = job(&world).await;
        assert_eq!(usize::try_from(attempts).unwrap(), tries);
        if dead {
            break;
        }
        world.pass(Duration::seconds(wait));
    }
    assert!((10..=30).contains(&tries), "{tries}");
    sqlx::query("delete from job").execute(&mut world.superuser().await).await.unwrap();
}
