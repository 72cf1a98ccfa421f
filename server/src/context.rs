//! What every page and server function finds around it, beside what the request itself carries.

use std::sync::Arc;

use app::error::ApiError;
use app::{cookie, ssr};
use axum::response::{IntoResponse, Response};
use contract::Locale;
use http::request::Parts;
use http::{StatusCode, header};
use leptos::nonce::Nonce;
use leptos::prelude::{Owner, provide_context, use_context};
use leptos::reactive::computed::ScopedFuture;
use leptos_axum::ResponseOptions;
use portal::{Portal, zone};
use words::Reader;

use crate::middleware::problem;

/// Puts the policy's nonce and the reader around a page.
pub fn provide(portal: &Portal) {
    let Some(parts) = use_context::<Parts>() else { return };
    if let Some(nonce) = parts.extensions.get::<Arc<Nonce>>() {
        provide_context(Nonce::clone(nonce));
    }
    provide_context(reader(&parts, portal));
}

/// Does what a form asks of a route that isn't Leptos's, with everything around it that a server function finds.
pub async fn answer(portal: &Portal, parts: Parts, act: impl Future<Output = Result<(), ApiError>> + Send) -> Response {
    let (owner, options) = (Owner::new(), ResponseOptions::default());
    let act = owner.with(|| {
        provide_context(parts);
        provide_context(options.clone());
        provide(portal);
        ScopedFuture::new(act)
    });
    let mut response = match act.await {
        Ok(()) => StatusCode::OK.into_response(),
        Err(ApiError(problem)) => problem::response(problem),
    };
    let said = options.0.write().map(|mut said| std::mem::take(&mut *said)).unwrap_or_default();
    if let Some(status) = said.status {
        *response.status_mut() = status;
    }
    response.headers_mut().extend(said.headers);
    response
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
