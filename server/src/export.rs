//! Lists as files: made while they are read, recorded before the first byte. By POST, because a record is a change: nothing that
//! fetches ahead makes one.

use app::ssr;
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Extension, Router};
use contract::OrgSlug;
use futures::{Stream, TryStreamExt};
use http::header;
use portal::access::Visitor;
use portal::access::permission::{SeeActivity, SeeMembers};
use portal::activity::{self, Format};
use portal::member::{self, Filter};
use portal::{Error, Portal, Result, chain};

use crate::middleware::problem;

/// Where the visitor is known.
pub fn routes() -> Router {
    Router::new().route("/o/{org}/members/export", post(members)).route("/o/{org}/activity/export", post(record))
}

/// Exactly the part of the record that the filter shows, days being those of who asks.
async fn record(Path(org): Path<String>, Extension(portal): Extension<Portal>, Extension(visitor): Extension<Visitor>, body: Bytes) -> Response {
    match export_activity(&portal, &visitor, &org, &body).await {
        Ok(file) => file,
        Err(error) => problem::response(ssr::problem(error)),
    }
}

async fn export_activity(portal: &Portal, visitor: &Visitor, org: &str, body: &[u8]) -> Result<Response> {
    let slug = OrgSlug::parse(org).map_err(|_| Error::NotFound)?;
    let can = portal.enter(visitor, &slug).await?.can::<SeeActivity>()?;
    let value = |name: &str| form_urlencoded::parse(body).find_map(|(key, value)| (key == name).then(|| value.into_owned()));
    let format = value("format").map_or(Ok(Format::Csv), |format| format.parse())?;
    let filter = activity::Filter::parse(&value("query").unwrap_or_default());
    let export = activity::export(can, filter, format, &visitor.anybody()?.zone).await?;
    Ok(file(&export.name, format.media_type(), export.chunks))
}

/// The members that were ticked, or all that the list's filter matches.
async fn members(Path(org): Path<String>, Extension(portal): Extension<Portal>, Extension(visitor): Extension<Visitor>, body: Bytes) -> Response {
    match export_members(&portal, &visitor, &org, &body).await {
        Ok(file) => file,
        Err(error) => problem::response(ssr::problem(error)),
    }
}

async fn export_members(portal: &Portal, visitor: &Visitor, org: &str, body: &[u8]) -> Result<Response> {
    let slug = OrgSlug::parse(org).map_err(|_| Error::NotFound)?;
    let can = portal.enter(visitor, &slug).await?.can::<SeeMembers>()?;
    let (name, chunks) = member::export(can, chosen(body)).await?;
    Ok(file(&name, "text/csv; charset=utf-8", chunks))
}

/// What a form says of whom it wants.
fn chosen(body: &[u8]) -> Filter {
    let fields = || form_urlencoded::parse(body);
    let value = |name: &str| fields().find_map(|(key, value)| (key == name).then(|| value.into_owned())).unwrap_or_default();
    let ticked: Vec<_> = fields().filter(|(key, _)| key == "ids[]").filter_map(|(_, id)| id.parse().ok()).collect();
    if ticked.is_empty() || value("all_matching") == "true" { Filter::parse(&value("query")) } else { Filter::of_these(ticked) }
}

/// A download. Its name is of our making: letters, digits, hyphens and dots.
fn file(name: &str, media_type: &'static str, chunks: impl Stream<Item = Result<Vec<u8>>> + Send + 'static) -> Response {
    let headers = [(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))];
    // What has begun can only be broken off, so that nobody takes a part for the whole.
    let chunks = chunks.inspect_err(|error| tracing::error!(chain = chain(error), "an export broke off"));
    (headers, Body::from_stream(chunks)).into_response()
}
