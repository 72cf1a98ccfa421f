use crate::{
    error::ApiError,
    form::{Done, Form},
    shell::Place,
    ssr,
};
use contract::MembershipId;
use leptos::prelude::*;
use portal::{Error, access::permission::ManageSignIn, sign_in_policy};
use words::t;

pub(super) const WAYS_IN: &str = "policy/ways-in";
pub(super) const REQUIRE: &str = "policy/require";
pub(super) const OWNERS: &str = "policy/owners";

/// Switches the organisation's own page and being led to its provider.
///
/// # Errors
/// To scripts, as [`sign_in_policy::show_own_page`] and [`sign_in_policy::lead_to_provider`].
#[server(prefix = "/fn", endpoint = "policy/ways-in")]
pub async fn set_sign_in_page(
    #[server(default)] org: String,
    #[server(default)] own_page: bool,
    #[server(default)] discovery: bool,
) -> Result<(), ApiError> {
    let form = Form::new(WAYS_IN, Place::Policy.path(&org)).keep("own_page", &own_page.to_string()).keep("discovery", &discovery.to_string());
    form.answer(async {
        let can = ssr::org::<ManageSignIn>(&org).await?;
        sign_in_policy::show_own_page(&can, own_page).await?;
        sign_in_policy::lead_to_provider(&can, discovery).await?;
        Ok(Done::back().saying(t!(policy.saved)))
    })
    .await
}

/// Requires single sign-on, after a notice.
///
/// # Errors
/// To scripts, as [`sign_in_policy::require`].
#[server(prefix = "/fn", endpoint = "policy/require")]
pub async fn require_single_sign_on(
    #[server(default)] org: String,
    #[server(default)] domains: Vec<String>,
    #[server(default)] notice: String,
) -> Result<(), ApiError> {
    let form = Form::new(REQUIRE, Place::Policy.path(&org)).keep_all("domains", &domains).keep("notice", &notice);
    form.answer(async {
        sign_in_policy::require(&ssr::org::<ManageSignIn>(&org).await?, &domains, &notice).await?;
        Ok(Done::back().saying(t!(policy.require.announced)))
    })
    .await
}

/// Requires it no longer.
///
/// # Errors
/// To scripts, as [`sign_in_policy::stop`].
#[server(prefix = "/fn", endpoint = "policy/stop")]
pub async fn stop_requiring(#[server(default)] org: String) -> Result<(), ApiError> {
    let form = Form::new(REQUIRE, Place::Policy.path(&org));
    form.answer(async {
        sign_in_policy::stop(&ssr::org::<ManageSignIn>(&org).await?).await?;
        Ok(Done::back().saying(t!(policy.require.stopped)))
    })
    .await
}

/// Lets an owner keep a way in of their own, or takes it back.
///
/// # Errors
/// To scripts, as [`sign_in_policy::keep`] and [`sign_in_policy::take_back`].
#[server(prefix = "/fn", endpoint = "policy/break-glass")]
pub async fn set_break_glass(
    #[server(default)] org: String,
    #[server(default)] member: String,
    #[server(default)] keeps: bool,
) -> Result<(), ApiError> {
    let form = Form::new(OWNERS, Place::Policy.path(&org));
    form.answer(async {
        let can = ssr::org::<ManageSignIn>(&org).await?;
        let member: MembershipId = member.parse().map_err(|_| Error::NotFound)?;
        if keeps {
            sign_in_policy::keep(&can, member).await?;
            Ok(Done::back().saying(t!(policy.owners.kept)))
        } else {
            sign_in_policy::take_back(&can, member).await?;
            Ok(Done::back().saying(t!(policy.owners.taken_back)))
        }
    })
    .await
}
