//! Whatever a form is sent, it answers in words: no failure of ours, no word of the database's. A property for each kind of input,
//! held for every server function and every argument of that kind; new ones are found by themselves. Everything else in the form is
//! valid and about things that are there, so that what is typed into one field gets as far as it can.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::Path;

use axum::body::Body;
use contract::{RequestId, Role};
use http::{Method, Request, StatusCode};
use portal::access::permission::{InvitePeople, ManageSignIn};
use portal::{connection, invitation};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use testkit::{Kept, TestPortal};
use time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::Mutex;

use crate::functions::{self, Argument, Function, Things};
use crate::needs::{FORMS, Needs};
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

/// A form that is valid but for one argument.
fn with(function: &Function, argument: &Argument, values: &[String], things: &Things) -> String {
    let mut body = form_urlencoded::Serializer::new(String::new());
    for other in function.takes.iter().filter(|other| other.name != argument.name) {
        body.append_pair(&other.field(), &other.valid(function.path, things));
    }
    for value in values {
        body.append_pair(&argument.field(), value);
    }
    body.finish()
}

fn is_of_an_organisation(function: &Function) -> bool {
    FORMS.iter().any(|(path, needs)| *path == function.path && matches!(needs, Needs::May(_)))
}

/// What has to be so before, for the form to be valid.
const FIRST: &[(&str, &str)] = &[("/fn/settings/keep", "update organization set delete_after = now() + interval '9 days'")];

/// Forms of an organisation whose valid form isn't sent here, and why. This list only shrinks.
const NOT_SENT: &[(&str, &str)] = &[
    ("/fn/connections/create", "it makes a key each time, which takes long"),
    ("/fn/connections/guess", "the domain is nobody's that it knows"),
    ("/fn/connections/saml-values", "needs a certificate"),
    ("/fn/connections/drop-certificate", "needs a certificate"),
    ("/fn/connections/saml-options", "needs values"),
    ("/fn/connections/oidc", "the connection speaks SAML"),
    ("/fn/connections/activate", "needs a test"),
    ("/fn/connections/roll-back", "needs a version that served"),
    ("/fn/connections/switch-off", "needs a version that serves"),
    ("/fn/connections/switch-on", "needs a version that served"),
    ("/fn/connections/promote-key", "needs another key"),
    ("/fn/connections/retire-key", "needs another key"),
    ("/fn/connections/test", "needs a provider's"),
    ("/fn/connections/apply-issuer", "needs a test"),
    ("/fn/policy/require", "needs a connection that serves"),
];

