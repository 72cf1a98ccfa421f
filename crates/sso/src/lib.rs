//! Single sign-on protocols, and nothing else: no database, no HTTP server, no network, no clock and no chance of its own. Whoever calls
//! hands in the time, the random bits and, for OpenID Connect, a way to make requests, and gets a value back: what a provider has proven
//! about somebody, or why it has not.
//!
//! [`saml`] is SAML 2.0 as a service provider speaks it in a browser, [`oidc`] is OpenID Connect as a relying party does. Begin with their
//! pages. The two share the table in which every check is written ([`report`]) and the look at addresses ([`address`]).

pub mod address;
mod instant;
pub mod oidc;
pub mod report;
pub mod saml;
