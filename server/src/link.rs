//! `/l/{secret}`: where a code's mail links to. Mail scanners open it too, so it changes nothing: it moves the secret out of the
//! address into a cookie, and the page behind it asks a person to press a button (DECISIONS 8).

use app::cookie;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use http::{HeaderValue, header};
use portal::Portal;
use portal::secret::Secret;

pub fn routes(portal: &Portal) -> Router {
    Router::new().route("/l/{secret}", get(open)).with_state(portal.settings.production)
}

/// The same for every secret: what it opens, if anything, is the page's to say.
async fn open(State(production): State<bool>, Path(secret): Path<String>) -> Response {
    let mut response = Redirect::to("/confirm").into_response();
    let kept = Secret::parse(&secret).and_then(|secret| cookie::set(cookie::LINK, secret.reveal(), Some(cookie::TEN_MINUTES), production));
    if let Some(cookie) = kept {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    // The address of this one answer is a secret (DECISIONS 16).
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}
