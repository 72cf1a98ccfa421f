use crate::saml::Unreadable;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// What keeps the provider itself from working; none of its faults is one.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("OpenSSL: {0}")]
    OpenSsl(#[from] openssl::error::ErrorStack),
    #[error("xmlsec: {0}")]
    XmlSec(String),
    #[error("a key's file: {0}")]
    File(#[from] std::io::Error),
    #[error("the calendar: {0}")]
    Calendar(#[from] time::error::ComponentRange),
    #[error("a page: {0}")]
    Page(#[from] askama::Error),
    #[error("not one of its places, or nobody whom it knows: {0}")]
    Unknown(String),
    #[error("an AuthnRequest: {0}")]
    Request(#[from] Unreadable),
    #[error("a task ended early: {0}")]
    Task(#[from] tokio::task::JoinError),
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        tracing::error!(error = %self, "the practice identity provider failed");
        (StatusCode::INTERNAL_SERVER_ERROR, format!("The practice identity provider failed: {self}")).into_response()
    }
}
