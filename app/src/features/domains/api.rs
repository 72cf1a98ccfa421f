use super::path;
use crate::{
    error::ApiError,
    form::{Done, Form},
    ssr,
};
use contract::DomainId;
use leptos::prelude::*;
use portal::{
    Error,
    access::permission::{ManageSignIn, SeeSignIn},
    domain::{self, Checked, State},
};
use words::t;

pub(super) const ADD: &str = "domains/add";
pub(super) const ACT: &str = "domains/act";
pub(super) const POLICY: &str = "domains/policy";

/// Adds domains; one leads to its own page.
///
/// # Errors
/// To scripts, as [`domain::add`].
#[server(prefix = "/fn", endpoint = "domains/add")]
pub async fn add_domains(#[server(default)] org: String, #[server(default)] names: String) -> Result<(), ApiError> {
    let form = Form::new(ADD, path::add(&org)).keep("names", &names);
    form.answer(async {
        let added = domain::add(&ssr::org::<ManageSignIn>(&org).await?, &names).await?;
        let page = match added[..] {
            [one] => path::one(&org, one),
            _ => path::list(&org),
        };
        Ok(Done::to(page).saying(t!(domains.add.added, count = added.len())))
    })
    .await
}

/// Looks for the proof now.
///
/// # Errors
/// To scripts, as [`domain::check_now`].
#[server(prefix = "/fn", endpoint = "domains/check")]
pub async fn check_domain(#[server(default)] org: String, #[server(default)] domain: String) -> Result<(), ApiError> {
    let form = Form::new(ACT, path::one(&org, &domain));
    form.answer(async {
        let (can, id) = (ssr::org::<ManageSignIn>(&org).await?, read(&domain)?);
        let before = domain::find(&can.can::<SeeSignIn>()?, id).await?.state();
        Ok(Done::back().saying(match domain::check_now(&can, id).await? {
            Checked::Proven if before == State::Proven => t!(domains.one.still_proven),
            Checked::Proven => t!(domains.one.proven),
            Checked::NotYet => t!(domains.one.not_yet),
            Checked::Refused => t!(domains.one.refused),
        }))
    })
    .await
}

/// Says what people with an address at the domain may do.
///
/// # Errors
/// To scripts, as [`domain::set_policy`].
#[server(prefix = "/fn", endpoint = "domains/policy")]
pub async fn set_domain_policy(
    #[server(default)] org: String,
    #[server(default)] domain: String,
    #[server(default)] policy: String,
    #[server(default)] role: String,
) -> Result<(), ApiError> {
    let form = Form::new(POLICY, path::one(&org, &domain)).keep("policy", &policy).keep("role", &role);
    form.answer(async {
        domain::set_policy(&ssr::org::<ManageSignIn>(&org).await?, read(&domain)?, &policy, &role).await?;
        Ok(Done::back().saying(t!(domains.policy.saved)))
    })
    .await
}

/// Publishes a proof in the zone that a development portal answers for itself, or takes it away.
///
/// # Errors
/// To scripts, as [`domain::play`].
#[server(prefix = "/fn", endpoint = "domains/play")]
pub async fn play_domain(
    #[server(default)] org: String,
    #[server(default)] domain: String,
    #[server(default)] published: bool,
) -> Result<(), ApiError> {
    let form = Form::new(ACT, path::one(&org, &domain));
    form.answer(async {
        domain::play(&ssr::org::<ManageSignIn>(&org).await?, read(&domain)?, published).await?;
        Ok(Done::back().saying(if published { t!(domains.play.published) } else { t!(domains.play.withdrawn) }))
    })
    .await
}

/// Takes a domain away.
///
/// # Errors
/// To scripts, as [`domain::remove`].
#[server(prefix = "/fn", endpoint = "domains/remove")]
pub async fn remove_domain(#[server(default)] org: String, #[server(default)] domain: String) -> Result<(), ApiError> {
    let form = Form::new(ACT, path::one(&org, &domain));
    form.answer(async {
        let (can, id) = (ssr::org::<ManageSignIn>(&org).await?, read(&domain)?);
        let name = domain::find(&can.can::<SeeSignIn>()?, id).await?.name.unicode();
        domain::remove(&can, id).await?;
        Ok(Done::to(path::list(&org)).saying(t!(domains.remove.done, name = name)))
    })
    .await
}

fn read(domain: &str) -> portal::Result<DomainId> {
    domain.parse().map_err(|_| Error::NotFound)
}
