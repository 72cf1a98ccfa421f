//! The reference id of a request: what a person reads to support, and support finds in the log.

use app::ssr::Reference;
use http::HeaderName;
use portal::chance::Chance;

/// Where an answer names it.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Another for each request.
pub fn make(chance: &Chance) -> Reference {
    Reference(chance.reference())
}
