//! Answers for the configured origin only: an unknown `Host` would end up in what is cached, and in what people believe.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::{Method, StatusCode, header};

use crate::config::Origin;

/// Whom this portal answers for.
#[derive(Clone)]
pub struct Hosts {
    pub origin: Arc<Origin>,
    /// In development somebody who types `localhost` for `127.0.0.1` is sent to the origin instead of away.
    pub redirect_loopback: bool,
}

/// Asked by address, from inside: they say nothing that depends on the host.
const ANY_HOST: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

pub async fn check(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    let asked = authority(&request);
    if asked.eq_ignore_ascii_case(hosts.origin.authority()) || ANY_HOST.contains(&request.uri().path()) {
        return next.run(request).await;
    }
    if hosts.redirect_loopback && hosts.origin.is_loopback() && is_loopback(asked) && request.method() == Method::GET {
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        return Redirect::temporary(&format!("{}{path}", hosts.origin)).into_response();
    }
    // RFC 9110, section 15.5.20. For whoever sets up the proxy: it must pass on the Host that the browser sent.
    (StatusCode::MISDIRECTED_REQUEST, "This host is not served here. Whoever runs the portal: PORTICO_ORIGIN names the only host that is.\n")
        .into_response()
}

/// What the request says it is for: in HTTP/2 a part of the target, in HTTP/1.1 a header.
fn authority(request: &Request) -> &str {
    let header = || request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    request.uri().authority().map(|authority| authority.as_str()).or_else(header).unwrap_or_default()
}

fn is_loopback(authority: &str) -> bool {
    Origin::parse(&format!("http://{authority}")).is_ok_and(|origin| origin.is_loopback())
}
