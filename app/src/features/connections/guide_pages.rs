//! The steps that happen in the provider's console: what to press there, in its own words.

use super::{
    about::{About, asked_for},
    frame::{At, show, step_head},
    guide::{self, Chapter, Instructions},
    values::ours,
};
use crate::ssr;
use leptos::prelude::*;
use portal::{
    Result,
    access::permission::{ManageSignIn, SeeSignIn},
    connection::Step,
};
use words::t;

/// Creating the app.
///
/// # Errors
/// `NotFound`, and as [`ssr::org`].
pub async fn create_app_page() -> Result<AnyView> {
    let can = ssr::org::<ManageSignIn>(&ssr::param("org")).await?.can::<SeeSignIn>()?;
    let connection = asked_for(&can).await?;
    let about = About::of(&can, &connection);
    let instructions = guide::instructions(connection.provider, connection.protocol, Chapter::CreateApp, &ours(&connection)?);
    let page = view! {
        {step_head(t!(connections.create_app.title, provider = about.provider.clone()), t!(connections.create_app.text, provider = about.provider.clone()))}
        <Instructions instructions />
        {about.go_on(Step::CreateApp, t!(connections.create_app.done))}
    };
    show(&can, &connection, At::Step(Step::CreateApp), page).await
}

/// Saying there who may use it.
///
/// # Errors
/// As [`create_app_page`].
pub async fn assign_page() -> Result<AnyView> {
    let can = ssr::org::<ManageSignIn>(&ssr::param("org")).await?.can::<SeeSignIn>()?;
    let connection = asked_for(&can).await?;
    let about = About::of(&can, &connection);
    let instructions = guide::instructions(connection.provider, connection.protocol, Chapter::Assign, &ours(&connection)?);
    let page = view! {
        {step_head(t!(connections.assign.title), t!(connections.assign.text, provider = about.provider.clone()))}
        <Instructions instructions />
        {about.go_on(Step::Assign, t!(connections.assign.done))}
    };
    show(&can, &connection, At::Step(Step::Assign), page).await
}
