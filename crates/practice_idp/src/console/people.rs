//! Who can sign in.

use super::After;
use crate::failure::Failure;
use crate::here::Here;
use crate::page::{self, PeoplePage};
use crate::person::Person;
use axum::extract::{Form, Query};
use axum::response::{Redirect, Response};
use serde::Deserialize;

pub(super) async fn show(here: Here, Query(after): Query<After>) -> Result<Response, Failure> {
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
pub(super) struct Put {
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

pub(super) async fn put(here: Here, Form(form): Form<Put>) -> Redirect {
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
pub(super) struct Remove {
    was: String,
}

pub(super) async fn remove(here: Here, Form(Remove { was }): Form<Remove>) -> Redirect {
    here.idp.at(&here.place, |known| known.people.retain(|person| person.id != was));
    Redirect::to(&format!("{}/people?saved=", here.place.path()))
}

#[derive(Deserialize)]
pub(super) struct PutDomain {
    domain: String,
}

pub(super) async fn put_domain(here: Here, Form(PutDomain { domain }): Form<PutDomain>) -> Redirect {
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
