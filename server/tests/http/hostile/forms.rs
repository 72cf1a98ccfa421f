//! Server functions: every argument of every one.

use axum::body::Body;
use http::Method;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};

use super::{FORM, Sender, World, anything};
use crate::functions::{self, Argument, Function, Things};
use crate::needs::{FORMS, Needs};
use crate::site::{text, to};

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
