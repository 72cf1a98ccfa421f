//! The code for the tokens (OpenID Connect Core 3.1.3), and what a token is good for.

use super::{client, id_token};
use crate::chance::token;
use crate::failure::Failure;
use crate::fault::Fault;
use crate::here::Here;
use crate::state::work;
use axum::Json;
use axum::extract::Form;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openssl::sha::sha256;
use serde::Deserialize;
use serde_json::json;

/// A request for tokens (OpenID Connect Core 3.1.3.1). Fields are empty where there was nothing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct TokenRequest {
    pub(super) grant_type: String,
    pub(super) code: String,
    pub(super) redirect_uri: String,
    pub(super) code_verifier: String,
    pub(super) client_id: String,
    pub(super) client_secret: String,
    pub(super) client_assertion_type: String,
    pub(super) client_assertion: String,
}

pub(super) async fn exchange(here: Here, headers: HeaderMap, Form(form): Form<TokenRequest>) -> Result<Response, Failure> {
    let Some(oidc) = here.place.accent.oidc.as_ref() else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    let now = here.idp.now();
    let (grant, certificates, rotation) =
        here.idp.at(&here.place, |known| (known.grants.take(&form.code, now), known.service.signing.clone(), known.rotation));
    let header = headers.get(header::AUTHORIZATION).and_then(|header| header.to_str().ok());
    let fault = grant.as_ref().map_or(Fault::None, |grant| grant.fault);
    if fault == Fault::WrongSecret || !client::is_client(&here.place, header, &form, &certificates, now) {
        return Ok(error(StatusCode::UNAUTHORIZED, "invalid_client", oidc.wrong_secret));
    }
    if fault == Fault::ExpiredSecret {
        return Ok(error(StatusCode::UNAUTHORIZED, "invalid_client", oidc.expired_secret));
    }
    let invalid = |words| Ok(error(StatusCode::BAD_REQUEST, "invalid_grant", words));
    let Some(grant) = grant.filter(|_| form.grant_type == "authorization_code") else {
        return invalid("The code is unknown, was used or has expired.");
    };
    if fault == Fault::RedirectMismatch || form.redirect_uri != grant.ask.redirect_uri {
        return invalid("The redirect_uri does not match the one of the authorization request.");
    }
    let challenge = URL_SAFE_NO_PAD.encode(sha256(form.code_verifier.as_bytes()));
    if !grant.ask.code_challenge.is_empty() && (grant.ask.code_challenge_method != "S256" || grant.ask.code_challenge != challenge) {
        return invalid("The code_verifier does not match the code_challenge.");
    }
    let access_token = token(here.idp.random());
    here.idp.at(&here.place, |known| known.grants.give(access_token.clone(), grant.person.clone()));
    let mut answer = json!({ "access_token": access_token, "token_type": "Bearer", "expires_in": 3600, "scope": grant.ask.scope });
    if fault != Fault::NoIdToken {
        let Here { idp, place, .. } = here;
        let id_token = work(move || id_token::write(&idp, &place, oidc, &grant, &access_token, rotation.signs())).await?;
        answer["id_token"] = id_token.into();
    }
    Ok(Json(answer).into_response())
}

fn error(status: StatusCode, error: &str, description: &str) -> Response {
    (status, Json(json!({ "error": error, "error_description": description }))).into_response()
}

pub(super) async fn user_info(here: Here, headers: HeaderMap) -> Response {
    let Some(oidc) = here.place.accent.oidc.as_ref() else { return StatusCode::NOT_FOUND.into_response() };
    let bearer = headers.get(header::AUTHORIZATION).and_then(|header| header.to_str().ok()).and_then(|header| header.strip_prefix("Bearer "));
    let person = bearer.and_then(|token| here.idp.at(&here.place, |known| known.grants.bearer(token).cloned()));
    match person {
        Some(person) => Json(id_token::claims(&here.place, oidc, &person)).into_response(),
        None => error(StatusCode::UNAUTHORIZED, "invalid_token", "The access token is unknown."),
    }
}
