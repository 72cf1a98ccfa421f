//! SAML 2.0, the side of the provider: a request comes in by redirect or by form, somebody is chosen, an answer goes out by form.

mod ask;
mod encrypt;
mod metadata;
mod plan;
mod service;
mod write;
mod xml;

use crate::failure::Failure;
use crate::fault::{Fault, Shows};
use crate::here::Here;
use crate::page::{self, AnswerPage};
use crate::person::Person;
use crate::place::Place;
use crate::sign_in::{Choice, choose};
use crate::state::{Idp, work};
use axum::Router;
use axum::extract::{Form, Query, RawQuery};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use contract::Protocol;
use serde::Deserialize;
use std::sync::Arc;
use time::{OffsetDateTime, UtcOffset};

pub(crate) use ask::{Ask, Unreadable};
pub(crate) use encrypt::Cipher;
pub(crate) use plan::ELSEWHERE;
use plan::{Plan, Signing};
pub(crate) use service::Service;

use crate::accent::Mismatch;

pub(crate) fn routes() -> Router<Arc<Idp>> {
    Router::new()
        .route("/{accent}/{name}/saml/metadata", get(publish))
        .route("/{accent}/{name}/saml/sso", get(by_redirect).post(by_form))
        .route("/{accent}/{name}/saml/start", get(start))
}

#[derive(Deserialize)]
struct Publish {
    /// There when somebody saves it as a file.
    file: Option<String>,
}

async fn publish(here: Here, Query(how): Query<Publish>) -> Result<Response, Failure> {
    let Here { idp, place, .. } = here;
    let fault = idp.at(&place, |known| known.fault);
    match fault {
        Fault::MetadataMissing => return Ok(StatusCode::NOT_FOUND.into_response()),
        Fault::MetadataMoved => return Ok(Redirect::to(&format!("{}/elsewhere", place.metadata_address())).into_response()),
        Fault::MetadataPage => return Ok(axum::response::Html("<!doctype html><title>Sign in</title><p>Please sign in.</p>").into_response()),
        _ => {}
    }
    let name = format!("{}-{}-metadata.xml", place.accent.key, place.name);
    let document = document(&idp, &place, fault).await?;
    let disposition = if how.file.is_some() { format!("attachment; filename=\"{name}\"") } else { "inline".to_owned() };
    Ok(([(header::CONTENT_TYPE, "application/samlmetadata+xml"), (header::CONTENT_DISPOSITION, &disposition)], document).into_response())
}

async fn by_redirect(here: Here, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = query.unwrap_or_default();
    begin(here, redirected(&query), |certificates| ask::query_is_signed(&query, certificates)).await
}

#[derive(Deserialize)]
struct Posted {
    #[serde(rename = "SAMLRequest", default)]
    request: String,
    #[serde(rename = "RelayState", default)]
    relay_state: String,
}

async fn by_form(here: Here, Form(posted): Form<Posted>) -> Result<Response, Failure> {
    let text = ask::decode(&posted.request);
    let ask = text.as_deref().map_err(|unreadable| *unreadable).and_then(|text| Ask::from_xml(text, &posted.relay_state));
    begin(here, ask, |certificates| text.is_ok_and(|text| ask::xml_is_signed(&text, certificates))).await
}

/// Somebody begins at the provider, asked for by nobody.
async fn start(here: Here) -> Result<Response, Failure> {
    let ask = Ask::default();
    let audience = here.idp.at(&here.place, |known| known.service.audience.clone());
    choose(&here, Protocol::Saml, &audience, "saml/answer", ask.fields())
}

async fn begin(here: Here, ask: Result<Ask, Unreadable>, is_signed: impl FnOnce(&[Vec<u8>]) -> bool) -> Result<Response, Failure> {
    let Ok(ask) = ask else { return page::problem(&here, here.words.no_request) };
    let (service, fault) = here.idp.at(&here.place, |known| (known.service.clone(), known.fault.in_one(Protocol::Saml)));
    if !service.signing.is_empty() && !is_signed(&service.signing) {
        return page::problem(&here, here.words.request_not_signed);
    }
    if let Err(words) = agrees(&here, &service, &ask) {
        return page::problem(&here, &words);
    }
    match here.signed_in() {
        Some((person, since)) if !ask.force => send(here, ask, person, since, fault).await,
        // Nobody is signed in, so who it is makes no difference.
        _ if ask.passive => match here.idp.at(&here.place, |known| known.people.first().cloned()) {
            Some(person) => {
                let now = here.idp.now();
                send(here, ask, person, now, Fault::NoPassive).await
            }
            None => page::problem(&here, here.words.nobody),
        },
        _ => {
            let fields = ask.fields();
            choose(&here, Protocol::Saml, &ask.service, "saml/answer", fields)
        }
    }
}

