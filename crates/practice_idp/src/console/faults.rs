//! What it does wrong.

use super::After;
use crate::failure::Failure;
use crate::fault::Fault;
use crate::here::Here;
use crate::page::{self, FaultsPage};
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use contract::Protocol;
use serde::Deserialize;

pub(super) async fn show(here: Here, Query(after): Query<After>) -> Result<Response, Failure> {
    let oidc = here.place.accent.oidc.is_some();
    let of = |protocols: &[Protocol]| Fault::ALL.iter().copied().filter(|fault| fault.protocols() == protocols).collect::<Vec<_>>();
    let mut groups = vec![(here.words.both, of(&[Protocol::Saml, Protocol::Oidc])), (here.words.by_saml, of(&[Protocol::Saml]))];
    if oidc {
        groups.push((here.words.by_oidc, of(&[Protocol::Oidc])));
    }
    let fault = here.idp.at(&here.place, |known| known.fault);
    page::html(&FaultsPage { locale: here.locale, words: here.words, place: &here.place, groups: &groups, fault, saved: after.saved.is_some() })
}

#[derive(Deserialize)]
pub(super) struct Put {
    fault: String,
}

pub(super) async fn put(here: Here, Form(Put { fault }): Form<Put>) -> Response {
    match Fault::from_key(&fault) {
        Some(fault) => {
            here.idp.at(&here.place, |known| known.fault = fault);
            Redirect::to(&format!("{}/faults?saved=", here.place.path())).into_response()
        }
        None => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
    }
}
