//! Whatever a form is sent, it answers in words: no failure of ours, no word of the database's. A property for each kind of input,
//! held for every server function and every argument of that kind; new ones are found by themselves.

use std::cell::Cell;

use axum::body::Body;
use http::{Method, Request, StatusCode};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use tokio::runtime::Runtime;

use crate::functions::{self, Argument, Function};
use crate::site::{Site, header, text, to};

const FORM: &str = "application/x-www-form-urlencoded";

/// Acme, sent things by its owner and by nobody.
struct World {
    runtime: Runtime,
    site: Site,
    owner: testkit::Person,
    sent: Cell<u32>,
}

impl World {
    fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let (site, owner) = runtime.block_on(async {
            let site = Site::development().await;
            let owner = site.portal.person("Olga Owner", "olga@acme.example").await;
            site.portal.org("Acme", "acme", &owner).await;
            (site, owner)
        });
        Self { runtime, site, owner, sent: Cell::new(0) }
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

/// A form with everything plausible but one argument.
fn with(function: &Function, argument: &Argument, values: &[String]) -> String {
    let mut body = form_urlencoded::Serializer::new(String::new());
    for other in function.takes.iter().filter(|other| other.name != argument.name) {
        body.append_pair(&other.field(), &other.plausible());
    }
    for value in values {
        body.append_pair(&argument.field(), value);
    }
    body.finish()
}

/// Holds it for every argument of that kind, sent by the owner and by nobody.
fn for_every(is_of_the_kind: impl Fn(&Argument) -> bool, cases: u32, values: impl Strategy<Value = Vec<String>>) {
    let world = World::new();
    for function in functions::all() {
        let senders = world.senders();
        for argument in function.takes.iter().filter(|argument| is_of_the_kind(argument)) {
            let mut runner = TestRunner::new(ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() });
            let held = runner.run(&values, |values| {
                let body = with(&function, argument, &values);
                senders.iter().try_for_each(|sender| world.post(function.path, sender, FORM, body.clone()))
            });
            if let Err(failure) = held {
                panic!("{} of {}: {failure}", argument.name, function.path);
            }
        }
    }
}

/// Holds it for every function, whatever it takes.
fn for_every_function<V: std::fmt::Debug>(
    cases: u32,
    values: impl Strategy<Value = V>,
    post: impl Fn(&World, &Function, &Sender, V) -> Result<(), TestCaseError>,
) {
    let world = World::new();
    for function in functions::all() {
        let senders = world.senders();
        let mut runner = TestRunner::new(ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() });
        let who = 0..senders.len();
        if let Err(failure) = runner.run(&(who, &values), |(who, value)| post(&world, &function, &senders[who], value)) {
            panic!("{}: {failure}", function.path);
        }
    }
}

#[test]
fn a_text_may_be_anything() {
    for_every(|argument| !argument.kind.starts_with("Vec<") && argument.kind != "bool", 16, anything().prop_map(|value| vec![value]));
}

#[test]
fn a_list_may_hold_anything_and_as_much_of_it() {
    let list = prop_oneof![4 => prop::collection::vec(anything(), 0..6), 1 => prop::collection::vec("[a-z]{1,4}", 200..900)];
    for_every(|argument| argument.kind.starts_with("Vec<"), 24, list);
}

#[test]
fn a_tick_may_be_anything() {
    for_every(|argument| argument.kind == "bool", 16, anything().prop_map(|value| vec![value]));
}

#[test]
fn a_field_may_come_several_times() {
    for_every(|_| true, 6, prop::collection::vec(anything(), 2..5));
}

#[test]
fn a_field_may_be_missing() {
    for_every(|_| true, 1, Just(Vec::new()));
}

#[test]
fn a_body_may_be_any_bytes() {
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..300),
        "([a-z]{1,8}(\\[[a-z0-9]{0,9}\\]){0,40}=(%[0-9a-zA-Z%]{0,3}|[a-z]){0,9}&){0,9}".prop_map(String::into_bytes)
    ];
    for_every_function(12, bytes, |world, function, sender, body| world.post(function.path, sender, FORM, body));
}

#[test]
fn a_fields_bytes_may_be_of_another_encoding() {
    let latin1 = prop::collection::vec(0x80_u8..=0xff, 1..20);
    for_every_function(8, latin1, |world, function, sender, bytes| {
        let encoded: String = bytes.iter().map(|byte| format!("%{byte:02X}")).collect();
        let body: Vec<String> = function.takes.iter().map(|argument| format!("{}={encoded}", argument.field())).collect();
        world.post(function.path, sender, FORM, body.join("&"))
    });
}

#[test]
fn a_body_may_be_of_another_kind() {
    let kinds = [
        "application/json",
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/cbor",
        "application/x-www-form-urlencoded; charset=utf-16",
        "",
    ];
    let sent = (prop::sample::select(kinds.to_vec()), prop_oneof![Just(String::new()), Just("{\"org\":\"acme\"}".to_owned()), anything()]);
    for_every_function(12, sent, |world, function, sender, (kind, body)| world.post(function.path, sender, kind, body));
}

#[test]
fn a_form_may_be_too_large() {
    let world = World::new();
    for function in functions::all() {
        let [sender, ..] = world.senders();
        for size in [63 * 1024, 65 * 1024] {
            let field = function.takes.last().map_or_else(|| "anything".to_owned(), Argument::field);
            let body = format!("{field}={}", "a".repeat(size));
            let sent = world.post(function.path, &sender, FORM, body);
            assert!(sent.is_ok(), "{} with {size} bytes: {sent:?}", function.path);
        }
    }
}

#[test]
fn a_pages_query_may_be_anything() {
    let world = World::new();
    let [Sender { cookie, .. }, ..] = world.senders();
    let names = [
        "q", "after", "before", "sort", "status", "role", "source", "state", "kind", "actor", "from", "to", "next", "all", "about", "period",
        "another",
    ];
    let query = prop::collection::vec((prop::sample::select(names.to_vec()), anything()), 0..5);
    for page in app::routes::pages() {
        let mut runner = TestRunner::new(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() });
        let held = runner.run(&query, |query| {
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
            let path = page.path.replace("{org}", "acme").replace('{', "x").replace('}', "");
            // A page refuses as a page, so only a program's answer would be a problem in JSON.
            let request = to(&format!("{path}?{}", &query[..query.len().min(6_000)])).header("cookie", &cookie).header("accept", "text/html");
            let answer = world.runtime.block_on(world.site.send(request.body(Body::empty()).unwrap()));
            prop_assert!(!answer.status().is_server_error(), "{path}?{query} answered {}", answer.status());
            Ok(())
        });
        if let Err(failure) = held {
            panic!("{}: {failure}", page.path);
        }
    }
}

#[test]
fn an_organisations_address_may_be_anything() {
    let world = World::new();
    let [Sender { cookie, .. }, ..] = world.senders();
    let mut runner = TestRunner::new(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() });
    let held = runner.run(&"(%[0-9a-fA-F]{2}|[a-zA-Z0-9._~-]){1,60}", |slug| {
        let request = to(&format!("/o/{slug}/members")).header("cookie", &cookie);
        let answer = world.runtime.block_on(world.site.send(request.body(Body::empty()).unwrap()));
        prop_assert!(matches!(answer.status(), StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST | StatusCode::OK), "{slug}: {}", answer.status());
        Ok(())
    });
    assert!(held.is_ok(), "{held:?}");
}
