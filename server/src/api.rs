//! For integrators: JSON, and problems as JSON.

use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Json, Router};
use portal::access::Visitor;
use portal::{Portal, me};

use crate::middleware::problem;

/// Where the visitor is known.
pub fn routes() -> Router {
    Router::new().route("/api/me", get(who))
}

/// Who is signed in, and in which organisations this session may enter, proven how.
async fn who(Extension(portal): Extension<Portal>, Extension(visitor): Extension<Visitor>) -> Response {
    match me::look(&portal, &visitor).await {
        Ok(me) => Json(me).into_response(),
        Err(error) => problem::response(app::ssr::problem(error)),
    }
}