#[test]
fn what_is_called_valid_here_is() {
    let world = World::new();
    let [_, script, _] = world.senders();
    let mut wrong = Vec::new();
    for function in functions::all().iter().filter(|function| is_of_an_organisation(function)) {
        world.mend();
        if let Some((_, first)) = FIRST.iter().find(|(path, _)| *path == function.path) {
            world.runtime.block_on(world.site.portal.arrange(first));
        }
        let fields = function.takes.iter().map(|argument| (argument.field(), argument.valid(function.path, &world.things)));
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = to(function.path).method(Method::POST).header("content-type", FORM).header("sec-fetch-site", "same-origin");
        let request = request.header("cookie", &script.cookie).header("accept", script.accept).body(Body::from(body)).unwrap();
        let (status, said) = world.runtime.block_on(async {
            let answer = world.site.send(request).await;
            (answer.status(), text(answer).await)
        });
        let is_listed = NOT_SENT.iter().any(|(path, _)| *path == function.path);
        match (status.is_client_error() || status.is_server_error(), is_listed) {
            (true, false) => wrong.push(format!("{} answered {status}: {said}", function.path)),
            (false, true) => wrong.push(format!("NOT_SENT names {}, whose form is valid by now: take it off", function.path)),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "\n{}\nArgument::valid in server/tests/http/functions.rs says what is valid", wrong.join("\n"));
}

/// Holds it for every argument of that kind, sent by the owner and by nobody.
fn for_every(is_of_the_kind: impl Fn(&Argument) -> bool, cases: u32, values: impl Strategy<Value = Vec<String>>) {
    let world = World::new();
    for function in functions::all() {
        let senders = world.senders();
        for argument in function.takes.iter().filter(|argument| is_of_the_kind(argument)) {
            let mut runner = TestRunner::new(ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() });
            let held = runner.run(&values, |values| {
                if is_of_an_organisation(&function) {
                    world.mend();
                }
                let body = with(&function, argument, &values, &world.things);
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
    for_every(|argument| !argument.kind.starts_with("Vec<") && argument.kind != "bool", 12, anything().prop_map(|value| vec![value]));
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

/// The names that pages read of their addresses, as the sources have them.
fn queried() -> Vec<String> {
    fn read(path: &Path, into: &mut BTreeSet<String>) {
        if path.is_dir() {
            std::fs::read_dir(path).unwrap().for_each(|entry| read(&entry.unwrap().path(), into));
            return;
        }
        let source = std::fs::read_to_string(path).unwrap();
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        for call in ["asked(\"", "value(\"", "day(\"", "id(\""] {
            into.extend(code.split(call).skip(1).filter_map(|rest| rest.split_once('"')).map(|(name, _)| name.to_owned()));
        }
        // An arm of a filter's reading.
        let arms = code.lines().filter_map(|line| line.trim_start().strip_prefix('"')?.split_once('"'));
        into.extend(arms.filter(|(_, rest)| rest.starts_with(" =>") || rest.starts_with(" if ")).map(|(name, _)| name.to_owned()));
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut names = BTreeSet::new();
    read(&root.join("app/src/features"), &mut names);
    for filter in ["member/filter.rs", "invitation/list.rs", "activity/filter.rs"] {
        read(&root.join("crates/portal/src").join(filter), &mut names);
    }
    for known in
        ["q", "by", "when", "inactive", "id", "fate", "only", "older", "newer", "do", "search", "reference", "state", "role", "sort", "after"]
    {
        assert!(names.contains(known), "{known} is not found any more: {names:?}");
    }
    names.into_iter().collect()
}

/// Something that a page prints into its own addresses.
fn printed() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "01900000-0000-7000-8000-000000000000",
        "7d",
        "365d",
        "2026-11-02",
        "9999-12-31",
        "portal",
        "pending",
        "owner",
        "removed",
        "-joined",
        "active",
        "90",
        "3650",
        "refused",
        "roles",
        "WyJuIiwiMDE5MDAwMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAwIl0",
        "members",
        "new",
        "true",
    ])
    .prop_map(str::to_owned)
}

fn query() -> impl Strategy<Value = String> {
    let one = (prop::sample::select(queried()), prop_oneof![2 => anything(), 1 => printed()]);
    prop::collection::vec(one, 0..5).prop_map(|query| {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
        query.chars().take(6_000).collect()
    })
}

impl World {
    /// A page's address, about what is there.
    fn address_of(&self, path: &str) -> String {
        let Things { member, invitation, draft, domain, connection, .. } = &self.things;
        let named = [("{org}", "acme"), ("{invitation}", invitation), ("{draft}", draft), ("{domain}", domain), ("{connection}", connection)];
        let path = named.iter().fold(path.replace("members/{id}", &format!("members/{member}")), |path, (name, value)| path.replace(name, value));
        path.replace('{', "x").replace('}', "")
    }

    /// Opens a page as its owner. A page refuses as a page, so only a program's answer would be a problem in JSON.
    fn opens_well(&self, method: Method, path: &str, cookie: &str, body: impl Into<Body>) -> Result<(), TestCaseError> {
        let request = to(path).method(method.clone()).header("cookie", cookie).header("accept", "text/html").header("sec-fetch-site", "same-origin");
        let request = request.header("content-type", FORM).body(body.into()).unwrap();
        let answer = self.runtime.block_on(self.site.send(request));
        prop_assert!(!answer.status().is_server_error(), "{method} {path} answered {}", answer.status());
        Ok(())
    }
}

#[test]
fn a_pages_query_may_be_anything() {
    let world = World::new();
    let [Sender { cookie, .. }, ..] = world.senders();
    for page in app::routes::pages() {
        let path = world.address_of(page.path);
        let mut runner = TestRunner::new(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() });
        if let Err(failure) = runner.run(&query(), |query| world.opens_well(Method::GET, &format!("{path}?{query}"), &cookie, "")) {
            panic!("{}: {failure}", page.path);
        }
    }
}

#[test]
fn what_stands_in_a_pages_path_may_be_anything() {
    let world = World::new();
    let [Sender { cookie, .. }, ..] = world.senders();
    for page in app::routes::pages().into_iter().filter(|page| page.path.replace("{org}", "").contains('{')) {
        let mut runner = TestRunner::new(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() });
        let held = runner.run(&anything(), |typed| {
            let part: String = typed.bytes().take(500).map(|byte| format!("%{byte:02X}")).collect();
            let part = if part.is_empty() { "x".to_owned() } else { part };
            let named = page.path.replace("{org}", "acme");
            let parts = named.split('/').map(|one| if one.starts_with('{') { part.as_str() } else { one });
            world.opens_well(Method::GET, &parts.collect::<Vec<_>>().join("/"), &cookie, "")
        });
        if let Err(failure) = held {
            panic!("{}: {failure}", page.path);
        }
    }
}

#[test]
fn a_button_that_a_page_answers_itself_may_be_sent_anything() {
    let world = World::new();
    let [Sender { cookie, .. }, ..] = world.senders();
    let sent = (query(), prop::collection::vec(any::<u8>(), 0..300));
    for page in app::routes::pages().into_iter().filter(|page| page.answers_post) {
        let path = world.address_of(page.path);
        let mut runner = TestRunner::new(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() });
        let held = runner.run(&sent, |(query, body)| world.opens_well(Method::POST, &format!("{path}?{query}"), &cookie, body));
        if let Err(failure) = held {
            panic!("{}: {failure}", page.path);
        }
    }
}

