use super::keys::Keys;
use super::{Client, Credential, Issuer};
use serde::{Deserialize, Serialize};
use url::Url;

/// A provider, as it describes itself: everything that is needed to send somebody there and to believe what comes back. Made by
/// [`super::discover()`] alone; the caller keeps it, for a day or so, in the form that serde gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Provider {
    pub issuer: Issuer,
    pub authorization_endpoint: Url,
    pub token_endpoint: Url,
    pub user_info_endpoint: Option<Url>,
    pub keys_endpoint: Url,
    /// `token_endpoint_auth_methods_supported`; where it is absent, `client_secret_basic` is meant.
    pub client_authentication: Option<Vec<String>>,
    /// It promises to name itself in each callback (RFC 9207), so one that doesn't is not its own.
    pub names_itself: bool,
    pub keys: Keys,
}

/// How the client proves itself to this provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    SecretBasic,
    SecretPost,
    PrivateKeyJwt,
}

impl Provider {
    /// `None` if it takes nothing that we have. Of the two ways for a secret the header is the better one: bodies are logged more often.
    pub(crate) fn method_for(&self, client: &Client) -> Option<Method> {
        let takes = |name: &str| self.client_authentication.as_ref().is_some_and(|methods| methods.iter().any(|method| method == name));
        match client.credential {
            // Providers take keys without saying so; secrets by header are what silence means.
            _ if self.client_authentication.is_none() => Some(Method::unsaid(&client.credential)),
            Credential::Secret(_) if takes("client_secret_basic") => Some(Method::SecretBasic),
            Credential::Secret(_) if takes("client_secret_post") => Some(Method::SecretPost),
            Credential::PrivateKey(_) if takes("private_key_jwt") => Some(Method::PrivateKeyJwt),
            Credential::Secret(_) | Credential::PrivateKey(_) => None,
        }
    }
}

impl Method {
    fn unsaid(credential: &Credential) -> Self {
        match credential {
            Credential::Secret(_) => Self::SecretBasic,
            Credential::PrivateKey(_) => Self::PrivateKeyJwt,
        }
    }
}
