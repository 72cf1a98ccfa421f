//! The consoles, a file each: what is clicked where, by the labels that stand there. Next to a label is where it is known from; where
//! nothing is said, from the console's own documentation that the head of the file names.

mod adfs;
mod any_oidc;
mod any_saml;
mod auth0;
mod entra;
mod google;
mod jumpcloud;
mod keycloak;
mod okta;
mod onelogin;
mod ping;

use super::{
    BroughtBack, Instruction, Ours,
    place::{Place, Thing},
};
use contract::{IdentityProvider, Protocol};

pub(super) trait Console {
    /// As it calls itself; empty when nobody knows which it is.
    fn name(&self) -> &'static str;

    /// The least that somebody has to be there; empty where it is an administrator like any other.
    fn role(&self) -> &'static str {
        ""
    }

    fn create(&self, ours: &Ours) -> Vec<Instruction>;
    fn exchange(&self, ours: &Ours) -> Vec<Instruction>;
    fn attributes(&self, ours: &Ours) -> Vec<Instruction>;
    fn assign(&self, ours: &Ours) -> Vec<Instruction>;
    fn brought_back(&self) -> BroughtBack;

    /// Whether it runs on a server of the organisation's own, whose clock is theirs to set.
    fn own_server(&self) -> bool {
        false
    }

    /// What this console adds to the fix of a code.
    fn note(&self, _code: &str) -> Option<&'static str> {
        None
    }

    /// Where a thing is mended; `None` where the console has no such setting, or nobody has written down where.
    fn place(&self, thing: Thing) -> Option<Place>;
}

/// The console of a provider. A protocol that the provider isn't connected by here is shown as anybody's.
pub(super) fn of(provider: IdentityProvider, protocol: Protocol) -> &'static dyn Console {
    match (provider, protocol) {
        (IdentityProvider::Okta, Protocol::Saml) => &okta::Saml,
        (IdentityProvider::Okta, Protocol::Oidc) => &okta::Oidc,
        (IdentityProvider::EntraId, Protocol::Saml) => &entra::Saml,
        (IdentityProvider::EntraId, Protocol::Oidc) => &entra::Oidc,
        (IdentityProvider::GoogleWorkspace, Protocol::Saml) => &google::Saml,
        (IdentityProvider::Adfs, Protocol::Saml) => &adfs::Saml,
        (IdentityProvider::OneLogin, Protocol::Saml) => &onelogin::Saml,
        (IdentityProvider::OneLogin, Protocol::Oidc) => &onelogin::Oidc,
        (IdentityProvider::JumpCloud, Protocol::Saml) => &jumpcloud::Saml,
        (IdentityProvider::JumpCloud, Protocol::Oidc) => &jumpcloud::Oidc,
        (IdentityProvider::Ping, Protocol::Saml) => &ping::Saml,
        (IdentityProvider::Ping, Protocol::Oidc) => &ping::Oidc,
        (IdentityProvider::Keycloak, Protocol::Saml) => &keycloak::Saml,
        (IdentityProvider::Keycloak, Protocol::Oidc) => &keycloak::Oidc,
        (IdentityProvider::Auth0, Protocol::Saml) => &auth0::Saml,
        (IdentityProvider::Auth0, Protocol::Oidc) => &auth0::Oidc,
        (_, Protocol::Saml) => &any_saml::AnySaml,
        (_, Protocol::Oidc) => &any_oidc::AnyOidc,
    }
}
