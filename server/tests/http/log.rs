//! What a request leaves in the log.

use std::io::Write;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use futures::FutureExt;
use serde_json::Value;
use tracing_subscriber::fmt::MakeWriter;

use crate::browser::Browser;
use crate::site::{Site, header, text, to};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Log {
    fn events(&self, message: &str) -> Vec<Value> {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).filter(|event: &Value| event["message"] == message).collect()
    }

    fn requests(&self) -> Vec<Value> {
        self.events("request")
    }
}

#[tokio::test]
async fn it_names_the_person_and_the_organisation_and_its_later_work_is_of_the_same_trace() {
    let log = Log::default();
    let site = Site::development().await;
    let alice = site.portal.person("Alice", "alice@acme.example").await;
    let acme = site.portal.org("Acme", "acme", &alice).await;
    let cookie = site.cookie_of(&alice).await;
    let subscriber = tracing_subscriber::fmt().json().flatten_event(true).with_current_span(true).with_writer(log.clone()).finish();
    let _logging = tracing::subscriber::set_default(subscriber);
    text(site.send(to("/o/acme/members").header("cookie", &cookie).body(Body::empty()).unwrap()).await).await;
    let [event] = &log.requests()[..] else { panic!("{:?}", log.requests()) };
    assert_eq!((&event["span"]["person"], &event["span"]["org"]), (&alice.id.to_string().into(), &acme.to_string().into()));

    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let asked = to("/fn/sign-up/begin").method("POST").header("traceparent", format!("00-{trace}-00f067aa0ba902b7-01"));
    let asked = asked.header("content-type", "application/x-www-form-urlencoded").header("cookie", "portico_visit=AAAAAAAAAAAAAAAAAAAAAA");
    site.send(asked.body(Body::from("address=bo@acme.example")).unwrap()).await;
    assert_eq!(site.portal.traces().await.len(), 1);
    assert!(site.portal.traces().await[0].as_deref().is_some_and(|parent| parent.contains(trace)));
    site.portal.drain().await;
}

#[tokio::test]
async fn a_request_is_one_event_that_names_no_secret() {
    let log = Log::default();
    let site = Site::development().await;
    let subscriber = tracing_subscriber::fmt().json().flatten_event(true).with_current_span(true).with_writer(log.clone()).finish();
    let _logging = tracing::subscriber::set_default(subscriber);

    let request = to("/o/acme/invitations/c2VjcmV0?code=123456")
        .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
        .header("cookie", "portico_session=c2VjcmV0");
    let answer = site.send(request.body(Body::empty()).unwrap()).await;
    let reference = header(&answer, "x-request-id").to_owned();
    assert!(log.requests().is_empty(), "the answer has not left yet");
    let bytes = text(answer).await.len();

    let [event] = &log.requests()[..] else { panic!("{:?}", log.requests()) };
    assert_eq!((&event["method"], &event["status"], &event["bytes"]), (&"GET".into(), &404.into(), &bytes.into()));
    assert_eq!(event["span"]["reference"], reference);
    assert_eq!(event["span"]["trace"], "4bf92f3577b34da6a3ce929d0e0e4736");
    assert!(event["duration_ms"].as_f64().unwrap() > 0.0);
    let whole = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(!whole.contains("c2VjcmV0") && !whole.contains("123456"), "{whole}");
}

#[tokio::test]
async fn a_request_that_the_browser_gives_up_is_one_event_too() {
    let log = Log::default();
    let site = Site::development().await;
    let alice = site.portal.person("Alice", "alice@acme.example").await;
    site.portal.org("Acme", "acme", &alice).await;
    let cookie = site.cookie_of(&alice).await;
    let subscriber = tracing_subscriber::fmt().json().flatten_event(true).with_current_span(true).with_writer(log.clone()).finish();
    let _logging = tracing::subscriber::set_default(subscriber);

    let asked = site.send(to("/o/acme/members").header("cookie", &cookie).body(Body::empty()).unwrap());
    assert!(asked.now_or_never().is_none(), "it waits for the database when it is given up");
    let [event] = &log.requests()[..] else { panic!("{:?}", log.requests()) };
    assert_eq!((&event["route"], &event["status"]), (&"/o/{org}/members".into(), &499.into()));
}

#[tokio::test]
async fn a_form_that_fails_by_our_fault_shows_what_the_log_has_its_chain_under() {
    let log = Log::default();
    let site = Site::development().await;
    let subscriber = tracing_subscriber::fmt().json().flatten_event(true).with_current_span(true).with_writer(log.clone()).finish();
    let _logging = tracing::subscriber::set_default(subscriber);
    let mut alice = Browser::new(&site);
    alice.open("/recovery").await;
    site.portal.arrange("alter table job rename to elsewhere").await;
    let page = alice.submit("/fn/recovery/begin", &[("address", "alice@acme.example")]).await.to_owned();
    site.portal.arrange("alter table elsewhere rename to job").await;

    let [event] = &log.events("internal error")[..] else { panic!("{:?}", log.events("internal error")) };
    assert!(event["chain"].as_str().is_some_and(|chain| chain.contains("\"job\"")), "{event}");
    let reference = event["reference"].as_str().unwrap();
    assert!(page.contains(&format!(">{reference}</code>")), "{page}");
    assert!(page.contains("alice@acme.example"), "what was typed is there still");
    assert!(!page.contains("relation"), "{page}");
}
