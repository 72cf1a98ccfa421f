//! The console: what to copy, what to put in, who there is, what goes wrong.

use crate::accent;
use crate::failure::Failure;
use crate::fault::Fault;
use crate::here::{Here, locale};
use crate::keys::Rotation;
use crate::page::{self, ConsolePage, FaultsPage, IndexPage, PeoplePage};
use crate::person::Person;
use crate::saml::{NotAService, Service, certificates};
use crate::state::{Idp, work};
use crate::words::Words;
use axum::Router;
use axum::extract::{Form, Query};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use contract::Protocol;
use serde::Deserialize;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<Idp>> {
    Router::new()
        .route("/", get(index))
        .route("/open", get(open))
        .route("/practice.css", get(page::style))
        .route("/practice.js", get(page::script))
        .route("/{accent}/{name}", get(with_slash))
        .route("/{accent}/{name}/", get(console))
        .route("/{accent}/{name}/service", post(put_service))
        .route("/{accent}/{name}/key", post(turn_key))
        .route("/{accent}/{name}/people", get(people).post(put_person))
        .route("/{accent}/{name}/people/domain", post(put_domain))
        .route("/{accent}/{name}/people/remove", post(remove_person))
        .route("/{accent}/{name}/faults", get(faults))
        .route("/{accent}/{name}/fault", post(put_fault))
}

async fn index(headers: HeaderMap) -> Result<Response, Failure> {
    let locale = locale(&headers);
    page::html(&IndexPage { locale, words: Words::of(locale), accents: &accent::ALL })
}

#[derive(Deserialize)]
struct Open {
    accent: String,
    name: String,
}

async fn open(Query(Open { accent, name }): Query<Open>) -> Redirect {
    let plain = |text: &str| text.to_ascii_lowercase().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>();
    Redirect::to(&format!("/{}/{}/", plain(&accent), plain(&name)))
}

async fn with_slash(here: Here) -> Redirect {
    Redirect::to(&format!("{}/", here.place.path()))
}

/// What a page says of the form that led to it.
#[derive(Deserialize)]
struct After {
    saved: Option<String>,
    problem: Option<String>,
}

async fn console(here: Here, Query(after): Query<After>) -> Result<Response, Failure> {
    let (service, rotation, fault) = here.idp.at(&here.place, |known| (known.service.clone(), known.rotation, known.fault));
    let (idp, place) = (here.idp.clone(), here.place.clone());
    let certificate = work(move || Ok(certificates(&idp, &place, rotation)?.swap_remove(0))).await?;
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
struct PutService {
    acs: Option<String>,
    audience: Option<String>,
    service_metadata: Option<String>,
    redirect_uri: Option<String>,
}

async fn put_service(here: Here, Form(form): Form<PutService>) -> Redirect {
    let before = here.idp.at(&here.place, |known| known.service.clone());
    let path = here.place.path();
    match put(&here, before, form).await {
        Ok(service) => {
            here.idp.at(&here.place, |known| known.service = service);
            Redirect::to(&format!("{path}/?saved="))
        }
        Err(problem) => Redirect::to(&format!("{path}/?problem={problem}")),
    }
}

async fn put(here: &Here, before: Service, form: PutService) -> Result<Service, &'static str> {
    let given = |field: &Option<String>, before: &str| field.as_deref().map_or_else(|| before.to_owned(), |text| text.trim().to_owned());
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
    if metadata.is_empty() {
        (service.signing, service.encryption, service.metadata) = (Vec::new(), None, String::new());
    } else {
        let path = metadata.strip_prefix(&here.idp.portal_origin).ok_or("metadata")?;
        let read = (here.idp.portal)(path.to_owned()).await.ok_or("metadata")?;
        service = service.described(&read).map_err(|NotAService| "metadata")?;
        service.metadata = metadata;
    }
    Ok(service)
}

#[derive(Deserialize)]
struct TurnKey {
    turn: String,
}

async fn turn_key(here: Here, Form(TurnKey { turn }): Form<TurnKey>) -> Redirect {
    let turned: fn(Rotation) -> Rotation = match turn.as_str() {
        "announce" => Rotation::announce,
        "switch" => Rotation::switch,
        "retire" => Rotation::retire,
        _ => |rotation| rotation,
    };
    here.idp.at(&here.place, |known| known.rotation = turned(known.rotation));
    Redirect::to(&format!("{}/?saved=#key", here.place.path()))
}

async fn people(here: Here, Query(after): Query<After>) -> Result<Response, Failure> {
    let (people, domain, fault) = here.idp.at(&here.place, |known| (known.people.clone(), known.domain.clone(), known.fault));
    page::html(&PeoplePage {
        locale: here.locale,
        words: here.words,
        place: &here.place,
        domain: &domain,
        people: &people,
        fault,
        saved: after.saved.is_some(),
    })
}

/// Somebody new, or somebody who is there under this id.
#[derive(Deserialize)]
struct PutPerson {
    #[serde(default)]
    id: String,
    given_name: String,
    family_name: String,
    address: String,
    #[serde(default)]
    groups: String,
    mailbox: Option<String>,
    assigned: Option<String>,
    /// As it was, to be found by when the id itself changes.
    #[serde(default)]
    was: String,
}

async fn put_person(here: Here, Form(form): Form<PutPerson>) -> Redirect {
    let plain = |text: &str| text.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned();
    let id = plain(&form.id);
    let person = Person {
        id: if id.is_empty() { crate::chance::uuid(here.idp.random()) } else { id },
        given_name: plain(&form.given_name),
        family_name: plain(&form.family_name),
        address: plain(&form.address),
        mailbox: form.mailbox.is_some(),
        assigned: form.assigned.is_some(),
        groups: form.groups.split(',').map(plain).filter(|group| !group.is_empty()).collect(),
    };
    here.idp.at(&here.place, |known| match known.people.iter_mut().find(|other| other.id == form.was) {
        Some(other) => *other = person,
        None => known.people.push(person),
    });
    Redirect::to(&format!("{}/people?saved=", here.place.path()))
}

#[derive(Deserialize)]
struct RemovePerson {
    was: String,
}

async fn remove_person(here: Here, Form(RemovePerson { was }): Form<RemovePerson>) -> Redirect {
    here.idp.at(&here.place, |known| known.people.retain(|person| person.id != was));
    Redirect::to(&format!("{}/people?saved=", here.place.path()))
}

#[derive(Deserialize)]
struct PutDomain {
    domain: String,
}

async fn put_domain(here: Here, Form(PutDomain { domain }): Form<PutDomain>) -> Redirect {
    let domain: String = domain.trim().trim_start_matches('@').chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    here.idp.at(&here.place, |known| {
        let old = format!("@{}", known.domain);
        for person in known.people.iter_mut().filter(|person| person.address.ends_with(&old)) {
            *person = person.with_domain(&domain);
        }
        known.domain = domain;
    });
    Redirect::to(&format!("{}/people?saved=", here.place.path()))
}

async fn faults(here: Here, Query(after): Query<After>) -> Result<Response, Failure> {
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
struct PutFault {
    fault: String,
}

async fn put_fault(here: Here, Form(PutFault { fault }): Form<PutFault>) -> Response {
    match Fault::from_key(&fault) {
        Some(fault) => {
            here.idp.at(&here.place, |known| known.fault = fault);
            Redirect::to(&format!("{}/faults?saved=", here.place.path())).into_response()
        }
        None => axum::http::StatusCode::UNPROCESSABLE_ENTITY.into_response(),
    }
}
