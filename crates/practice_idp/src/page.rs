//! The pages as types, and what every answer carries.

use crate::accent::Accent;
use crate::failure::Failure;
use crate::fault::Fault;
use crate::here::Here;
use crate::person::Person;
use crate::place::Place;
use crate::rotation::Rotation;
use crate::saml::Service;
use crate::words::Words;
use askama::Template;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use contract::Locale;

#[derive(Template)]
#[template(path = "index.html")]
pub(crate) struct IndexPage {
    pub(crate) locale: Locale,
    pub(crate) words: &'static Words,
    pub(crate) accents: &'static [&'static Accent],
}

#[derive(Template)]
#[template(path = "console.html")]
pub(crate) struct ConsolePage<'a> {
    pub(crate) locale: Locale,
    pub(crate) words: &'static Words,
    pub(crate) place: &'a Place,
    pub(crate) service: &'a Service,
    pub(crate) certificate: &'a str,
    pub(crate) rotation: Rotation,
    pub(crate) signed_in: Option<&'a Person>,
    pub(crate) fault: Fault,
    pub(crate) saved: bool,
    /// What was wrong with what was typed.
    pub(crate) problem: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "people.html")]
pub(crate) struct PeoplePage<'a> {
    pub(crate) locale: Locale,
    pub(crate) words: &'static Words,
    pub(crate) place: &'a Place,
    pub(crate) domain: &'a str,
    pub(crate) people: &'a [Person],
    pub(crate) fault: Fault,
    pub(crate) saved: bool,
}

#[derive(Template)]
#[template(path = "faults.html")]
pub(crate) struct FaultsPage<'a> {
    pub(crate) locale: Locale,
    pub(crate) words: &'static Words,
    pub(crate) place: &'a Place,
    pub(crate) groups: &'a [(&'static str, Vec<Fault>)],
    pub(crate) fault: Fault,
    pub(crate) saved: bool,
}

#[derive(Template)]
#[template(path = "sign_in.html")]
pub(crate) struct SignInPage<'a> {
    pub(crate) locale: Locale,
    pub(crate) words: &'static Words,
    pub(crate) place: &'a Place,
    pub(crate) service: &'a str,
    pub(crate) action: &'a str,
    pub(crate) fields: &'a [(&'a str, String)],
    pub(crate) people: &'a [Person],
    pub(crate) faults: &'a [Fault],
    pub(crate) standing: Fault,
    pub(crate) signed_in: Option<&'a Person>,
}

/// The form that carries an answer to the service.
#[derive(Template)]
#[template(path = "answer.html")]
pub(crate) struct AnswerPage<'a> {
    pub(crate) locale: Locale,
    pub(crate) words: &'static Words,
    pub(crate) place: &'a Place,
    pub(crate) acs: &'a str,
    pub(crate) response: &'a str,
    pub(crate) relay_state: &'a str,
}

#[derive(Template)]
#[template(path = "problem.html")]
pub(crate) struct ProblemPage<'a> {
    pub(crate) locale: Locale,
    pub(crate) words: &'static Words,
    pub(crate) place: &'a Place,
    pub(crate) problem: &'a str,
}

pub(crate) fn html(page: &impl Template) -> Result<Response, Failure> {
    Ok(Html(page.render()?).into_response())
}

/// A page of the provider's own, where a sign-in ends.
pub(crate) fn problem(here: &Here, problem: &str) -> Result<Response, Failure> {
    let page = ProblemPage { locale: here.locale, words: here.words, place: &here.place, problem };
    Ok((StatusCode::BAD_REQUEST, html(&page)?).into_response())
}

pub(crate) async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("../assets/practice.css")).into_response()
}

pub(crate) async fn script() -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("../assets/practice.js")).into_response()
}

/// Styles and scripts from files alone; forms lead here and to the portal. There is no policy for referrers: the portal has to live with what a
/// browser says of where an answer comes from.
pub(crate) fn policy(portal_origin: &str) -> Option<HeaderValue> {
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self' {portal_origin}; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).ok()
}

pub(crate) async fn guard(policy: Option<HeaderValue>, request: Request, next: Next) -> Response {
    const ALWAYS: [(HeaderName, &str); 2] = [(header::X_CONTENT_TYPE_OPTIONS, "nosniff"), (header::CACHE_CONTROL, "no-store")];
    let mut response = next.run(request).await;
    for (name, value) in ALWAYS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if let Some(policy) = policy {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}
