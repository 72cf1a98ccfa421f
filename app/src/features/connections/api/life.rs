use super::{ACT, read};
use crate::{
    error::ApiError,
    features::connections::path,
    form::{Done, Form},
    ssr,
};
use contract::ConnectionId;
use leptos::prelude::*;
use portal::{
    Result,
    access::{
        Can,
        permission::{ManageSignIn, SeeSignIn},
    },
    connection::{self, Step},
};
use words::t;

pub(in super::super) const RENAME: &str = "connections/rename";
pub(in super::super) const REMOVE: &str = "connections/remove";

/// Calls it otherwise.
///
/// # Errors
/// To scripts, as [`connection::rename`].
#[server(prefix = "/fn", endpoint = "connections/rename")]
pub async fn rename_connection(
    #[server(default)] org: String,
    #[server(default)] connection: String,
    #[server(default)] name: String,
) -> Result<(), ApiError> {
    let form = Form::new(RENAME, path::one(&org, &connection)).keep("name", &name);
    form.answer(async {
        connection::rename(&ssr::org::<ManageSignIn>(&org).await?, read(&connection)?, &name).await?;
        Ok(Done::back().saying(t!(connections.overview.renamed)))
    })
    .await
}

/// Throws the change away that waits.
///
/// # Errors
/// To scripts, as [`connection::discard`].
#[server(prefix = "/fn", endpoint = "connections/discard")]
pub async fn discard_candidate(#[server(default)] org: String, #[server(default)] connection: String) -> Result<(), ApiError> {
    let form = Form::new(ACT, path::configuration(&org, &connection));
    form.answer(async {
        connection::discard(&ssr::org::<ManageSignIn>(&org).await?, read(&connection)?).await?;
        Ok(Done::back().saying(t!(connections.configuration.discarded)))
    })
    .await
}

/// Lets the change serve.
///
/// # Errors
/// To scripts, as [`connection::activate`].
#[server(prefix = "/fn", endpoint = "connections/activate")]
pub async fn activate_candidate(#[server(default)] org: String, #[server(default)] connection: String) -> Result<(), ApiError> {
    let form = Form::new(ACT, path::step(&org, &connection, Step::Activate));
    form.answer(async {
        let (can, id) = (ssr::org::<ManageSignIn>(&org).await?, read(&connection)?);
        connection::activate(&can, id).await?;
        Ok(Done::to(path::one(&org, id)).saying(t!(connections.activate.done, name = name(&can, id).await?)))
    })
    .await
}

/// Lets serve what served before.
///
/// # Errors
/// To scripts, as [`connection::roll_back`].
#[server(prefix = "/fn", endpoint = "connections/roll-back")]
pub async fn roll_back(#[server(default)] org: String, #[server(default)] connection: String) -> Result<(), ApiError> {
    let form = Form::new(ACT, path::configuration(&org, &connection));
    form.answer(async {
        connection::roll_back(&ssr::org::<ManageSignIn>(&org).await?, read(&connection)?).await?;
        Ok(Done::back().saying(t!(connections.configuration.rolled_back)))
    })
    .await
}

/// Lets nobody come by it any more.
///
/// # Errors
/// To scripts, as [`connection::switch_off`].
#[server(prefix = "/fn", endpoint = "connections/switch-off")]
pub async fn switch_off(#[server(default)] org: String, #[server(default)] connection: String) -> Result<(), ApiError> {
    let form = Form::new(ACT, path::configuration(&org, &connection));
    form.answer(async {
        let (can, id) = (ssr::org::<ManageSignIn>(&org).await?, read(&connection)?);
        connection::switch_off(&can, id).await?;
        Ok(Done::back().saying(t!(connections.configuration.switched_off, name = name(&can, id).await?)))
    })
    .await
}

/// Lets people come by it again.
///
/// # Errors
/// To scripts, as [`connection::switch_on`].
#[server(prefix = "/fn", endpoint = "connections/switch-on")]
pub async fn switch_on(#[server(default)] org: String, #[server(default)] connection: String) -> Result<(), ApiError> {
    let form = Form::new(ACT, path::configuration(&org, &connection));
    form.answer(async {
        let (can, id) = (ssr::org::<ManageSignIn>(&org).await?, read(&connection)?);
        connection::switch_on(&can, id).await?;
        Ok(Done::back().saying(t!(connections.configuration.switched_on, name = name(&can, id).await?)))
    })
    .await
}

/// Takes it away for good.
///
/// # Errors
/// To scripts, as [`connection::remove`].
#[server(prefix = "/fn", endpoint = "connections/remove")]
pub async fn remove_connection(
    #[server(default)] org: String,
    #[server(default)] connection: String,
    #[server(default)] name: String,
) -> Result<(), ApiError> {
    let form = Form::new(REMOVE, path::remove(&org, &connection)).keep("name", &name);
    form.answer(async {
        let (can, id) = (ssr::org::<ManageSignIn>(&org).await?, read(&connection)?);
        let called = self::name(&can, id).await?;
        if name.trim() != called {
            return Err(portal::Error::field("name", contract::Flaw::Wrong));
        }
        connection::remove(&can, id).await?;
        Ok(Done::to(path::list(&org)).saying(t!(connections.remove.done, name = called)))
    })
    .await
}

async fn name(can: &Can<ManageSignIn>, id: ConnectionId) -> Result<String> {
    Ok(connection::find(&can.can::<SeeSignIn>()?, id).await?.name)
}
