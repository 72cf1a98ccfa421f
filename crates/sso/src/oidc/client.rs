use super::issuer;
use crate::saml::KeyPair;
use std::fmt;
use url::Url;
use zeroize::Zeroizing;

/// We, as one connection's provider knows us.
#[derive(Debug, Clone)]
pub struct Client {
    /// `client_id`.
    pub id: String,
    /// This connection's callback, as it is registered there: no other connection has the same.
    pub redirect_uri: Url,
    pub credential: Credential,
}

/// How we prove at the token endpoint that we are the client.
#[derive(Debug, Clone)]
pub enum Credential {
    /// `client_secret_basic` or `client_secret_post`, whichever the provider takes.
    Secret(ClientSecret),
    /// `private_key_jwt`: the provider has the certificate or its public key, and nobody has to carry a secret.
    PrivateKey(KeyPair),
}

/// A client's secret. It is nowhere printed, and overwritten when it is dropped.
#[derive(Clone)]
pub struct ClientSecret(Zeroizing<String>);

impl ClientSecret {
    /// What was pasted, without the blanks around it.
    pub fn new(pasted: &str) -> Self {
        Self(Zeroizing::new(pasted.trim().to_owned()))
    }

    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Entra ID lists a "Value" and a "Secret ID" side by side, and the id, a UUID, stays readable when the value no longer is. A secret of that
    /// form is worth a warning when it is saved; elsewhere a UUID may well be a secret.
    pub fn looks_like_secret_id(&self, at_entra: bool) -> bool {
        at_entra && issuer::is_uuid(&self.0)
    }
}

impl fmt::Debug for ClientSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientSecret(…)")
    }
}
