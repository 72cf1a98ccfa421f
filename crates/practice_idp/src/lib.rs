//! An identity provider to practise with. It speaks SAML 2.0 and OpenID Connect in the accents of ten providers, has people without passwords,
//! and can be told to do each thing wrong that a provider can do wrong.
//!
//! It is for development, for demos and for tests: a newcomer rehearses the wizard with it without an account elsewhere, and the browser tests
//! sign in with it. **It must never face the internet.** Whoever reaches it can be anybody it knows and add who is missing; so it answers only
//! under its own origin, which has to be this machine's unless somebody insists ([`Practice::anywhere`]), and sends people back to one portal
//! and nowhere else. A portal may trust it for nobody who is real.
//!
//! Its origin has to be of another *site* than the portal's (`localhost` beside `127.0.0.1`), as every real provider is: on the same site a
//! browser sends cookies along that it would otherwise keep back, and a sign-in works that would fail for everybody else.
//!
//! `/{accent}/{name}/` is one provider, which is there as soon as somebody asks for it:
//!
//! | Address | |
//! |---|---|
//! | `/` | the console: what to copy to the portal, and fields for what the portal gives: `acs`, `audience`, `service_metadata`, `redirect_uri` |
//! | `/people` | who can sign in |
//! | `/faults` | what to do wrong from now on: POST `/fault` with a field `fault`, a [`Fault::key`] |
//! | `/saml/metadata`, `/saml/sso` | SAML 2.0; a sign-in page lists the people and the faults (`person`, `fault`) |
//! | `/.well-known/openid-configuration`, `/authorize`, `/token`, `/userinfo`, `/jwks` | OpenID Connect; the first one under the accent's issuer |
//!
//! It keeps everything in memory but, if it is given a folder, its keys: what was typed into a console is forgotten with the process, which
//! then knows services again by what they send.
//!
//! What a provider does that isn't wrong and yet matters is in its accent (`accent/`): who signs what, what a person's identifier is,
//! what attributes are called. [`Fault`] is the menu of what is wrong; a test holds each entry to the code it promises.

#![cfg_attr(not(test), warn(clippy::expect_used, clippy::panic, clippy::unwrap_used))]

mod accent;
mod backstage;
mod chance;
mod console;
mod failure;
mod fault;
mod here;
mod keys;
mod oidc;
mod page;
mod person;
mod place;
mod practice;
mod rotation;
mod saml;
mod sign_in;
mod state;
mod words;

use axum::Router;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use tower_http::csrf::CsrfLayer;

pub use backstage::Backstage;
pub use failure::Failure;
pub use fault::{Fault, Shows};
pub use practice::{Chance, Clock, NotLoopback, Portal, Practice};

/// The keys of the accents, as they stand in addresses.
pub fn accents() -> impl Iterator<Item = &'static str> {
    accent::ALL.into_iter().map(|accent| accent.key)
}

/// The provider as one service. It wants its own listener, at the origin that it was given.
///
/// # Errors
/// When the origin isn't this machine's, and nobody insisted.
pub fn router(practice: Practice) -> Result<Router, NotLoopback> {
    let idp = Arc::new(state::Idp::new(practice.checked()?));
    let authority = idp.origin.split_once("://").map(|(_, authority)| authority.to_owned()).unwrap_or_default();
    let policy = page::policy(&idp.portal_origin);
    // What people press on its pages comes from its pages; what services and browsers bring may come from anywhere.
    let pages = Router::new().merge(console::routes()).merge(sign_in::routes()).layer(CsrfLayer::new());
    let router = pages.merge(saml::routes()).merge(oidc::routes()).with_state(idp);
    Ok(router
        .layer(from_fn(move |request, next| page::guard(policy.clone(), request, next)))
        .layer(from_fn(move |request, next| of_this_host(authority.clone(), request, next))))
}

/// A name of somebody else's that resolves to this machine would make every page on the internet its neighbour.
async fn of_this_host(authority: String, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).or(request.uri().authority().map(|own| own.as_str()));
    match host.is_some_and(|host| host.eq_ignore_ascii_case(&authority)) {
        true => next.run(request).await,
        false => (StatusCode::MISDIRECTED_REQUEST, format!("This is the practice identity provider of {authority}.\n")).into_response(),
    }
}