#[test]
fn what_is_asked_for_as_a_file_may_be_anything() {
    let world = World::new();
    let [page, script, _] = world.senders();
    let ids = prop_oneof![anything(), Just(world.things.member.clone())];
    let format = prop_oneof![Just("csv".to_owned()), Just("ndjson".to_owned()), anything()];
    let sent =
        (prop_oneof![2 => query(), 1 => anything()], format, prop::collection::vec(ids, 0..3), prop_oneof![Just("true".to_owned()), anything()]);
    for path in ["/o/acme/members/export", "/o/acme/activity/export"] {
        let mut runner = TestRunner::new(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() });
        let held = runner.run(&sent, |(query, format, ids, all)| {
            let mut body = form_urlencoded::Serializer::new(String::new());
            body.append_pair("query", &query).append_pair("format", &format).append_pair("all_matching", &all);
            body.extend_pairs(ids.iter().map(|id| ("ids[]", id)));
            let body = body.finish();
            [&page, &script].into_iter().try_for_each(|sender| world.post(path, sender, FORM, body.clone()))
        });
        if let Err(failure) = held {
            panic!("{path}: {failure}");
        }
    }
}

#[test]
fn a_file_of_people_may_be_any_bytes() {
    let world = World::new();
    let [page, script, _] = world.senders();
    let file = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..300),
        prop::collection::vec(anything(), 0..8).prop_map(|cells| cells.join(";").into_bytes()),
        "([a-z]{1,6}@x\\.example(,|;|\t)(\\PC|\\x00){0,20}\n){1,5}".prop_map(String::into_bytes),
    ];
    let mut runner = TestRunner::new(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() });
    let held = runner.run(&file, |file| {
        let head = b"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\nContent-Type: text/csv\r\n\r\n";
        let body = [head.as_slice(), &file, b"\r\n--edge--\r\n"].concat();
        let kind = "multipart/form-data; boundary=edge";
        [&page, &script].into_iter().try_for_each(|sender| world.post("/o/acme/members/invite/file", sender, kind, body.clone()))
    });
    if let Err(failure) = held {
        panic!("{failure}");
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
