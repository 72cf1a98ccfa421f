//! Every failure leaves as a problem (RFC 9457): as a page for a person, as JSON for a program, with its own status.
//!
//! A server function that fails answers 500, and a form that called it would be redirected with the error in the address
//! (both are Leptos's way); a layer that refuses answers a bare status. This layer makes problems of all of them.

use std::any::Any;
use std::pin::Pin;
use std::sync::Arc;

use app::ssr::Reference;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use contract::{Problem, ProblemKind};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use server_fn::error::SERVER_FN_ERROR_HEADER;

/// Problems are short; what is longer is none of ours.
const LONGEST: usize = 64 * 1024;

/// Makes a page of a problem, for the request that had it.
pub type Page = Arc<dyn Fn(Problem, Request) -> Pin<Box<dyn Future<Output = Response> + Send>> + Send + Sync>;

/// An answer that this layer will make a problem of.
pub fn response(problem: Problem) -> Response {
    let mut response = status(&problem).into_response();
    response.extensions_mut().insert(problem);
    response
}

/// What a panic becomes; the hook has logged where it happened.
pub fn of_panic(_: Box<dyn Any + Send>) -> Response {
    response(Problem::new(ProblemKind::Internal))
}

/// For a program.
pub fn json(problem: &Problem) -> Response {
    ([(header::CONTENT_TYPE, "application/problem+json")], serde_json::to_string(problem).unwrap_or_default()).into_response()
}

pub async fn render(State(page): State<Page>, request: Request, next: Next) -> Response {
    let reference = request.extensions().get::<Reference>().map(|reference| reference.0.clone());
    // A page is rendered for the same address, language and person, so what says these is kept aside.
    let again = accepts_html(request.headers()).then(|| copy(&request));
    let mut failed = next.run(request).await;
    let Some(mut problem) = take(&mut failed).await else { return failed };
    problem.reference = problem.reference.or(reference);

    let mut response = match again {
        Some(request) => page(problem.clone(), request).await,
        None => json(&problem),
    };
    *response.status_mut() = status(&problem);
    keep(failed.headers(), response.headers_mut());
    if let Some(seconds) = problem.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

/// The problem that the answer is, if it is one.
async fn take(failed: &mut Response) -> Option<Problem> {
    if let Some(problem) = failed.extensions_mut().remove::<Problem>() {
        return Some(problem);
    }
    if failed.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        let body = axum::body::to_bytes(std::mem::take(failed.body_mut()), LONGEST).await.unwrap_or_default();
        return Some(serde_json::from_slice(&body).unwrap_or_else(|error| {
            tracing::error!(%error, "a server function failed with something else than a problem");
            Problem::new(ProblemKind::Internal)
        }));
    }
    of_bare_status(failed)
}

/// What layers and the router refuse with a status alone, or with a line of text of their own.
fn of_bare_status(failed: &Response) -> Option<Problem> {
    let kind = match failed.status() {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => ProblemKind::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => ProblemKind::TooLarge,
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY => ProblemKind::Invalid,
        StatusCode::SERVICE_UNAVAILABLE => ProblemKind::Unavailable,
        StatusCode::INTERNAL_SERVER_ERROR => ProblemKind::Internal,
        _ => return None,
    };
    let kind_of_body = failed.headers().get(header::CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    let ours = [&b"text/html"[..], b"application/"].iter().any(|prefix| kind_of_body.starts_with(prefix));
    (!ours).then(|| Problem { status: failed.status().as_u16(), ..Problem::new(kind) })
}

/// Cookies and permitted methods belong to the answer whatever its body says.
fn keep(from: &HeaderMap, to: &mut HeaderMap) {
    for name in [header::SET_COOKIE, header::ALLOW, header::RETRY_AFTER] {
        for value in from.get_all(&name) {
            to.append(&name, value.clone());
        }
    }
}

fn status(problem: &Problem) -> StatusCode {
    StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn accepts_html(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

/// The request without its body.
fn copy(request: &Request) -> Request {
    let mut copy = Request::new(Body::empty());
    *copy.uri_mut() = request.uri().clone();
    *copy.headers_mut() = request.headers().clone();
    *copy.extensions_mut() = request.extensions().clone();
    copy
}
