use super::guide::Ours;
use crate::{
    ssr,
    ui::{Card, CopyField},
};
use contract::{ConnectionKey, Protocol};
use leptos::prelude::*;
use portal::{
    Result,
    connection::{Addresses, Connection},
};
use words::t;

/// Our addresses, which the provider has to know.
///
/// # Errors
/// As [`ssr::portal`].
pub(super) fn ours(connection: &Connection) -> Result<Ours> {
    let Addresses { entity_id, acs, metadata, redirect_uri, start } = Addresses::of(&ssr::portal()?.settings.origin, &connection.key);
    let certificate_download = certificate_path(&connection.key);
    Ok(Ours { acs, entity_id, sp_metadata: metadata, redirect_uri, start, certificate_download, key: connection.key.to_string() })
}

/// Where our certificate is read.
pub(super) fn certificate_path(key: &ConnectionKey) -> String {
    format!("/sso/saml/{key}/certificate")
}

/// All of them to copy, for integrators and whoever goes without a guide.
pub(super) fn all_values(connection: &Connection, values: Ours, provider: &str) -> AnyView {
    let of_protocol = match connection.protocol {
        Protocol::Saml => view! {
            <CopyField label=t!(connections.overview.entity_id) value=values.entity_id />
            <CopyField label=t!(connections.overview.acs) value=values.acs />
            <CopyField label=t!(connections.overview.metadata) value=values.sp_metadata />
        }
        .into_any(),
        Protocol::Oidc => view! { <CopyField label=t!(connections.overview.redirect_uri) value=values.redirect_uri /> }.into_any(),
    };
    view! {
        <Card title=t!(connections.overview.values) text=t!(connections.overview.values_text, provider = provider.to_owned())>
            <div class="grid gap-2">
                {of_protocol}
                <CopyField label=t!(connections.overview.start) value=values.start />
            </div>
        </Card>
    }
    .into_any()
}
