#![expect(clippy::too_many_arguments, reason = "the fields of a form, and an attribute on the function itself is lost in what `server` makes of it")]

use super::read;
use crate::{
    error::ApiError,
    features::connections::{about::after, guess::guess, path},
    form::{Done, Form},
    ssr,
};
use contract::{ConnectionId, DomainId, Flaw};
use leptos::prelude::*;
use portal::{
    Error, Result,
    access::{
        Can,
        permission::{ManageSignIn, SeeSignIn},
    },
    connection::{self, MappingInput, State, Step},
    domain,
};
use words::t;

pub(in super::super) const GUESS: &str = "connections/guess";
pub(in super::super) const CREATE: &str = "connections/create";
pub(in super::super) const DOMAINS: &str = "connections/domains";
pub(in super::super) const ATTRIBUTES: &str = "connections/attributes";

/// Tells whose provider an address belongs to.
///
/// # Errors
/// To scripts: the address is nobody's that we know.
#[server(prefix = "/fn", endpoint = "connections/guess")]
pub async fn guess_provider(#[server(default)] org: String, #[server(default)] address: String) -> Result<(), ApiError> {
    let form = Form::new(GUESS, path::new(&org)).keep("address", &address);
    form.answer(async {
        ssr::org::<ManageSignIn>(&org).await?;
        let provider = guess(&address).ok_or_else(|| Error::field("address", Flaw::Unknown))?;
        Ok(Done::back().telling("found", provider.key()))
    })
    .await
}

/// Begins a connection, and leads to its first step.
///
/// # Errors
/// To scripts, as [`connection::create`].
#[server(prefix = "/fn", endpoint = "connections/create")]
pub async fn create_connection(
    #[server(default)] org: String,
    #[server(default)] name: String,
    #[server(default)] provider: String,
    #[server(default)] protocol: String,
) -> Result<(), ApiError> {
    let page = form_urlencoded::Serializer::new(format!("{}?", path::new(&org))).append_pair("provider", &provider).finish();
    let form = Form::new(CREATE, page).keep("name", &name).keep("protocol", &protocol);
    form.answer(async {
        let id = connection::create(&ssr::org::<ManageSignIn>(&org).await?, &name, &provider, &protocol).await?;
        Ok(Done::to(path::step(&org, id, Step::Domains)))
    })
    .await
}

/// Goes on from a step that has nothing to save.
///
/// # Errors
/// To scripts, as [`connection::reach`].
#[server(prefix = "/fn", endpoint = "connections/go-on")]
pub async fn go_on(#[server(default)] org: String, #[server(default)] connection: String, #[server(default)] step: String) -> Result<(), ApiError> {
    let form = Form::new(super::ACT, path::one(&org, &connection));
    form.answer(async {
        let (can, id) = (ssr::org::<ManageSignIn>(&org).await?, read(&connection)?);
        onward(&can, id, Step::from_key(&step).ok_or(Error::NotFound)?).await
    })
    .await
}

/// Says whose people come by it: by the domains there are, and by new ones, which are added on the way.
///
/// # Errors
/// To scripts, as [`domain::add`] and [`connection::set_domains`].
#[server(prefix = "/fn", endpoint = "connections/domains")]
pub async fn set_connection_domains(
    #[server(default)] org: String,
    #[server(default)] connection: String,
    #[server(default)] domains: Vec<String>,
    #[server(default)] names: String,
    #[server(default)] guided: bool,
) -> Result<(), ApiError> {
    let form = Form::new(DOMAINS, path::step(&org, &connection, Step::Domains)).keep("names", &names).keep_all("domains", &domains);
    form.answer(async {
        let (can, id) = (ssr::org::<ManageSignIn>(&org).await?, read(&connection)?);
        let added = if names.trim().is_empty() { Vec::new() } else { added(&can, &names).await? };
        let all: Vec<String> = domains.iter().cloned().chain(added.iter().map(ToString::to_string)).collect();
        connection::set_domains(&can, id, &all).await?;
        if !added.is_empty() {
            return Ok(Done::back().saying(t!(connections.domains.added)));
        }
        saved(&can, id, Step::Domains, guided, t!(connections.wizard.saved)).await
    })
    .await
}

/// Adds them, each said under the one field that they were typed in.
async fn added(can: &Can<ManageSignIn>, names: &str) -> Result<Vec<DomainId>> {
    domain::add(can, names).await.map_err(|error| match error {
        Error::Invalid(fields) => match fields.into_iter().next() {
            Some(problem) => Error::field("names", problem.flaw),
            None => Error::field("names", Flaw::Malformed),
        },
        other => other,
    })
}

/// Says which attribute is what, which group gives which role, and what becomes of newcomers.
///
/// # Errors
/// To scripts, as [`connection::set_mapping`] and [`connection::set_arrival`].
#[server(prefix = "/fn", endpoint = "connections/attributes")]
pub async fn set_connection_attributes(
    #[server(default)] org: String,
    #[server(default)] connection: String,
    #[server(default)] email: String,
    #[server(default)] name: String,
    #[server(default)] first_name: String,
    #[server(default)] last_name: String,
    #[server(default)] groups: String,
    #[server(default)] group: Vec<String>,
    #[server(default)] role: Vec<String>,
    #[server(default)] arrival: String,
    #[server(default)] default_role: String,
    #[server(default)] guided: bool,
    #[server(default)] go_on: bool,
) -> Result<(), ApiError> {
    let form = Form::new(ATTRIBUTES, path::step(&org, &connection, Step::Attributes))
        .keep("email", &email)
        .keep("name", &name)
        .keep("first_name", &first_name)
        .keep("last_name", &last_name)
        .keep("groups", &groups)
        .keep_all("group", &group)
        .keep_all("role", &role)
        .keep("arrival", &arrival)
        .keep("default_role", &default_role);
    form.answer(async {
        let (can, id) = (ssr::org::<ManageSignIn>(&org).await?, read(&connection)?);
        let roles = group.into_iter().zip(role).filter(|(group, role)| !(group.trim().is_empty() && role.is_empty())).collect();
        connection::set_mapping(&can, id, MappingInput { email, name, first_name, last_name, groups, roles }).await?;
        connection::set_arrival(&can, id, &arrival, &default_role).await?;
        saved(&can, id, Step::Attributes, guided && go_on, saved_words(&can, id).await?).await
    })
    .await
}

/// On to the next step in the wizard; else back, saying so.
pub(super) async fn saved(can: &Can<ManageSignIn>, id: ConnectionId, step: Step, goes_on: bool, words: &'static str) -> Result<Done> {
    if goes_on { onward(can, id, step).await } else { Ok(Done::back().saying(words)) }
}

/// What saving came to: outside a draft it is a change that waits.
pub(super) async fn saved_words(can: &Can<ManageSignIn>, id: ConnectionId) -> Result<&'static str> {
    let is_draft = connection::find(&can.can::<SeeSignIn>()?, id).await?.state == State::Draft;
    Ok(if is_draft { t!(connections.wizard.saved) } else { t!(connections.wizard.saved_candidate) })
}

async fn onward(can: &Can<ManageSignIn>, id: ConnectionId, step: Step) -> Result<Done> {
    let next = after(step).unwrap_or(step);
    connection::reach(can, id, next).await?;
    Ok(Done::to(path::step(can.org().slug.as_str(), id, next)))
}
