//! The application: what is copied to the portal, and what is pasted from it.

use super::After;
use crate::failure::Failure;
use crate::here::Here;
use crate::page::{self, ConsolePage};
use crate::saml::Service;
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
    let (service, problem) = filled(&here, before, form).await;
    here.idp.at(&here.place, |known| known.service = service);
    let after = problem.map_or_else(|| "saved=".to_owned(), |problem| format!("problem={problem}"));
    Redirect::to(&format!("{}/?{after}", here.place.path()))
}

/// What was typed is kept, wrong or not: an address that isn't the portal's is refused again when somebody would be sent there.
async fn filled(here: &Here, before: Service, form: Put) -> (Service, Option<&'static str>) {
    let given = |field: &Option<String>, before: &str| field.as_deref().map_or_else(|| before.to_owned(), |text| text.trim().to_owned());
    let service = Service {
        acs: given(&form.acs, &before.acs),
        audience: given(&form.audience, &before.audience),
        redirect_uri: given(&form.redirect_uri, &before.redirect_uri),
        metadata: given(&form.service_metadata, &before.metadata),
        ..before.clone()
    };
    let unkeyed = |service: Service| Service { signing: Vec::new(), encryption: None, ..service };
    // What is typed beside an address that was read before is meant to differ from it.
    let typed = service.metadata == before.metadata && (&service.acs, &service.audience) != (&before.acs, &before.audience);
    match service.metadata.as_str() {
        "" => checked(here, unkeyed(service)),
        _ if typed || form.service_metadata.is_none() => checked(here, service),
        _ => match read(here, service.clone()).await {
            Some(described) => checked(here, described),
            None => (unkeyed(service), Some("metadata")),
        },
    }
}

async fn read(here: &Here, service: Service) -> Option<Service> {
    let path = service.metadata.strip_prefix(&here.idp.portal_origin)?.to_owned();
    let metadata = (here.idp.portal)(path).await?;
    service.described(&metadata).ok()
}

fn checked(here: &Here, service: Service) -> (Service, Option<&'static str>) {
    let leads_elsewhere = |address: &&String| !address.is_empty() && !here.idp.is_portal(address);
    let problem = [&service.acs, &service.redirect_uri].iter().any(leads_elsewhere).then_some("address");
    (service, problem)
}
