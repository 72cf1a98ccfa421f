//! `/healthz`: the process answers. `/readyz`: it could serve somebody.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use portal::Portal;
use serde::Serialize;

/// What a load balancer and a person who looks may know.
#[derive(Debug, Serialize)]
struct Readiness {
    ready: bool,
    database: bool,
    /// The schema has what this build needs.
    schema: bool,
    /// A worker was alive within the last minute: without one no mail leaves.
    worker: bool,
}

pub async fn alive() -> &'static str {
    "ok\n"
}

pub async fn ready(State(portal): State<Portal>) -> Response {
    let found = portal::health::look(&portal).await;
    let readiness = Readiness { ready: found.is_ready(), database: found.database, schema: found.schema, worker: found.worker };
    let status = if readiness.ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(readiness)).into_response()
}
