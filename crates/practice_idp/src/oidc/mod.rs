//! OpenID Connect, the side of the provider: the code flow, with PKCE (RFC 7636) where it is asked for.

mod ask;
mod authorize;
mod client;
mod discovery;
mod grants;
mod id_token;
mod token;

use crate::failure::Failure;
use crate::fault::Fault;
use crate::here::Here;
use crate::state::{Idp, work};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use std::collections::HashMap;
use std::sync::Arc;

use ask::Ask;
pub(crate) use authorize::answer;
pub(crate) use grants::Grants;

pub(crate) fn routes() -> Router<Arc<Idp>> {
    Router::new()
        .route("/{accent}/{name}/authorize", get(authorize::by_query).post(authorize::by_form))
        .route("/{accent}/{name}/token", post(token::exchange))
        .route("/{accent}/{name}/userinfo", get(token::user_info).post(token::user_info))
        .route("/{accent}/{name}/jwks", get(keys))
        .route("/{accent}/{name}/{*rest}", get(discover))
}

/// Discovery, which lives under the issuer, and accents have issuers of different depth.
async fn discover(here: Here, Path(path): Path<HashMap<String, String>>) -> Response {
    let asked = format!("{}/{}", here.place.base, path.get("rest").map(String::as_str).unwrap_or_default());
    let oidc = here.place.accent.oidc.as_ref();
    let own = oidc.filter(|oidc| asked == format!("{}/.well-known/openid-configuration", here.place.fill(oidc.issuer).trim_end_matches('/')));
    match (own, here.idp.at(&here.place, |known| known.fault)) {
        (None, _) | (_, Fault::DiscoveryMissing) => StatusCode::NOT_FOUND.into_response(),
        (_, Fault::DiscoveryPage) => Html("<!doctype html><title>Sign in</title><p>Please sign in.</p>").into_response(),
        (Some(oidc), fault) => Json(discovery::document(&here.place, oidc, fault)).into_response(),
    }
}

async fn keys(here: Here) -> Result<Response, Failure> {
    let (fault, rotation) = here.idp.at(&here.place, |known| (known.fault, known.rotation));
    match fault {
        Fault::KeysMissing => Ok(StatusCode::NOT_FOUND.into_response()),
        _ => Ok(Json(work(move || discovery::keys(&here.idp, rotation)).await?).into_response()),
    }
}
