//! OpenID Connect, the side of the provider: the code flow, with PKCE (RFC 7636) where it is asked for.

mod ask;
mod client;
mod discovery;
mod grants;
mod id_token;

use crate::accent::Oidc;
use crate::chance::token;
use crate::failure::Failure;
use crate::fault::{Fault, Shows};
use crate::here::Here;
use crate::page;
use crate::person::Person;
use crate::saml::ELSEWHERE;
use crate::sign_in::{Choice, choose};
use crate::state::{Idp, work};
use axum::extract::{Form, Path, Query};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::Protocol;
use openssl::sha::sha256;
use serde::Deserialize;
use serde_json::json;
use std::collections::HashMap;
use std::sync::Arc;
use time::OffsetDateTime;
use url::Url;

use ask::Ask;
use grants::Grant;
pub(crate) use grants::Grants;

pub(crate) fn routes() -> Router<Arc<Idp>> {
    Router::new()
        .route("/{accent}/{name}/authorize", get(by_query).post(by_form))
        .route("/{accent}/{name}/token", post(exchange))
        .route("/{accent}/{name}/userinfo", get(user_info).post(user_info))
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

async fn by_query(here: Here, Query(ask): Query<Ask>) -> Result<Response, Failure> {
    begin(here, ask)
}

async fn by_form(here: Here, Form(ask): Form<Ask>) -> Result<Response, Failure> {
    begin(here, ask)
}

fn begin(here: Here, ask: Ask) -> Result<Response, Failure> {
    let Some(oidc) = here.place.accent.oidc.as_ref() else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    if let Some(problem) = unknown(&here, oidc, &ask) {
        return page::problem(&here, &problem);
    }
    if ask.response_type != "code" {
        return Ok(refuse(&here, &ask, "unsupported_response_type", "only code"));
    }
    let asked_again = ask.prompts("login") || ask.prompts("select_account");
    let fresh = |since: OffsetDateTime| ask.max_age.parse::<i64>().map_or(true, |most| (here.idp.now() - since).whole_seconds() <= most);
    match here.signed_in() {
        Some((person, since)) if !asked_again && fresh(since) => {
            let fault = here.idp.at(&here.place, |known| known.fault);
            send(&here, oidc, ask, person, since, fault)
        }
        _ if ask.prompts("none") => Ok(refuse(&here, &ask, "login_required", "nobody is signed in")),
        _ => choose(&here, Protocol::Oidc, &ask.client_id, "oidc/answer", ask.fields()),
    }
}

/// What isn't known is said here, because where to send it isn't known (RFC 6749, 4.1.2.1).
fn unknown(here: &Here, oidc: &Oidc, ask: &Ask) -> Option<String> {
    let registered = here.idp.at(&here.place, |known| known.service.redirect_uri.clone());
    if ask.client_id != here.place.client_id() {
        return Some(here.words.unknown_client(&ask.client_id));
    }
    if !registered.is_empty() && registered != ask.redirect_uri {
        return Some(oidc.unknown_redirect.to_owned());
    }
    (!here.idp.is_portal(&ask.redirect_uri)).then(|| here.words.only_to(&here.idp.portal_origin, &ask.redirect_uri))
}

/// Somebody was chosen on the sign-in page, or nobody.
pub(crate) async fn answer(here: Here, Form(choice): Form<Choice<Ask>>) -> Result<Response, Failure> {
    let Some(oidc) = here.place.accent.oidc.as_ref() else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    if let Some(problem) = unknown(&here, oidc, &choice.ask) {
        return page::problem(&here, &problem);
    }
    let Some((person, fault)) = choice.of(&here, Protocol::Oidc, Fault::AccessDenied) else {
        return page::problem(&here, here.words.nobody);
    };
    let cookie = choice.keep.as_ref().and_then(|_| here.cookie(Some(&person)));
    let mut response = send(&here, oidc, choice.ask, person, here.idp.now(), fault)?;
    if let Some(cookie) = cookie {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

fn send(here: &Here, oidc: &Oidc, ask: Ask, person: Person, since: OffsetDateTime, fault: Fault) -> Result<Response, Failure> {
    let fault = if fault == Fault::None && !person.assigned { Fault::not_assigned(Protocol::Oidc) } else { fault };
    if fault.shows() == Shows::Here {
        return page::problem(here, oidc.unknown_redirect);
    }
    match fault {
        Fault::AccessDenied => return Ok(refuse(here, &ask, "access_denied", "The person or the provider said no.")),
        Fault::OidcNotAssigned => {
            let words = here.place.accent.not_assigned.unwrap_or("The person is not assigned to the application.");
            return Ok(refuse(here, &ask, "access_denied", words));
        }
        _ => {}
    }
    let person = if fault == Fault::ForeignDomain { person.with_domain(ELSEWHERE) } else { person };
    let code = token(here.idp.random());
    let state = if fault == Fault::WrongState { token(here.idp.random()) } else { ask.state.clone() };
    let mut parameters = vec![("code", code.clone()), ("state", state)];
    let issuer = here.place.fill(oidc.issuer);
    match fault {
        Fault::CallbackIssuer => parameters.push(("iss", format!("{issuer}/another"))),
        _ if oidc.names_itself => parameters.push(("iss", issuer)),
        _ => {}
    }
    let back = back(&ask.redirect_uri, &parameters);
    let grant = Grant { person, since, at: here.idp.now(), fault, ask };
    here.idp.at(&here.place, |known| known.grants.add(code, grant));
    Ok(back)
}

fn refuse(here: &Here, ask: &Ask, error: &str, description: &str) -> Response {
    let mut parameters = vec![("error", error.to_owned()), ("error_description", description.to_owned()), ("state", ask.state.clone())];
    if let Some(oidc) = here.place.accent.oidc.as_ref().filter(|oidc| oidc.names_itself) {
        parameters.push(("iss", here.place.fill(oidc.issuer)));
    }
    back(&ask.redirect_uri, &parameters)
}

fn back(redirect_uri: &str, parameters: &[(&str, String)]) -> Response {
    match Url::parse(redirect_uri) {
        Ok(mut url) => {
            url.query_pairs_mut().extend_pairs(parameters);
            Redirect::to(url.as_str()).into_response()
        }
        Err(_) => StatusCode::BAD_REQUEST.into_response(), // not reached: it begins with the portal's origin
    }
}

/// A request for tokens (OpenID Connect Core 3.1.3.1). Fields are empty where there was nothing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TokenRequest {
    grant_type: String,
    code: String,
    redirect_uri: String,
    code_verifier: String,
    client_id: String,
    client_secret: String,
    client_assertion_type: String,
    client_assertion: String,
}

async fn exchange(here: Here, headers: HeaderMap, Form(form): Form<TokenRequest>) -> Result<Response, Failure> {
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

async fn user_info(here: Here, headers: HeaderMap) -> Response {
    let Some(oidc) = here.place.accent.oidc.as_ref() else { return StatusCode::NOT_FOUND.into_response() };
    let bearer = headers.get(header::AUTHORIZATION).and_then(|header| header.to_str().ok()).and_then(|header| header.strip_prefix("Bearer "));
    let person = bearer.and_then(|token| here.idp.at(&here.place, |known| known.grants.bearer(token).cloned()));
    match person {
        Some(person) => Json(id_token::claims(&here.place, oidc, &person)).into_response(),
        None => error(StatusCode::UNAUTHORIZED, "invalid_token", "The access token is unknown."),
    }
}
