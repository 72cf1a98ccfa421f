#![expect(clippy::too_many_arguments, reason = "the fields of a form, and an attribute on the function itself is lost in what `server` makes of it")]

use super::{
    read,
    setup::{saved, saved_words},
};
use crate::{
    error::ApiError,
    features::connections::{exchange::taken, path},
    form::{Done, Form},
    ssr,
};
use contract::Flaw;
use leptos::prelude::*;
use portal::{
    Error,
    access::permission::ManageSignIn,
    connection::{self, Discovered, OidcInput, Step},
};

pub(in super::super) const METADATA: &str = "connections/metadata";
pub(in super::super) const FILE: &str = "connections/file";
pub(in super::super) const HAND: &str = "connections/saml-values";
pub(in super::super) const OPTIONS: &str = "connections/saml-options";
pub(in super::super) const OIDC: &str = "connections/oidc";

/// More than this isn't kept to be corrected: nobody corrects it by hand.
const CORRECTABLE_BYTES: usize = 64 * 1024;

/// Reads whatever was pasted: an address, metadata, certificates.
///
/// # Errors
/// To scripts, as [`connection::read_metadata`].
#[server(prefix = "/fn", endpoint = "connections/metadata")]
pub async fn read_connection_metadata(
    #[server(default)] org: String,
    #[server(default)] connection: String,
    #[server(default)] text: String,
    #[server(default)] chosen: Option<String>,
) -> Result<(), ApiError> {
    let page = path::step(&org, &connection, Step::Exchange);
    let form = Form::new(METADATA, page).keep("text", if text.len() <= CORRECTABLE_BYTES { &text } else { "" });
    form.answer(async {
        let (can, id) = (ssr::org::<ManageSignIn>(&org).await?, read(&connection)?);
        if text.trim().is_empty() {
            return Err(Error::field("text", Flaw::Missing));
        }
        let chosen = chosen.filter(|chosen| !chosen.is_empty());
        Ok(taken(connection::read_metadata(&can, id, text.as_bytes(), chosen.as_deref()).await?))
    })
    .await
}

/// The same of a file, read only once it is clear that somebody may send it. The page's form posts it to a route of the server's own
/// (DECISIONS 15).
///
/// # Errors
/// To scripts, as [`connection::read_metadata`].
pub async fn upload(org: &str, connection: &str, file: impl Future<Output = portal::Result<Vec<u8>>>) -> Result<(), ApiError> {
    let form = Form::new(FILE, path::step(org, connection, Step::Exchange));
    form.answer(async {
        let (can, id) = (ssr::org::<ManageSignIn>(org).await?, read(connection)?);
        Ok(taken(connection::read_metadata(&can, id, &file.await?, None).await?))
    })
    .await
}

/// Takes the three values that make a SAML provider, typed by hand.
///
/// # Errors
/// To scripts, as [`connection::set_saml_values`].
#[server(prefix = "/fn", endpoint = "connections/saml-values")]
pub async fn set_saml_values(
    #[server(default)] org: String,
    #[server(default)] connection: String,
    #[server(default)] entity_id: String,
    #[server(default)] sso_location: String,
    #[server(default)] certificates: String,
) -> Result<(), ApiError> {
    let form = Form::new(HAND, path::step(&org, &connection, Step::Exchange))
        .keep("entity_id", &entity_id)
        .keep("sso_location", &sso_location)
        .keep("certificates", &certificates);
    form.answer(async {
        let (can, id) = (ssr::org::<ManageSignIn>(&org).await?, read(&connection)?);
        connection::set_saml_values(&can, id, &entity_id, &sso_location, &certificates).await?;
        Ok(Done::back().saying(saved_words(&can, id).await?))
    })
    .await
}

/// Forgets one of the provider's certificates.
///
/// # Errors
/// To scripts, as [`connection::drop_certificate`].
#[server(prefix = "/fn", endpoint = "connections/drop-certificate")]
pub async fn drop_connection_certificate(
    #[server(default)] org: String,
    #[server(default)] connection: String,
    #[server(default)] fingerprint: String,
) -> Result<(), ApiError> {
    let form = Form::new(super::ACT, path::step(&org, &connection, Step::Exchange));
    form.answer(async {
        let (can, id) = (ssr::org::<ManageSignIn>(&org).await?, read(&connection)?);
        connection::drop_certificate(&can, id, &fingerprint).await?;
        Ok(Done::back().saying(saved_words(&can, id).await?))
    })
    .await
}

/// Says what has to be signed, which NameID is asked for, and whether people may begin at the provider.
///
/// # Errors
/// To scripts, as [`connection::set_saml_options`].
#[server(prefix = "/fn", endpoint = "connections/saml-options")]
pub async fn set_saml_options(
    #[server(default)] org: String,
    #[server(default)] connection: String,
    #[server(default)] must_sign: String,
    #[server(default)] name_id_format: String,
    #[server(default)] begins_at_provider: bool,
) -> Result<(), ApiError> {
    let form =
        Form::new(OPTIONS, path::step(&org, &connection, Step::Exchange)).keep("must_sign", &must_sign).keep("name_id_format", &name_id_format);
    form.answer(async {
        let (can, id) = (ssr::org::<ManageSignIn>(&org).await?, read(&connection)?);
        connection::set_saml_options(&can, id, &must_sign, &name_id_format, begins_at_provider).await?;
        Ok(Done::back().saying(saved_words(&can, id).await?))
    })
    .await
}

/// Asks an OpenID provider about itself, and keeps how we prove ourselves to it.
///
/// # Errors
/// To scripts, as [`connection::set_oidc`].
#[server(prefix = "/fn", endpoint = "connections/oidc")]
pub async fn set_connection_oidc(
    #[server(default)] org: String,
    #[server(default)] connection: String,
    #[server(default)] issuer: String,
    #[server(default)] client_id: String,
    #[server(default)] credential: String,
    #[server(default)] secret: String,
    #[server(default)] secret_again: bool,
    #[server(default)] expires: String,
    #[server(default)] scopes: String,
    #[server(default)] ask_user_info: bool,
    #[server(default)] guided: bool,
    #[server(default)] go_on: bool,
) -> Result<(), ApiError> {
    let form = Form::new(OIDC, path::step(&org, &connection, Step::Exchange))
        .keep("issuer", &issuer)
        .keep("client_id", &client_id)
        .keep("credential", &credential)
        .keep("expires", &expires)
        .keep("scopes", &scopes);
    form.answer(async {
        let (can, id) = (ssr::org::<ManageSignIn>(&org).await?, read(&connection)?);
        let input = OidcInput {
            issuer_or_tenant: &issuer,
            client_id: &client_id,
            secret: Some(secret.as_str()).filter(|secret| !secret.is_empty()),
            use_key: credential == "key",
            expires: &expires,
            scopes: &scopes,
            ask_user_info,
            secret_again,
        };
        match connection::set_oidc(&can, id, input).await? {
            Discovered::Yes => saved(&can, id, Step::Exchange, guided && go_on, saved_words(&can, id).await?).await,
            Discovered::No(report) => {
                let failed = report.lines.iter().find(|line| line.code.is_some());
                let (code, received) = failed.map_or_else(Default::default, |line| (line.code.clone().unwrap_or_default(), line.received.clone()));
                Ok(Done::back().telling("code", code).telling("received", received))
            }
        }
    })
    .await
}
