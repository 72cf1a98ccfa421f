//! What providers read and where their pages post: plain handlers. Where people are sent out and come back by a link are pages.

use app::features::single_sign_on;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, RawQuery, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use contract::ConnectionKey;
use http::header;
use portal::federation::Posted;
use portal::{Error, Portal, connection};
use tower_http::limit::RequestBodyLimitLayer;

use crate::context;
use crate::middleware::problem;

/// What a provider's page may post: `sso` takes half of it, and base64 a third more.
const BODY_BYTES: usize = 1024 * 1024;

pub fn routes(portal: &Portal) -> Router {
    Router::new()
        .route("/sso/saml/{key}/acs", post(answer))
        .route("/sso/saml/{key}/metadata", get(metadata))
        .route("/sso/saml/{key}/certificate", get(certificate))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(BODY_BYTES))
        .with_state(portal.clone())
}

async fn answer(State(portal): State<Portal>, Path(key): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = match axum::body::to_bytes(body, BODY_BYTES).await {
        Ok(body) => body,
        Err(_) => return problem::response(contract::Problem::new(contract::ProblemKind::TooLarge)),
    };
    let posted = read(&body);
    context::answer(&portal, parts, async move { single_sign_on::take_response(&key, posted).await.map_err(Into::into) }).await
}

/// Of two fields of one name, a proxy and we might each take another: neither is taken.
fn read(body: &Bytes) -> Posted {
    let only = |name: &str| {
        let mut values = form_urlencoded::parse(body).filter(|(key, _)| key == name).map(|(_, value)| value.into_owned());
        values.next().filter(|_| values.next().is_none())
    };
    Posted { response: only("SAMLResponse"), relay_state: only("RelayState") }
}

async fn metadata(State(portal): State<Portal>, Path(key): Path<String>) -> Response {
    match async { connection::metadata_xml(&portal, &parse(&key)?).await }.await {
        Ok(document) => ([(header::CONTENT_TYPE, "application/samlmetadata+xml")], document).into_response(),
        Err(error) => problem::response(app::ssr::problem(error)),
    }
}

/// `?next`: the certificate that is to take over.
async fn certificate(State(portal): State<Portal>, Path(key): Path<String>, RawQuery(query): RawQuery) -> Response {
    let next = query.as_deref() == Some("next");
    match async { connection::own_certificate(&portal, &parse(&key)?, next).await }.await {
        Ok(certificate) => {
            let disposition = format!("attachment; filename=\"portico-{key}{}.pem\"", if next { "-next" } else { "" });
            ([(header::CONTENT_TYPE, "application/x-pem-file".to_owned()), (header::CONTENT_DISPOSITION, disposition)], certificate.to_pem())
                .into_response()
        }
        Err(error) => problem::response(app::ssr::problem(error)),
    }
}

fn parse(key: &str) -> portal::Result<ConnectionKey> {
    key.parse().map_err(|_| Error::NotFound)
}
