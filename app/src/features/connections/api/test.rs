use super::read;
use crate::{
    error::ApiError,
    features::connections::path,
    form::{Done, Form},
    ssr,
};
use leptos::prelude::*;
use portal::{
    access::permission::ManageSignIn,
    connection::Step,
    federation::tests,
};
use words::t;

pub(in super::super) const TEST: &str = "connections/test";

/// Begins a test by oneself: the new tab goes on to where it is explained, and from there to the provider.
///
/// # Errors
/// To scripts, as [`tests::begin`].
#[server(prefix = "/fn", endpoint = "connections/test")]
pub async fn start_test(#[server(default)] org: String, #[server(default)] connection: String) -> Result<(), ApiError> {
    let form = Form::new(TEST, path::step(&org, &connection, Step::Test));
    form.answer(async {
        let (can, id) = (ssr::org::<ManageSignIn>(&org).await?, read(&connection)?);
        let link = tests::begin(&can, id, false).await?;
        Ok(Done::to(link.path()))
    })
    .await
}

/// Takes over the issuer that a test received.
///
/// # Errors
/// To scripts, as [`connection::apply_issuer`].
#[server(prefix = "/fn", endpoint = "connections/apply-issuer")]
pub async fn apply_received_issuer(
    #[server(default)] org: String,
    #[server(default)] connection: String,
    #[server(default)] test: String,
) -> Result<(), ApiError> {
    let form = Form::new(super::ACT, path::step(&org, &connection, Step::Test));
    form.answer(async {
        let (can, id) = (ssr::org::<ManageSignIn>(&org).await?, read(&connection)?);
        tests::apply_issuer(&can, id, &test).await?;
        Ok(Done::back().saying(t!(connections.lab.applied)))
    })
    .await
}
