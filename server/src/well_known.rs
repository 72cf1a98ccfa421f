//! Addresses that programs look for (RFC 8615).

use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use http::header;
use portal::clock::Clock;
use time::Duration;
use time::format_description::well_known::Rfc3339;

/// How long what `security.txt` says may be believed (RFC 9116, section 2.5.5: less than a year).
const VALID_FOR: Duration = Duration::days(180);

#[derive(Clone)]
pub struct SecurityTxt {
    pub contact: String,
    pub origin: String,
    pub clock: Clock,
}

/// RFC 9116: whom to tell of a hole.
pub async fn security_txt(State(known): State<SecurityTxt>) -> impl IntoResponse {
    let SecurityTxt { contact, origin, clock } = known;
    // From midnight, so that all replicas say the same all day.
    let expires = (clock.now() + VALID_FOR).replace_time(time::Time::MIDNIGHT).format(&Rfc3339).unwrap_or_default();
    let text = format!("Contact: {contact}\nExpires: {expires}\nPreferred-Languages: en, de\nCanonical: {origin}/.well-known/security.txt\n");
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=86400")], text)
}

/// A Well-Known URL for Changing Passwords (W3C): where password managers send people.
pub async fn change_password() -> Redirect {
    Redirect::to("/account/password")
}
