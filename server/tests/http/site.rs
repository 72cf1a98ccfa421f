//! A portal to send requests to, without a socket.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use http::{Request, header};
use portal::Settings;
use portal::jobs::Worker;
use portal::mail::Postman;
use portal::outbound::Outbound;
use portal::session::{KEY, Lifetimes, NewSession, Proof, SessionStore};
use server::config::{Environment, Origin};
use server::router::{Assembly, router};
use testkit::{Person, TestPortal};
use time::{Duration, OffsetDateTime};
use tower::ServiceExt;
use tower_sessions::SessionStore as _;
use tower_sessions::session::{Id, Record};

const LIFETIMES: Lifetimes = Lifetimes { idle: Duration::days(7), absolute: Duration::days(30) };

pub struct Site {
    pub portal: TestPortal,
    router: Router,
}

impl Site {
    pub async fn development() -> Self {
        Self::at("http://portico.test", Environment::Development).await
    }

    pub async fn production() -> Self {
        Self::at("https://portico.test", Environment::Production).await
    }

    /// A developer's own machine.
    pub async fn local() -> Self {
        Self::at("http://127.0.0.1:3000", Environment::Development).await
    }

    async fn at(origin: &str, environment: Environment) -> Self {
        let mut portal = TestPortal::new().await;
        let settings = Settings {
            production: environment == Environment::Production,
            mailbox: environment == Environment::Development,
            ..(*portal.portal.settings).clone()
        };
        portal.portal.settings = Arc::new(settings);
        Self::of(portal, origin, environment)
    }

    /// One whose portal reaches this machine.
    pub async fn reaching_loopback() -> Self {
        let mut portal = TestPortal::new().await;
        portal.portal.outbound = Outbound::new(vec!["127.0.0.0/8".parse().unwrap()], Vec::new());
        portal.worker = Worker::new(portal.portal.clone(), Postman::Mailbox);
        Self::of(portal, "http://portico.test", Environment::Development)
    }

    fn of(portal: TestPortal, origin: &str, environment: Environment) -> Self {
        let router = router(Assembly {
            portal: portal.portal.clone(),
            origin: Arc::new(Origin::parse(origin).unwrap()),
            environment,
            trusted_proxies: Arc::new([]),
            lifetimes: LIFETIMES,
            security_contact: "mailto:security@portico.test".into(),
            site_root: "tests/http/files".into(),
            figures: (environment == Environment::Development).then(|| server::metrics::record().unwrap()),
        });
        Self { portal, router }
    }

    /// The cookie of a session of that person's.
    pub async fn cookie_of(&self, person: &Person) -> String {
        let (_, id) = self.session_of(person).await;
        format!("portico_session={id}")
    }

    /// A session of that person's, and where it is kept.
    pub async fn session_of(&self, person: &Person) -> (SessionStore, Id) {
        let store = SessionStore::new(self.portal.portal.clone(), LIFETIMES);
        let new = NewSession { person: person.id, proofs: vec![Proof::Password], generation: None, goes_on: None, device: String::new(), ip: None };
        let data = HashMap::from([(KEY.into(), serde_json::to_value(new).unwrap())]);
        let mut record = Record { id: Id::default(), data, expiry_date: OffsetDateTime::UNIX_EPOCH };
        store.create(&mut record).await.unwrap();
        (store, record.id)
    }

    pub async fn send(&self, request: Request<Body>) -> Response {
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub async fn get(&self, path: &str) -> Response {
        self.send(to(path).body(Body::empty()).unwrap()).await
    }
}

/// A request to our own host.
pub fn to(path: &str) -> http::request::Builder {
    Request::builder().uri(path).header(header::HOST, "portico.test")
}

pub fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

pub async fn text(response: Response) -> String {
    String::from_utf8(axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
}
