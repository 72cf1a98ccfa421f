//! A portal to send requests to, without a socket.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use http::{Request, header};
use portal::session::Lifetimes;
use server::config::{Environment, Origin};
use server::router::{Assembly, router};
use testkit::TestPortal;
use time::Duration;
use tower::ServiceExt;

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
        let portal = TestPortal::new().await;
        let router = router(Assembly {
            portal: portal.portal.clone(),
            origin: Arc::new(Origin::parse(origin).unwrap()),
            environment,
            trusted_proxies: Arc::new([]),
            lifetimes: Lifetimes { idle: Duration::days(7), absolute: Duration::days(30) },
            security_contact: "mailto:security@portico.test".into(),
            site_root: "tests/http/files".into(),
            figures: (environment == Environment::Development).then(|| server::metrics::record().unwrap()),
        });
        Self { portal, router }
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
