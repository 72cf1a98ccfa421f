//! The page on which somebody is chosen. It asks for no password: whoever sees it may be anybody.

use crate::failure::Failure;
use crate::fault::Fault;
use crate::here::Here;
use crate::page::{self, SignInPage};
use crate::person::Person;
use crate::state::Idp;
use crate::{oidc, saml};
use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use contract::Protocol;
use serde::Deserialize;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<Idp>> {
    Router::new()
        .route("/{accent}/{name}/saml/answer", post(saml::answer))
        .route("/{accent}/{name}/oidc/answer", post(oidc::answer))
        .route("/{accent}/{name}/sign-out", post(sign_out))
}

/// What was chosen, and what was asked.
#[derive(Deserialize)]
pub(crate) struct Choice<A> {
    /// A person's id; none is "cancel".
    #[serde(default)]
    person: String,
    #[serde(default)]
    fault: String,
    pub(crate) keep: Option<String>,
    #[serde(flatten)]
    pub(crate) ask: A,
}

impl<A> Choice<A> {
    /// Who, and with what fault: the one that was chosen here, or else the place's own. `cancelled` is what it is when somebody goes away.
    pub(crate) fn of(&self, here: &Here, protocol: Protocol, cancelled: Fault) -> Option<(Person, Fault)> {
        here.idp.at(&here.place, |known| {
            let fault = Fault::from_key(&self.fault).filter(|fault| fault.for_one(protocol)).unwrap_or(known.fault.in_one(protocol));
            match self.person.as_str() {
                "" => known.people.first().cloned().map(|person| (person, cancelled)),
                id => known.people.iter().find(|person| person.id == id).cloned().map(|person| (person, fault)),
            }
        })
    }
}

/// The page. `fields` carry the request along, `action` is relative to the place.
pub(crate) fn choose(here: &Here, protocol: Protocol, service: &str, action: &str, fields: Vec<(&str, String)>) -> Result<Response, Failure> {
    let (people, standing) = here.idp.at(&here.place, |known| (known.people.clone(), known.fault.in_one(protocol)));
    let faults: Vec<Fault> = Fault::ALL.iter().copied().filter(|fault| fault.for_one(protocol)).collect();
    let signed_in = here.signed_in().map(|(person, _)| person);
    let action = format!("{}/{action}", here.place.path());
    page::html(&SignInPage {
        locale: here.locale,
        words: here.words,
        place: &here.place,
        service,
        action: &action,
        fields: &fields,
        people: &people,
        faults: &faults,
        standing,
        signed_in: signed_in.as_ref(),
    })
}

async fn sign_out(here: Here) -> Response {
    let mut response = Redirect::to(&format!("{}/", here.place.path())).into_response();
    if let Some(cookie) = here.cookie(None) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}
