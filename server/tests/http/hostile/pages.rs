//! Pages: their addresses, the buttons that they answer themselves, and files.

use std::collections::BTreeSet;
use std::path::Path;

use axum::body::Body;
use http::{Method, StatusCode};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};

use super::{FORM, Sender, World, anything};
use crate::functions::Things;
use crate::site::to;

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
    for filter in ["member/filter.rs", "invitation/list.rs", "activity/filter.rs", "page.rs"] {
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
