//! The identity provider to practise with, beside the portal.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::{Request, StatusCode, header};
use http_body_util::{BodyExt, Limited};
use portal::Portal;
use practice_idp::Practice;
use tower::ServiceExt;

use crate::config::{Config, PracticeIdp};
use crate::serve::Failure;

/// What it reads of the portal: metadata of a service, a few kilobytes.
const MOST_BYTES: usize = 64 * 1024;

/// The provider as one service; `pages` is the portal, of which it reads metadata without a way over the network.
///
/// # Errors
/// When it would face the internet and nobody insisted.
pub fn router(practice: &PracticeIdp, config: &Config, portal: &Portal, pages: Router) -> Result<Router, Failure> {
    let (clock, chance) = (portal.clock.clone(), portal.chance.clone());
    let host = config.origin.authority().to_owned();
    let idp =
        Practice::new(practice.origin.as_str().parse()?, config.origin.as_str(), Arc::new(move || clock.now()), Arc::new(move || chance.bytes()));
    let idp = idp.keeping_keys_in(config.data_dir.join("practice-idp")).reading(Arc::new(move |path| {
        let asked = ask(pages.clone(), host.clone(), path);
        Box::pin(asked)
    }));
    Ok(practice_idp::router(if practice.anywhere { idp.anywhere() } else { idp })?)
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
