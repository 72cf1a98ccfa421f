//! Figures for Prometheus: requests by route, connections, later work.

use std::sync::OnceLock;

use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::get;
use http::{Method, header};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use portal::Portal;

/// Seconds from the first byte of a request to the last of its answer.
pub const HTTP_DURATION: &str = "portico_http_request_duration_seconds";

const SECONDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// What has been recorded.
pub type Figures = &'static PrometheusHandle;

/// There is one recorder in a process; tests start several servers in one.
static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();

/// Begins to record.
///
/// # Errors
/// When something else in this process records already.
pub fn record() -> Result<Figures, BuildError> {
    if let Some(handle) = RECORDER.get() {
        return Ok(handle);
    }
    let handle = PrometheusBuilder::new().set_buckets_for_metric(Matcher::Full(HTTP_DURATION.into()), &SECONDS)?.install_recorder()?;
    metrics::describe_histogram!(HTTP_DURATION, metrics::Unit::Seconds, "From the first byte of a request to the last of its answer.");
    metrics::describe_gauge!("portico_database_connections", "Open connections by pool and state.");
    metrics::describe_gauge!("portico_jobs_waiting", "Pieces of later work that are due and not done.");
    metrics::describe_gauge!("portico_jobs_dead", "Pieces of later work that were given up.");
    metrics::describe_counter!("portico_jobs_total", "Pieces of later work tried, by kind and outcome.");
    Ok(RECORDER.get_or_init(|| handle))
}

/// `/metrics`, for a router of its own or among the pages.
pub fn router(figures: Figures, portal: Portal) -> Router {
    Router::new().route("/metrics", get(page).with_state((figures, portal)))
}

/// What Prometheus reads. What is not counted when it happens is looked up now.
async fn page(State((figures, portal)): State<(Figures, Portal)>) -> impl IntoResponse {
    for (pool, open, idle) in portal.db.pool_gauges() {
        metrics::gauge!("portico_database_connections", "pool" => pool, "state" => "idle").set(idle as f64);
        metrics::gauge!("portico_database_connections", "pool" => pool, "state" => "busy").set(f64::from(open) - idle as f64);
    }
    match portal::jobs::backlog(&portal).await {
        Ok(backlog) => {
            metrics::gauge!("portico_jobs_waiting").set(backlog.waiting as f64);
            metrics::gauge!("portico_jobs_dead").set(backlog.dead as f64);
        }
        Err(error) => tracing::warn!(chain = portal::chain(&error), "the backlog is not known"),
    }
    figures.run_upkeep();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], figures.render())
}

/// A method as a label; anybody can invent methods, and each label is kept for ever.
pub fn method_label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}
