//! The steps that happen in the provider's console: what to press there, in its own words.

use super::{
    about::{About, asked_for},
    frame::{At, show, step_head},
    guide,
};
use crate::{features::connections::values::values, ssr};
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
    let told = guide::instructions(&connection, Step::CreateApp, &values(&connection)?);
    let page = view! {
        {step_head(t!(connections.create_app.title, provider = about.provider.clone()), t!(connections.create_app.text, provider = about.provider.clone()))}
        {told}
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
    let told = guide::instructions(&connection, Step::Assign, &values(&connection)?);
    let page = view! {
        {step_head(t!(connections.assign.title), t!(connections.assign.text, provider = about.provider.clone()))}
        {told}
        {about.go_on(Step::Assign, t!(connections.assign.done))}
    };
    show(&can, &connection, At::Step(Step::Assign), page).await
}
