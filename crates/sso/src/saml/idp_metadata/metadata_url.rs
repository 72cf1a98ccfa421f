use crate::address::{BadAddress, Destinations, check};
use crate::saml::Code;
use url::Url;

impl BadAddress {
    /// Its line in the catalogue of SAML.
    pub fn code(self) -> Code {
        Code::S15
    }
}

/// An address to fetch metadata from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetadataUrl(Url);

impl MetadataUrl {
    /// # Errors
    /// [`BadAddress`].
    pub fn parse(text: &str, destinations: Destinations) -> Result<Self, BadAddress> {
        check(text.trim(), destinations).map(Self)
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// An OpenID Connect discovery document lives at such an address (OpenID Connect Discovery 4): SAML metadata doesn't.
    pub(super) fn is_discovery(&self) -> bool {
        self.0.path().ends_with("/.well-known/openid-configuration")
    }
}
