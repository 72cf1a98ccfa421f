//! What a provider says about itself (SAML Metadata 2.4.3), and what people paste instead.
//!
//! Metadata is trusted because an administrator brought it here, or because it came over TLS from the address they named. Signatures in it
//! are not checked: whose key should they be by? What it may contain is bounded all the same, and the addresses it names are where our
//! people will be sent.

mod metadata_url;
mod paste;
mod read;

pub use crate::address::{BadAddress, Destinations};
pub use metadata_url::MetadataUrl;
pub use paste::Pasted;
pub use read::{Flaw, IdpMetadata, Skipped, choose};

/// How a request travels to a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Binding {
    Redirect,
    Post,
}

/// Where a provider takes requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SsoLocation {
    pub binding: Binding,
    pub location: String,
}