/// Whether the request is by the service in the console, where the accent looks.
fn agrees(here: &Here, service: &Service, ask: &Ask) -> Result<(), String> {
    let Mismatch::Stops { service: unknown_service, address } = here.place.accent.saml.mismatch else { return Ok(()) };
    let differs = |console: &str, request: &str| !console.is_empty() && !request.is_empty() && console != request;
    if differs(&service.audience, &ask.service) {
        return Err(unknown_service.replace("{got}", &ask.service));
    }
    if differs(&service.acs, &ask.acs) {
        return Err(address.replace("{got}", &ask.acs));
    }
    Ok(())
}

/// Somebody was chosen on the sign-in page, or nobody.
pub(crate) async fn answer(here: Here, Form(choice): Form<Choice<Ask>>) -> Result<Response, Failure> {
    let now = here.idp.now();
    match choice.of(&here, Protocol::Saml, Fault::AuthnFailed) {
        Some((person, fault)) => {
            let cookie = choice.keep.as_ref().and_then(|_| here.cookie(Some(&person)));
            let mut response = send(here, choice.ask, person, now, fault).await?;
            if let Some(cookie) = cookie {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
        None => page::problem(&here, here.words.nobody),
    }
}

async fn send(here: Here, ask: Ask, person: Person, since: OffsetDateTime, fault: Fault) -> Result<Response, Failure> {
    let fault = if fault == Fault::None && !person.assigned { Fault::not_assigned(Protocol::Saml) } else { fault };
    if fault.shows() == Shows::Here {
        return page::problem(&here, here.place.accent.not_assigned.unwrap_or(here.words.not_assigned));
    }
    let (service, last) = here.idp.at(&here.place, |known| (known.service.clone(), known.last_answer.clone()));
    let acs = if service.acs.is_empty() { ask.acs.clone() } else { service.acs.clone() };
    if !here.idp.is_portal(&acs) {
        return page::problem(&here, &here.words.only_to(&here.idp.portal_origin, &acs));
    }
    let fault = if fault == Fault::Replay && last.is_none() { Fault::WrongInResponseTo } else { fault };
    let relay_state = ask.relay_state.clone();
    let fresh = response(&here.idp, &here.place, ask, person, since, fault).await?;
    let response = match (fault, last) {
        (Fault::Garbage, _) => "?".to_owned(),
        (Fault::Replay, Some(last)) => last,
        _ => {
            here.idp.at(&here.place, |known| known.last_answer = Some(fresh.clone()));
            fresh
        }
    };
    page::html(&AnswerPage { locale: here.locale, words: here.words, place: &here.place, acs: &acs, response: &response, relay_state: &relay_state })
}

/// `SAMLResponse`.
pub(crate) async fn response(
    idp: &Arc<Idp>,
    place: &Place,
    ask: Ask,
    person: Person,
    since: OffsetDateTime,
    fault: Fault,
) -> Result<String, Failure> {
    let (service, rotation) = idp.at(place, |known| (known.service.clone(), known.rotation));
    let person = if fault == Fault::ForeignDomain { person.with_domain(ELSEWHERE) } else { person };
    let (idp, place) = (idp.clone(), place.clone());
    work(move || {
        let (now, key, random) = (idp.now(), rotation.signs(), idp.random());
        let signing = Signing { place: &place, ask: &ask, service: &service, person: &person, since, now, key, random };
        let xml = write::response(&idp, &place, &Plan::good(&signing).broken(fault, &signing))?;
        Ok(STANDARD.encode(xml))
    })
    .await
}

/// The request that a browser was sent here with.
pub(crate) fn redirected(query: &str) -> Result<Ask, Unreadable> {
    let parameter = |name: &str| form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let text = ask::inflate(&parameter("SAMLRequest").unwrap_or_default())?;
    Ask::from_xml(&text, &parameter("RelayState").unwrap_or_default())
}

/// Metadata as it is with that fault.
pub(crate) async fn document(idp: &Arc<Idp>, place: &Place, fault: Fault) -> Result<String, Failure> {
    let (idp, place) = (idp.clone(), place.clone());
    let rotation = idp.at(&place, |known| known.rotation);
    work(move || Ok(metadata::document(&place, &metadata::certificates(&idp, &place, rotation)?, fault))).await
}

/// `xs:dateTime` in UTC, with so many decimals of a second.
fn instant(at: OffsetDateTime, decimals: usize) -> String {
    let at = at.checked_to_offset(UtcOffset::UTC).unwrap_or(at);
    let (year, month, day) = (at.year(), u8::from(at.month()), at.day());
    let fraction = match decimals {
        0 => String::new(),
        decimals => format!(".{:.decimals$}", format!("{:09}", at.nanosecond())),
    };
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}{fraction}Z", at.hour(), at.minute(), at.second())
}
