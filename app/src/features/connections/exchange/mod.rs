//! The step in which values change hands: ours into the provider's console, its own into here.

mod known;
mod oidc;
mod saml;
mod taken;

pub use saml::FILE_MEGABYTES;
pub(super) use taken::taken;

use super::{
    about::{About, asked_for},
    frame::{At, show, step_head},
    guide::{self, Chapter},
    values::ours,
};
use crate::ssr;
use leptos::prelude::*;
use portal::{
    Result,
    access::permission::{ManageSignIn, SeeSignIn},
    connection::{Connection, Provider, Settings, Step},
};
use words::t;

/// Our values, the provider's own, and what of them we know already.
///
/// # Errors
/// `NotFound`, and as [`ssr::org`].
pub async fn exchange_page() -> Result<AnyView> {
    let can = ssr::org::<ManageSignIn>(&ssr::param("org")).await?.can::<SeeSignIn>()?;
    let connection = asked_for(&can).await?;
    let about = About::of(&can, &connection);
    let instructions = guide::instructions(connection.provider, connection.protocol, Chapter::Exchange, &ours(&connection)?);
    let settings = worked_at(&connection);
    let fields = match settings.as_ref().map(|settings| &settings.provider) {
        Some(Provider::Saml(saml)) => saml::fields(&about, &connection, saml, instructions).await,
        Some(Provider::Oidc(oidc)) => oidc::fields(&about, &connection, oidc, instructions).await,
        None => ().into_any(),
    };
    let page = view! {
        {step_head(
            t!(connections.exchange.title, provider = about.provider.clone()),
            t!(connections.exchange.text),
        )}
        {fields}
    };
    show(&can, &connection, At::Step(Step::Exchange), page).await
}

/// The settings that an edit would begin from.
pub(super) fn worked_at(connection: &Connection) -> Option<Settings> {
    let version = connection.candidate.as_ref().or(connection.live.as_ref()).or(connection.former.as_ref());
    version.map(|version| version.settings.clone())
}
