//! Whatever a form is sent, it answers in words: no failure of ours, no word of the database's. A property for each kind of input,
//! held for every server function and every argument of that kind; new ones are found by themselves. Everything else in the form is
//! valid and about things that are there, so that what is typed into one field gets as far as it can.

mod forms;
mod pages;

use std::cell::Cell;

use axum::body::Body;
use contract::{RequestId, Role};
use http::{Method, Request};
use portal::access::permission::{InvitePeople, ManageSignIn};
use portal::{connection, invitation};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use testkit::{Kept, TestPortal};
use time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::Mutex;

use crate::functions::Things;
use crate::site::{Site, header, text, to};

const FORM: &str = "application/x-www-form-urlencoded";

/// Acme, sent things by its owner and by nobody.
struct World {
    runtime: Runtime,
    site: Site,
    owner: testkit::Person,
    things: Things,
    kept: Mutex<Kept>,
    sent: Cell<u32>,
}

impl World {
    fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let (site, owner, things, kept) = runtime.block_on(async {
            let site = Site::development().await;
            let owner = site.portal.person("Olga Owner", "olga@acme.example").await;
            let things = acme(&site.portal, &owner).await;
            let kept = Mutex::new(site.portal.keep().await);
            (site, owner, things, kept)
        });
        Self { runtime, site, owner, things, kept, sent: Cell::new(0) }
    }

    /// Whatever was sent before, what the next form is about is there.
    fn mend(&self) {
        self.runtime.block_on(async { self.kept.lock().await.mend().await });
    }

    /// The owner's browser, a script of theirs, and a browser that has been here and is signed out.
    fn senders(&self) -> [Sender; 3] {
        let owner = self.runtime.block_on(self.site.cookie_of(&self.owner));
        let sender = |cookie: &str, accept| Sender { cookie: cookie.to_owned(), accept };
        [sender(&owner, "text/html"), sender(&owner, "*/*"), sender("portico_visit=AAAAAAAAAAAAAAAAAAAAAA", "text/html")]
    }

    /// Sends it, and looks at the answer.
    fn answers_well(&self, request: Request<Body>) -> Result<(), TestCaseError> {
        let asked = format!("{} {}", request.method(), request.uri());
        let (status, kind, said) = self.runtime.block_on(async {
            // It is the functions that are tried here, not how many tries there are.
            self.sent.set(self.sent.get() + 1);
            if self.sent.get().is_multiple_of(20) {
                self.site.portal.forget_tries().await;
            }
            let answer = self.site.send(request).await;
            (answer.status(), header(&answer, "content-type").to_owned(), text(answer).await)
        });
        prop_assert!(!status.is_server_error(), "{asked} answered {status}: {said}");
        if status.is_client_error() && !kind.starts_with("text/html") {
            prop_assert_eq!(kind, "application/problem+json", "{} answered {}: {}", asked, status, said);
        }
        let low = said.to_lowercase();
        // None that a random nonce can spell.
        for word in [
            "sqlx::",
            "from database",
            "postgres",
            "sqlstate",
            "violates",
            "constraint",
            "duplicate key",
            "relation \"",
            "panicked",
            "utf-8 sequence",
        ] {
            prop_assert!(!low.contains(word), "{asked} answered {status} with {word:?}: {said}");
        }
        Ok(())
    }

    fn post(&self, path: &str, sender: &Sender, kind: &str, body: impl Into<Body>) -> Result<(), TestCaseError> {
        let request =
            to(path).method(Method::POST).header("content-type", kind).header("sec-fetch-site", "same-origin").header("cookie", &sender.cookie);
        let request = request.header("accept", sender.accept);
        self.answers_well(request.body(body.into()).unwrap())
    }
}

/// Acme with what its forms are about.
async fn acme(portal: &TestPortal, owner: &testkit::Person) -> Things {
    let org = portal.org("Acme", "acme", owner).await;
    let other = portal.person("Otto Owner", "otto@acme.example").await;
    let other = portal.member(org, &other, &[Role::Owner]).await;
    let member = portal.person("Mo Member", "mo@acme.example").await;
    let member = portal.member(org, &member, &[Role::Member, Role::Auditor]).await;
    let suspended = portal.person("Sue Suspended", "sue@acme.example").await;
    let suspended = portal.member(org, &suspended, &[Role::Member]).await;
    portal.arrange(&format!("update membership set status = 'suspended', ended_at = joined_at where id = '{suspended}'")).await;
    portal.arrange("update organization set seats_taken = seats_taken - 1").await;
    let asker = portal.person("Ada Asker", "ada@acme.example").await;
    let request: RequestId = portal.portal.chance.id(portal.portal.clock.now()).into();
    portal
        .arrange(&format!(
            "insert into join_request (org_id, id, person_id, name, address, message, status, created_at)
             values ('{org}', '{request}', '{}', 'Ada Asker', 'ada@acme.example', '', 'pending', now())",
            asker.id
        ))
        .await;
    let domain = portal.domain(org, "acme.example", "nothing").await;
    let inviter = portal.can::<InvitePeople>(owner, "acme").await;
    invitation::invite(&inviter, "bo@x.example", &["member".into()], "en", "", "30").await.unwrap();
    let draft = invitation::read_file(&inviter, b"mail,first name,last name\ncy@x.example,Cy,Young\nno address,,\n").await.unwrap();
    let connection = connection::create(&portal.can::<ManageSignIn>(owner, "acme").await, "Okta", "okta", "saml").await.unwrap();
    portal.drain().await;
    // Late enough for another mail to the same.
    portal.pass(Duration::minutes(5));
    let invitation = portal.look("select id from invitation").await[0]["id"].as_str().unwrap().to_owned();
    Things {
        member: member.to_string(),
        suspended: suspended.to_string(),
        owner: other.to_string(),
        invitation,
        draft: draft.to_string(),
        request: request.to_string(),
        domain: domain.to_string(),
        connection: connection.to_string(),
    }
}

/// Whoever sends a form: by page what was typed is kept, to a script it is answered.
struct Sender {
    cookie: String,
    accept: &'static str,
}

impl Drop for World {
    /// What was left for later by all this must go well too.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.runtime.block_on(self.site.portal.drain());
        }
    }
}

/// Everything that a person, a program or an attacker might type where a text is asked for.
fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "\\PC{0,60}",
        2 => any::<String>(),
        1 => "[\\x00-\\x1f]{1,5}",
        1 => "[a-z]{1,9}(\\x00|\u{202e}|\u{200b}|\u{feff})[a-z]{0,9}",
        1 => "[a-z0-9.+-]{1,70}@[a-z0-9.-]{1,70}",
        1 => "[a-z0-9-]{0,45}",
        1 => "[0-9 -]{0,12}",
        1 => "x{5000,9000}|(ß|😀){900,1100}",
        1 => prop::sample::select(vec![
            "", "'; drop table person; --", "\\", "%00", "%", "{}", "[]", "null", "-1", "99999999999999999999", "NaN", "../../etc/passwd",
            "//evil.example", "javascript:alert(1)", "<script>", "a\r\nSet-Cookie: x=y", "00000000-0000-0000-0000-000000000000", "true", "on",
            "Europe/Berlin", "de", "e30=", "infinity", "1970-01-01", "owner", "=cmd|' /C calc'!A0",
        ]).prop_map(str::to_owned),
    ]
}
