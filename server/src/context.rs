//! What every page and server function finds around it, beside what the request itself carries.

use std::sync::Arc;

use app::{cookie, ssr};
use contract::Locale;
use http::header;
use http::request::Parts;
use leptos::nonce::Nonce;
use leptos::prelude::{provide_context, use_context};
use portal::{Portal, zone};
use words::Reader;

/// Puts the policy's nonce and the reader around a page.
pub fn provide(portal: &Portal) {
    let Some(parts) = use_context::<Parts>() else { return };
    if let Some(nonce) = parts.extensions.get::<Arc<Nonce>>() {
        provide_context(Nonce::clone(nonce));
    }
    provide_context(reader(&parts, portal));
}

/// A person reads in their own language and zone, anybody else in the language they chose or their browser asks for
/// (DECISIONS 19).
fn reader(parts: &Parts, portal: &Portal) -> Reader {
    let now = portal.clock.now();
    if let Some(person) = ssr::visitor().signed_in {
        return Reader { locale: person.locale, zone: zone::get(&person.zone), now };
    }
    let chosen = cookie::read(&parts.headers, cookie::LANGUAGE, portal.settings.production).and_then(Locale::from_tag);
    let asked = || Locale::from_accept_language(parts.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?);
    Reader { locale: chosen.or_else(asked).unwrap_or_default(), zone: zone::get("UTC"), now }
}
