//! The console: what to copy, what to put in, who there is, what goes wrong.

mod application;
mod faults;
mod key;
mod people;
mod start;

use crate::page;
use crate::state::Idp;
use axum::Router;
use axum::routing::{get, post};
use serde::Deserialize;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<Idp>> {
    Router::new()
        .route("/", get(start::index))
        .route("/open", get(start::open))
        .route("/practice.css", get(page::style))
        .route("/practice.js", get(page::script))
        .route("/{accent}/{name}", get(start::with_slash))
        .route("/{accent}/{name}/", get(application::show))
        .route("/{accent}/{name}/service", post(application::put))
        .route("/{accent}/{name}/key", post(key::turn))
        .route("/{accent}/{name}/people", get(people::show).post(people::put))
        .route("/{accent}/{name}/people/domain", post(people::put_domain))
        .route("/{accent}/{name}/people/remove", post(people::remove))
        .route("/{accent}/{name}/faults", get(faults::show))
        .route("/{accent}/{name}/fault", post(faults::put))
}

/// What a page says of the form that led to it.
#[derive(Deserialize)]
struct After {
    saved: Option<String>,
    problem: Option<String>,
}
