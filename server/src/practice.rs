//! The identity provider to practise with, beside the portal.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::{Request, StatusCode, header};
use http_body_util::{BodyExt, Limited};
use portal::federation::Posted;
use portal::{Error, Portal, seed};
use practice_idp::{Backstage, Fault, Practice};
use tower::ServiceExt;
use url::Url;

use crate::config::{Config, PracticeIdp};
use crate::serve::Failure;

/// What it reads of the portal: metadata of a service, a few kilobytes.
const MOST_BYTES: usize = 64 * 1024;

/// The provider as one service; `pages` is the portal, of which it reads metadata without a way over the network.
///
/// # Errors
/// When it would face the internet and nobody insisted.
pub fn router(practice: &PracticeIdp, config: &Config, portal: &Portal, pages: Router) -> Result<Router, Failure> {
    let host = config.origin.authority().to_owned();
    let idp = described(practice, config, portal)?.reading(Arc::new(move |path| {
        let asked = ask(pages.clone(), host.clone(), path);
        Box::pin(asked)
    }));
    Ok(practice_idp::router(if practice.anywhere { idp.anywhere() } else { idp })?)
}

/// The practice provider that the settings describe, with this portal's clock.
///
/// # Errors
/// When its origin isn't an address.
pub fn described(practice: &PracticeIdp, config: &Config, portal: &Portal) -> Result<Practice, Failure> {
    let (clock, chance) = (portal.clock.clone(), portal.chance.clone());
    let now = Arc::new(move || clock.now());
    let idp = Practice::new(practice.origin.as_str().parse()?, config.origin.as_str(), now, Arc::new(move || chance.bytes()));
    Ok(idp.keeping_keys_in(config.data_dir.join("practice-idp")))
}

/// The one that the demo's organisation is connected to: `/okta/acme/`.
pub struct Demo(Backstage);

impl Demo {
    /// # Errors
    /// None, while there are Okta's accents.
    pub fn new(practice: Practice) -> portal::Result<Self> {
        Backstage::new(practice, "okta", "acme").map(Self).map_err(Error::internal)
    }
}

impl seed::Provider for Demo {
    async fn metadata(&self) -> portal::Result<String> {
        self.0.saml_metadata().await.map_err(Error::internal)
    }

    async fn answer(&self, request: &Url, given_name: &str, with_address: bool) -> portal::Result<Posted> {
        let fault = if with_address { Fault::None } else { Fault::NoEmail };
        let answer = self.0.saml_answer(request.query().unwrap_or_default(), given_name, fault).await;
        let (response, relay_state) = answer.map_err(Error::internal)?;
        Ok(Posted { response: Some(response), relay_state: Some(relay_state) })
    }
}

async fn ask(pages: Router, host: String, path: String) -> Option<Vec<u8>> {
    let from = ConnectInfo(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
    let request = Request::get(path).header(header::HOST, host).extension(from).body(Body::empty()).ok()?;
    let response = pages.oneshot(request).await.ok().filter(|response| response.status() == StatusCode::OK)?;
    Limited::new(response.into_body(), MOST_BYTES).collect().await.ok().map(|body| body.to_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use http::HeaderMap;

    #[tokio::test]
    async fn it_reads_what_the_portal_answers_at_its_own_host() {
        let metadata = get(async |headers: HeaderMap| headers[header::HOST].to_str().unwrap().to_owned());
        let pages = Router::new().route("/metadata", metadata);
        let ask = async |path: &str| ask(pages.clone(), "portal.example".to_owned(), path.to_owned()).await;
        assert_eq!(ask("/metadata").await.as_deref(), Some(&b"portal.example"[..]));
        for nothing in ["/elsewhere", "no path"] {
            assert_eq!(ask(nothing).await, None, "{nothing}");
        }
    }
}
