//! The way out. This crate makes no connection: whoever calls it lends a client, which the tests replace by a provider in memory.

use super::json;
use http::header::{ACCEPT, AUTHORIZATION};
use http::{HeaderValue, Method};
use serde_json::{Map, Value};
use std::future::Future;
use std::pin::Pin;

/// Beyond it nothing is read. A key set of a hundred keys with certificates takes half of it.
pub const MOST_BYTES: usize = 1024 * 1024;

pub type Request = http::Request<Vec<u8>>;
pub type Response = http::Response<Vec<u8>>;
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response, Stage>> + Send + 'a>>;

/// An HTTP client for addresses that strangers have chosen. It has to
///
/// - look at what a name resolves to, refuse what the operator hasn't allowed, and connect to the address it looked at;
/// - follow no redirect: the 3xx is the answer;
/// - end after ten seconds, however the bytes trickle in;
/// - read [`MOST_BYTES`] at most, counted after decompression.
///
/// The last is checked here once more, but by then the memory is taken.
pub trait Http: Send + Sync {
    fn call(&self, request: Request) -> Answer<'_>;
}

/// How far a request came before it failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Stage {
    /// The name doesn't resolve.
    #[error("DNS")]
    Dns,
    /// It resolves to an address that the operator hasn't allowed.
    #[error("address {0}")]
    Forbidden(String),
    #[error("TCP")]
    Connect,
    #[error("TLS: {0}")]
    Tls(String),
    #[error("timeout")]
    Timeout,
    /// More than [`MOST_BYTES`].
    #[error("> {MOST_BYTES} B")]
    TooLarge,
    /// Redirects aren't followed; where it led.
    #[error("HTTP {status}, Location: {location}")]
    Redirect { status: u16, location: String },
    #[error("HTTP {0}")]
    Status(u16),
    /// Not JSON, or not an object, or with a name twice, or nested too deep.
    #[error("JSON: {0}")]
    Json(json::Flaw),
    /// The connection broke, or something that the client knows and we don't.
    #[error("{0}")]
    Other(String),
}

/// GET, and what a good answer holds. With a bearer token (RFC 6750), if there is one.
pub(crate) async fn get(http: &dyn Http, address: &str, bearer: Option<&str>) -> Result<Map<String, Value>, Stage> {
    let request = || {
        let mut request = http::Request::builder().method(Method::GET).uri(address).header(ACCEPT, "application/json");
        if let Some(token) = bearer {
            let mut value = HeaderValue::try_from(format!("Bearer {token}")).ok()?;
            value.set_sensitive(true);
            request = request.header(AUTHORIZATION, value);
        }
        request.body(Vec::new()).ok()
    };
    let request = request().ok_or_else(|| Stage::Other("URI".to_owned()))?;
    let response = within_bounds(http.call(request).await?)?;
    match response.status().as_u16() {
        200 => json::object(response.body()).map_err(Stage::Json),
        status => Err(Stage::Status(status)),
    }
}

/// Neither too large nor a redirect.
pub(crate) fn within_bounds(response: Response) -> Result<Response, Stage> {
    if response.body().len() > MOST_BYTES {
        return Err(Stage::TooLarge);
    }
    if response.status().is_redirection() {
        let location = response.headers().get(http::header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default();
        return Err(Stage::Redirect { status: response.status().as_u16(), location: location.to_owned() });
    }
    Ok(response)
}
