//! Refuses what another site makes a browser send; Leptos has no such protection by design.
//!
//! Reading is free. Changing needs `Sec-Fetch-Site` to say `same-origin` or `none`, else an `Origin` whose host is the one
//! asked for, which [`super::host`] has made sure is ours. What is no browser sends neither and has no cookies to misuse.

use axum::response::Response;
use contract::{Problem, ProblemKind};
use tower_http::csrf::{CsrfLayer, ProtectionError};

use super::problem;

pub type Refusal = fn(ProtectionError) -> Response;

pub fn layer() -> CsrfLayer<Refusal> {
    CsrfLayer::new().with_rejection_response(|_| problem::response(Problem::new(ProblemKind::CrossSite)))
}
