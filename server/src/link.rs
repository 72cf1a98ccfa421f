//! `/l/{secret}` and `/i/{secret}`: where the mails of codes and of invitations link to. Mail scanners open them too, so they
//! change nothing: they move the secret out of the address into a cookie, and the page behind asks a person to press a button
//! (DECISIONS 8).

use app::cookie;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use http::{HeaderValue, header};
use portal::Portal;
use portal::secret::Secret;

pub fn routes(portal: &Portal) -> Router {
    Router::new().route("/l/{secret}", get(open_code)).route("/i/{secret}", get(open_invitation)).with_state(portal.settings.production)
}

async fn open_code(State(production): State<bool>, Path(secret): Path<String>) -> Response {
    move_to("/confirm", cookie::LINK, cookie::TEN_MINUTES, &secret, production)
}

async fn open_invitation(State(production): State<bool>, Path(secret): Path<String>) -> Response {
    move_to("/invitation", cookie::INVITATION, cookie::AN_HOUR, &secret, production)
}

/// The same for every secret: what it opens, if anything, is the page's to say. What can't be one ends an older link's stay, so
/// that nobody takes that link's page for this one's.
fn move_to(page: &'static str, cookie: &str, seconds: u32, secret: &str, production: bool) -> Response {
    let mut response = Redirect::to(page).into_response();
    let kept = match Secret::parse(secret) {
        Some(secret) => cookie::set(cookie, secret.reveal(), Some(seconds), production),
        None => cookie::set(cookie, "", Some(0), production),
    };
    if let Some(kept) = kept {
        response.headers_mut().append(header::SET_COOKIE, kept);
    }
    // The address of this one answer is a secret (DECISIONS 16).
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}
