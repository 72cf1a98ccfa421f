use super::{Client, Issuer, Provider};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{CoreAuthPrompt, CoreAuthenticationFlow, CoreClient};
use openidconnect::{
    AuthUrl, ClientId, CsrfToken, IssuerUrl, JsonWebKeySet, LoginHint, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::time::Duration;
use url::Url;
use zeroize::Zeroizing;

/// The question: please sign this person in (OpenID Connect Core 3.1.2.1), with the code flow and PKCE (RFC 7636) in any case.
#[derive(Debug, Clone, Copy)]
pub struct SignIn<'a> {
    pub provider: &'a Provider,
    pub client: &'a Client,
    /// Beyond `openid`: `email` and `profile`, and what the connection's groups need.
    pub scopes: &'a [&'a str],
    /// The address that the person typed, so that they needn't again.
    pub login_hint: Option<&'a str>,
    pub prompt: Option<Prompt>,
    /// The person must have proven themselves to the provider within this time; to the second.
    pub max_age: Option<Duration>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt {
    /// The provider must ask the person again, whatever session it has with them.
    Login,
    /// It must let them choose an account.
    SelectAccount,
    /// It must ask nothing: whoever isn't signed in there comes back with an error.
    None,
}

/// The chance of one sign-in; each part is random on its own.
pub struct Chance {
    pub state: [u8; 16],
    pub nonce: [u8; 16],
    /// PKCE's, of the length that RFC 7636, 4.1 recommends.
    pub verifier: [u8; 32],
}

/// What the caller keeps while the person is away, on the server and bound to the browser, and takes once. It holds secrets.
#[derive(Clone, Serialize, Deserialize)]
pub struct Pending {
    pub(crate) state: String,
    pub(crate) nonce: String,
    pub(crate) verifier: Zeroizing<String>,
    pub(crate) issuer: Issuer,
    pub(crate) max_age_seconds: Option<u64>,
}

impl Pending {
    /// By which the callback finds it.
    pub fn state(&self) -> &str {
        &self.state
    }
}

impl fmt::Debug for Pending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pending").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// An issuer that isn't an address; [`Issuer::parse`] lets none through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the issuer is no address")]
pub struct NoAddress;

impl SignIn<'_> {
    /// The address to send the browser to, and what to keep.
    ///
    /// # Errors
    /// [`NoAddress`].
    pub fn begin(&self, chance: &Chance) -> Result<(Url, Pending), NoAddress> {
        let issuer = IssuerUrl::new(self.provider.issuer.as_str().to_owned()).map_err(|_| NoAddress)?;
        let verifier = Zeroizing::new(URL_SAFE_NO_PAD.encode(chance.verifier));
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier.to_string()));
        let (state, nonce) = (URL_SAFE_NO_PAD.encode(chance.state), URL_SAFE_NO_PAD.encode(chance.nonce));

        let (csrf, once) = (CsrfToken::new(state.clone()), Nonce::new(nonce.clone()));
        let client = CoreClient::new(ClientId::new(self.client.id.clone()), issuer, JsonWebKeySet::default())
            .set_auth_uri(AuthUrl::from_url(self.provider.authorization_endpoint.clone()))
            .set_redirect_uri(RedirectUrl::from_url(self.client.redirect_uri.clone()));
        let scopes = self.scopes.iter().filter(|scope| **scope != "openid").map(|scope| Scope::new((*scope).to_owned()));
        let mut request = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, move || csrf, move || once)
            .add_scopes(scopes)
            .set_pkce_challenge(challenge);
        if let Some(hint) = self.login_hint {
            request = request.set_login_hint(LoginHint::new(hint.to_owned()));
        }
        if let Some(prompt) = self.prompt {
            request = request.add_prompt(prompt.name());
        }
        if let Some(age) = self.max_age {
            request = request.set_max_age(age);
        }
        let (url, _, _) = request.url();
        let max_age_seconds = self.max_age.map(|age| age.as_secs());
        Ok((url, Pending { state, nonce, verifier, issuer: self.provider.issuer.clone(), max_age_seconds }))
    }
}

impl Prompt {
    fn name(self) -> CoreAuthPrompt {
        match self {
            Self::Login => CoreAuthPrompt::Login,
            Self::SelectAccount => CoreAuthPrompt::SelectAccount,
            Self::None => CoreAuthPrompt::None,
        }
    }
}
