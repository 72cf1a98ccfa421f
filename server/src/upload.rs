//! Files that people send: multipart forms with a limit of their own (DECISIONS 15).

use app::features::{connections, invitations};
use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Path, Request, State};
use axum::response::Response;
use axum::routing::post;
use contract::Flaw;
use portal::{Error, Portal, Result};
use tower_http::limit::RequestBodyLimitLayer;

use crate::context;

/// What somewhat exceeds a file's limit is still read, and told in the form; what is larger than this is refused at once.
const BODY_BYTES: usize = 16 * 1024 * 1024;

pub fn routes(portal: &Portal) -> Router {
    Router::new()
        .route("/o/{org}/members/invite/file", post(invitations))
        .route("/o/{org}/connections/{connection}/exchange/file", post(metadata))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(BODY_BYTES))
        .with_state(portal.clone())
}

async fn invitations(State(portal): State<Portal>, Path(org): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts.clone(), body);
    context::answer(&portal, parts, async move { invitations::upload(&org, file(request, invitations::FILE_MEGABYTES)).await }).await
}

async fn metadata(State(portal): State<Portal>, Path((org, connection)): Path<(String, String)>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts.clone(), body);
    let upload = async move { connections::upload(&org, &connection, file(request, connections::FILE_MEGABYTES)).await };
    context::answer(&portal, parts, upload).await
}

/// The form's one field, `file`, of so many megabytes at most.
async fn file(request: Request, most: u32) -> Result<Vec<u8>> {
    let most_bytes = most as usize * 1024 * 1024;
    let missing = || Error::field("file", Flaw::Missing);
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| missing())?;
    while let Some(mut field) = form.next_field().await.map_err(|_| missing())? {
        if field.name() != Some("file") {
            continue;
        }
        let (mut bytes, mut too_large) = (Vec::new(), false);
        while let Some(piece) = field.chunk().await.map_err(|_| missing())? {
            // The rest is read and let go: a browser that is still sending hears no answer.
            too_large |= bytes.len() + piece.len() > most_bytes;
            if !too_large {
                bytes.extend_from_slice(&piece);
            }
        }
        return if too_large { Err(Error::field("file", Flaw::TooLarge { most })) } else { Ok(bytes) };
    }
    Err(missing())
}
