//! Single sign-on protocols, and nothing else: no database, no HTTP, no clock and no chance of its own. Whoever calls hands in the time and
//! the random bits, and gets a value back: what a provider has proven about somebody, or why it has not.
//!
//! [`saml`] is SAML 2.0 as a service provider speaks it in a browser. Begin with its page.

pub mod saml;
