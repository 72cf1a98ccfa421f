//! The code for the tokens (OpenID Connect Core 3.1.3): one request, by which the provider learns that it is us.

use super::http::{self, Http, Request, Response, Stage};
use super::provider::Method;
use super::{Check, Code, Credential, Expected, ProviderError, Report, client_assertion, json};
use oauth2::basic::{BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse, BasicTokenType};
use oauth2::{
    AsyncHttpClient, AuthType, AuthorizationCode, ClientId, ExtraTokenFields, PkceCodeVerifier, RedirectUrl, RequestTokenError,
    StandardRevocableToken, StandardTokenResponse, TokenResponse, TokenUrl,
};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::pin::Pin;
use zeroize::Zeroizing;

/// What the provider gave for the code. Neither is shown or kept.
pub(crate) struct Tokens {
    pub(crate) id_token: Zeroizing<String>,
    pub(crate) access_token: Zeroizing<String>,
}

/// The ID token as text: the library's own type would read it before anything about it is checked or could be reported.
#[derive(Serialize, Deserialize)]
struct IdToken {
    id_token: Option<String>,
}

impl ExtraTokenFields for IdToken {}

impl fmt::Debug for IdToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdToken(…)")
    }
}

type Granted = StandardTokenResponse<IdToken, BasicTokenType>;
type Client = oauth2::Client<BasicErrorResponse, Granted, BasicTokenIntrospectionResponse, StandardRevocableToken, BasicRevocationErrorResponse>;

type Outcome = Result<Granted, RequestTokenError<Stage, BasicErrorResponse>>;
/// With a name of its own, or the compiler can't tell that it may change threads.
type Granting<'a> = Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;

/// The caller's client, of whose answers only those come through that the library can make sense of.
struct Readable<'h>(&'h dyn Http);

impl<'c> AsyncHttpClient<'c> for Readable<'_> {
    type Error = Stage;
    type Future = http::Answer<'c>;

    fn call(&'c self, request: Request) -> http::Answer<'c> {
        Box::pin(async move { readable(self.0.call(request).await?) })
    }
}

pub(crate) async fn exchange(code: &str, expected: &Expected<'_>, http: &dyn Http, report: &mut Report) -> Option<Tokens> {
    let (provider, client) = (expected.provider, expected.client);
    let method = method(expected, report)?;
    let assertion = match &client.credential {
        Credential::Secret(_) => None,
        Credential::PrivateKey(pair) => {
            let audience = provider.token_endpoint.as_str();
            let written = client_assertion::write(pair, &client.id, audience, expected.assertion_id, expected.now);
            Some(written.map_err(|error| report.fail(Check::ClientAuthentication, Code::O04, "", error.to_string())).ok()?)
        }
    };
    let mut library = Client::new(ClientId::new(client.id.clone())).set_auth_type(match method {
        Method::SecretBasic => AuthType::BasicAuth,
        Method::SecretPost | Method::PrivateKeyJwt => AuthType::RequestBody,
    });
    if let Credential::Secret(secret) = &client.credential {
        library = library.set_client_secret(oauth2::ClientSecret::new(secret.expose().to_owned()));
    }
    let library = library
        .set_redirect_uri(RedirectUrl::from_url(client.redirect_uri.clone()))
        .set_token_uri(TokenUrl::from_url(provider.token_endpoint.clone()));
    let mut request = library
        .exchange_code(AuthorizationCode::new(code.to_owned()))
        .set_pkce_verifier(PkceCodeVerifier::new(expected.pending.verifier.to_string()));
    if let Some(assertion) = assertion {
        request = request.add_extra_param("client_assertion_type", client_assertion::TYPE).add_extra_param("client_assertion", assertion);
    }
    let readable = Readable(http);
    let request: Granting<'_> = Box::pin(request.request_async(&readable));
    let granted = request.await;
    opened(granted, expected, report)
}

/// Says whether the provider takes what we have, and whether that looks like what it should be.
fn method(expected: &Expected<'_>, report: &mut Report) -> Option<Method> {
    let (provider, client) = (expected.provider, expected.client);
    if let Credential::Secret(secret) = &client.credential
        && secret.looks_like_secret_id(provider.issuer.entra_tenant().is_some())
    {
        report.warn(Check::ClientSecret, "Value", "Secret ID");
    }
    let wanted = match client.credential {
        Credential::Secret(_) => "client_secret_basic | client_secret_post",
        Credential::PrivateKey(_) => "private_key_jwt",
    };
    let offered = provider.client_authentication.as_ref().map(|methods| methods.join(" ")).unwrap_or_default();
    let method = provider.method_for(client);
    report.require(method.is_some(), Check::ClientAuthentication, Code::O04, wanted, offered);
    method
}

/// An object that answers, or one that names an error.
fn readable(response: Response) -> Result<Response, Stage> {
    let response = http::within_bounds(response)?;
    let object = json::object(response.body());
    match response.status().as_u16() {
        200 => object.map(|_| response).map_err(Stage::Json),
        _ if object.as_ref().is_ok_and(|object| json::text(object, "error").is_some()) => Ok(response),
        status => Err(Stage::Status(status)),
    }
}

fn opened(granted: Outcome, expected: &Expected<'_>, report: &mut Report) -> Option<Tokens> {
    match granted {
        Ok(granted) => {
            let kind = granted.token_type().as_ref();
            report.require(kind.eq_ignore_ascii_case("bearer"), Check::TokenResponse, Code::O08, "Bearer", kind).then_some(())?;
            let Some(id_token) = granted.extra_fields().id_token.clone() else {
                report.fail(Check::IdToken, Code::O06, "id_token", ""); // `openid` was not granted
                return None;
            };
            let access_token = Zeroizing::new(granted.access_token().secret().clone());
            Some(Tokens { id_token: Zeroizing::new(id_token), access_token })
        }
        Err(RequestTokenError::ServerResponse(error)) => {
            let error = ProviderError::new(error.error().as_ref(), error.error_description().map(String::as_str));
            report.refused(Check::TokenResponse, error);
            None
        }
        Err(RequestTokenError::Request(stage)) => {
            report.unanswered(Check::TokenResponse, expected.provider.token_endpoint.as_str(), stage);
            None
        }
        // Not its text, which may hold what was received.
        Err(RequestTokenError::Parse(error, _)) => {
            report.fail(Check::TokenResponse, Code::O08, "access_token, token_type, id_token", error.path().to_string());
            None
        }
        Err(RequestTokenError::Other(_)) => {
            report.fail(Check::TokenResponse, Code::O08, "application/json", "");
            None
        }
    }
}
