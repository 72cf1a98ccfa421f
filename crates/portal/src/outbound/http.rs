//! The client that `sso` borrows, for addresses that a provider's own document names.

use super::{FetchError, Outbound};
use sso::oidc::{
    Http, Stage,
    http::{Answer, Request},
};

impl Http for Outbound {
    fn call(&self, request: Request) -> Answer<'_> {
        Box::pin(async move { self.send(request).await.map_err(stage) })
    }
}

fn stage(error: FetchError) -> Stage {
    match error {
        FetchError::Parse => Stage::Other("URI".to_owned()),
        FetchError::Dns { .. } => Stage::Dns,
        FetchError::Private { address } => Stage::Forbidden(address.to_string()),
        FetchError::Connect { .. } => Stage::Connect,
        FetchError::Tls { reason } => Stage::Tls(reason),
        FetchError::Http { reason } => Stage::Other(reason),
        FetchError::Status { status } => Stage::Status(status),
        FetchError::Redirect { to } => Stage::Other(to),
        FetchError::Size => Stage::TooLarge,
        FetchError::Time => Stage::Timeout,
    }
}
