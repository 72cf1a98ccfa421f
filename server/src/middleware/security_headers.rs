//! What a browser may do with an answer of ours. A handler that knows better sets a header itself, and it is left alone.

use std::sync::Arc;

use app::shell::{HAS_ISLANDS, POSTS_TO};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use leptos::nonce::Nonce;

use crate::config::Environment;

/// The same on every answer.
const ALWAYS: [(HeaderName, &str); 7] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Not `no-referrer`: under that Chromium posts `Origin: null` (DECISIONS 16).
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
    ),
    (header::CACHE_CONTROL, "no-store"),
];

pub async fn set(State(environment): State<Environment>, mut request: Request, next: Next) -> Response {
    let nonce = Arc::new(Nonce::new());
    request.extensions_mut().insert(nonce.clone());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let islands = headers.remove(HAS_ISLANDS).is_some();
    let posts_to = headers.remove(POSTS_TO).and_then(|to| to.to_str().map(|to| format!(" {to}")).ok()).unwrap_or_default();
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if environment == Environment::Production {
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(HeaderValue::from_static("max-age=63072000"));
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        let policy =
            if is_page(headers) { page_policy(&nonce, islands, &posts_to, environment) } else { "default-src 'none'; frame-ancestors 'none'".into() };
        HeaderValue::try_from(policy).ok().and_then(|policy| headers.insert(header::CONTENT_SECURITY_POLICY, policy));
    }
    response
}

fn is_page(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// CSP Level 3. Styles come from files alone; scripts from files of ours, or inline with this answer's nonce. In development
/// `cargo leptos watch` tells pages by web socket that they have changed, and the mailbox shows mails in frames.
fn page_policy(nonce: &str, islands: bool, posts_to: &str, environment: Environment) -> String {
    let wasm = if islands { " 'wasm-unsafe-eval'" } else { "" };
    let (reload, last) = match environment {
        Environment::Production => ("", "upgrade-insecure-requests"),
        Environment::Development => (" ws://127.0.0.1:* ws://localhost:*", "frame-src 'self'"),
    };
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}'{wasm}; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'{reload}; worker-src 'self'; manifest-src 'self'; form-action 'self'{posts_to}; base-uri 'none'; \
         frame-ancestors 'none'; {last}"
    )
}
