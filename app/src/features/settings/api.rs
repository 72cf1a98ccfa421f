use super::leave_page;
use crate::{
    error::ApiError,
    form::{Done, Form},
    shell::Place,
    ssr,
};
use contract::OrgSlug;
use leptos::prelude::*;
use portal::{
    access::permission::{DeleteOrganization, EnterOrganization, ManageSettings},
    organization,
};
use words::t;

pub(super) const NAME: &str = "settings/name";
pub(super) const ADDRESS: &str = "settings/address";
pub(super) const LANGUAGE: &str = "settings/language";
pub(super) const WAYS_IN: &str = "settings/ways-in";
pub(super) const LEAVE: &str = "settings/leave";
pub(super) const DELETE: &str = "settings/delete";
pub(super) const KEEP: &str = "settings/keep";

/// The page of a form's organisation, as the form names it.
fn page(org: &str, path: fn(&str) -> String) -> String {
    OrgSlug::parse(org).map_or_else(|_| "/".to_owned(), |slug| path(slug.as_str()))
}

fn settings(slug: &str) -> String {
    Place::Settings.path(slug)
}

/// Gives the organisation another name.
///
/// # Errors
/// To scripts, as [`organization::rename`].
#[server(prefix = "/fn", endpoint = "settings/name")]
pub async fn rename_organization(#[server(default)] org: String, #[server(default)] name: String) -> Result<(), ApiError> {
    let form = Form::new(NAME, page(&org, settings)).keep("name", &name);
    form.answer(async {
        organization::rename(&ssr::org::<ManageSettings>(&org).await?, &name).await?;
        Ok(Done::back().saying(t!(settings.name.saved, name = name.trim().to_owned())))
    })
    .await
}

/// Moves the organisation to another address.
///
/// # Errors
/// To scripts, as [`organization::relocate`].
#[server(prefix = "/fn", endpoint = "settings/address")]
pub async fn move_organization(#[server(default)] org: String, #[server(default)] slug: String) -> Result<(), ApiError> {
    let form = Form::new(ADDRESS, page(&org, settings)).keep("slug", &slug);
    form.answer(async {
        let can = ssr::org::<ManageSettings>(&org).await?;
        let before = can.org().slug.clone();
        let after = organization::relocate(&can, &slug).await?;
        let done = Done::to(settings(after.as_str()));
        Ok(if after == before { done } else { done.saying(t!(settings.address.moved)) })
    })
    .await
}

/// Sets the organisation's language and time zone.
///
/// # Errors
/// To scripts, as [`organization::speak`].
#[server(prefix = "/fn", endpoint = "settings/language")]
pub async fn set_organization_language(
    #[server(default)] org: String,
    #[server(default)] locale: String,
    #[server(default)] zone: String,
) -> Result<(), ApiError> {
    let form = Form::new(LANGUAGE, page(&org, settings)).keep("locale", &locale).keep("zone", &zone);
    form.answer(async {
        organization::speak(&ssr::org::<ManageSettings>(&org).await?, &locale, &zone).await?;
        Ok(Done::back().saying(t!(settings.saved)))
    })
    .await
}

/// Switches the ways in.
///
/// # Errors
/// To scripts, as [`organization::allow_ask_to_join`].
#[server(prefix = "/fn", endpoint = "settings/ways-in")]
pub async fn set_ways_in(
    #[server(default)] org: String,
    #[server(default)] ask_to_join: bool,
    #[server(default)] copy_links: bool,
) -> Result<(), ApiError> {
    let form = Form::new(WAYS_IN, page(&org, settings)).keep("ask_to_join", &ask_to_join.to_string()).keep("copy_links", &copy_links.to_string());
    form.answer(async {
        let can = ssr::org::<ManageSettings>(&org).await?;
        organization::allow_ask_to_join(&can, ask_to_join).await?;
        organization::allow_copy_links(&can, copy_links).await?;
        Ok(Done::back().saying(t!(settings.saved)))
    })
    .await
}

/// Goes, by oneself.
///
/// # Errors
/// To scripts, as [`organization::leave`].
#[server(prefix = "/fn", endpoint = "settings/leave")]
pub async fn leave_organization(#[server(default)] org: String) -> Result<(), ApiError> {
    let form = Form::new(LEAVE, page(&org, leave_page::path));
    form.answer(async {
        let can = ssr::org::<EnterOrganization>(&org).await?;
        organization::leave(&can).await?;
        Ok(Done::to("/").saying(t!(settings.leave.left, org = can.org().name.clone())))
    })
    .await
}

/// Begins the fortnight after which the organisation is gone.
///
/// # Errors
/// To scripts, as [`organization::schedule_deletion`].
#[server(prefix = "/fn", endpoint = "settings/delete")]
pub async fn schedule_deletion(#[server(default)] org: String, #[server(default)] confirmation: String) -> Result<(), ApiError> {
    let form = Form::new(DELETE, page(&org, settings)).keep("confirmation", &confirmation);
    form.answer(async {
        organization::schedule_deletion(&ssr::org::<DeleteOrganization>(&org).await?, &confirmation).await?;
        Ok(Done::back().saying(t!(settings.danger.scheduled)))
    })
    .await
}

/// Keeps the organisation after all.
///
/// # Errors
/// To scripts, as [`organization::cancel_deletion`].
#[server(prefix = "/fn", endpoint = "settings/keep")]
pub async fn keep_organization(#[server(default)] org: String) -> Result<(), ApiError> {
    let form = Form::new(KEEP, page(&org, settings));
    form.answer(async {
        organization::cancel_deletion(&ssr::org::<DeleteOrganization>(&org).await?).await?;
        Ok(Done::back().saying(t!(settings.danger.kept)))
    })
    .await
}
