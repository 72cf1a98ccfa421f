//! Somebody is sent here, chosen, and sent back with a code (OpenID Connect Core 3.1.2).

use super::Ask;
use super::grants::Grant;
use crate::accent::Oidc;
use crate::chance::token;
use crate::failure::Failure;
use crate::fault::{Fault, Shows};
use crate::here::Here;
use crate::page;
use crate::person::Person;
use crate::saml::ELSEWHERE;
use crate::sign_in::{Choice, choose};
use axum::extract::{Form, Query};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use contract::Protocol;
use time::OffsetDateTime;
use url::Url;

pub(super) async fn by_query(here: Here, Query(ask): Query<Ask>) -> Result<Response, Failure> {
    begin(here, ask)
}

pub(super) async fn by_form(here: Here, Form(ask): Form<Ask>) -> Result<Response, Failure> {
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
            let fault = here.idp.at(&here.place, |known| known.fault.in_one(Protocol::Oidc));
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
