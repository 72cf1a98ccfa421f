//! The application: what is copied to the portal, and what is pasted from it.

use super::After;
use crate::failure::Failure;
use crate::here::Here;
use crate::page::{self, ConsolePage};
use crate::saml::{NotAService, Service};
use crate::state::work;
use axum::extract::{Form, Query};
use axum::response::{Redirect, Response};
use serde::Deserialize;

pub(super) async fn show(here: Here, Query(after): Query<After>) -> Result<Response, Failure> {
    let (service, rotation, fault) = here.idp.at(&here.place, |known| (known.service.clone(), known.rotation, known.fault));
    let (idp, place) = (here.idp.clone(), here.place.clone());
    let certificate = work(move || Ok(idp.keys.get(rotation.signs())?.certificate(&place, idp.now())?.to_pem()?)).await?;
    let certificate = String::from_utf8_lossy(&certificate);
    let signed_in = here.signed_in().map(|(person, _)| person);
    page::html(&ConsolePage {
        locale: here.locale,
        words: here.words,
        place: &here.place,
        service: &service,
        certificate: &certificate,
        rotation,
        signed_in: signed_in.as_ref(),
        fault,
        saved: after.saved.is_some(),
        problem: after.problem.map(|problem| if problem == "metadata" { here.words.bad_metadata } else { here.words.bad_address }),
    })
}

/// What the portal gave. Fields that a form doesn't have stay as they are.
#[derive(Deserialize)]
pub(super) struct Put {
    acs: Option<String>,
    audience: Option<String>,
    service_metadata: Option<String>,
    redirect_uri: Option<String>,
}

pub(super) async fn put(here: Here, Form(form): Form<Put>) -> Redirect {
    let before = here.idp.at(&here.place, |known| known.service.clone());
    let path = here.place.path();
    match filled(&here, before, form).await {
        Ok(service) => {
            here.idp.at(&here.place, |known| known.service = service);
            Redirect::to(&format!("{path}/?saved="))
        }
        Err(problem) => Redirect::to(&format!("{path}/?problem={problem}")),
    }
}

async fn filled(here: &Here, before: Service, form: Put) -> Result<Service, &'static str> {
    let given = |field: &Option<String>, before: &str| field.as_deref().map_or_else(|| before.to_owned(), |text| text.trim().to_owned());
    let seen = (before.acs.clone(), before.audience.clone());
    let mut service = Service {
        acs: given(&form.acs, &before.acs),
        audience: given(&form.audience, &before.audience),
        redirect_uri: given(&form.redirect_uri, &before.redirect_uri),
        ..before
    };
    if [&service.acs, &service.redirect_uri].into_iter().any(|address| !address.is_empty() && !here.idp.is_portal(address)) {
        return Err("address");
    }
    let Some(metadata) = form.service_metadata.map(|address| address.trim().to_owned()) else { return Ok(service) };
    let typed = service.acs != seen.0 || service.audience != seen.1;
    if metadata.is_empty() {
        (service.signing, service.encryption, service.metadata) = (Vec::new(), None, String::new());
    } else if metadata != service.metadata || !typed {
        // What was typed beside an address that was read before is meant to differ from it.
        let path = metadata.strip_prefix(&here.idp.portal_origin).ok_or("metadata")?;
        let read = (here.idp.portal)(path.to_owned()).await.ok_or("metadata")?;
        service = service.described(&read).map_err(|NotAService| "metadata")?;
        service.metadata = metadata;
    }
    Ok(service)
}
