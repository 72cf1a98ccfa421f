use super::read;
use crate::{
    error::ApiError,
    features::connections::path,
    form::{Done, Form},
    ssr,
};
use leptos::prelude::*;
use portal::{
    Error,
    access::permission::ManageSignIn,
    connection::Step,
    federation::{self, tests},
};
use words::t;

pub(in super::super) const TEST: &str = "connections/test";

/// Begins a test by oneself: the new tab goes on to where it is explained, and from there to the provider.
///
/// # Errors
/// To scripts, as [`tests::start`].
#[server(prefix = "/fn", endpoint = "connections/test")]
pub async fn start_test(#[server(default)] org: String, #[server(default)] connection: String) -> Result<(), ApiError> {
    let form = Form::new(TEST, path::step(&org, &connection, Step::Test));
    form.answer(async {
        let (can, id) = (ssr::org::<ManageSignIn>(&org).await?, read(&connection)?);
        let link = tests::start(&can, id).await?.link;
        let origin = &ssr::portal()?.settings.origin;
        Ok(Done::to(link.strip_prefix(origin.as_str()).unwrap_or(&link)))
    })
    .await
}

/// Takes over the issuer that a test received.
///
/// # Errors
/// To scripts, as [`federation::take_issuer`].
#[server(prefix = "/fn", endpoint = "connections/apply-issuer")]
pub async fn apply_received_issuer(
    #[server(default)] org: String,
    #[server(default)] connection: String,
    #[server(default)] test: String,
) -> Result<(), ApiError> {
    let form = Form::new(super::ACT, path::step(&org, &connection, Step::Test));
    form.answer(async {
        let (can, id) = (ssr::org::<ManageSignIn>(&org).await?, read(&connection)?);
        federation::take_issuer(&can, id, test.parse().map_err(|_| Error::NotFound)?).await?;
        Ok(Done::back().saying(t!(connections.lab.applied)))
    })
    .await
}
