use super::{ACT, read};
use crate::{
    error::ApiError,
    features::connections::path,
    form::{Done, Form},
    ssr,
};
use leptos::prelude::*;
use portal::{access::permission::ManageSignIn, connection};
use words::t;

/// Makes the key pair that is to take over.
///
/// # Errors
/// To scripts, as [`connection::add_key`].
#[server(prefix = "/fn", endpoint = "connections/add-key")]
pub async fn add_connection_key(#[server(default)] org: String, #[server(default)] connection: String) -> Result<(), ApiError> {
    let form = Form::new(ACT, path::keys(&org, &connection));
    form.answer(async {
        connection::add_key(&ssr::org::<ManageSignIn>(&org).await?, read(&connection)?).await?;
        Ok(Done::back().saying(t!(connections.keys.added)))
    })
    .await
}

/// Lets the next key pair take over.
///
/// # Errors
/// To scripts, as [`connection::promote_key`].
#[server(prefix = "/fn", endpoint = "connections/promote-key")]
pub async fn promote_connection_key(#[server(default)] org: String, #[server(default)] connection: String) -> Result<(), ApiError> {
    let form = Form::new(ACT, path::keys(&org, &connection));
    form.answer(async {
        connection::promote_key(&ssr::org::<ManageSignIn>(&org).await?, read(&connection)?).await?;
        Ok(Done::back().saying(t!(connections.keys.promoted)))
    })
    .await
}

/// Takes a key pair out of our metadata.
///
/// # Errors
/// To scripts, as [`connection::retire_key`].
#[server(prefix = "/fn", endpoint = "connections/retire-key")]
pub async fn retire_connection_key(
    #[server(default)] org: String,
    #[server(default)] connection: String,
    #[server(default)] key: String,
) -> Result<(), ApiError> {
    let form = Form::new(ACT, path::keys(&org, &connection));
    form.answer(async {
        connection::retire_key(&ssr::org::<ManageSignIn>(&org).await?, read(&connection)?, &key).await?;
        Ok(Done::back().saying(t!(connections.keys.retired_done)))
    })
    .await
}
