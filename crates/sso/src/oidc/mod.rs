//! OpenID Connect, the side of the relying party: asking a provider to sign somebody in, and believing its answer as far as it holds.
//!
//! Everything that arrives here was written by strangers: what a provider publishes by whoever administers a customer, callbacks by whoever can
//! make a link to us. The code flow with PKCE is the only one. In the order of a sign-in:
//!
//! 1. **[`discover()`]** reads what a provider publishes under its [`Issuer`], and its keys, once when a connection is made and daily after. The
//!    caller keeps the [`Provider`].
//! 2. **[`SignIn::begin`]** writes the address to send the browser to, and the [`Pending`] that the caller keeps, on the server, bound to the
//!    browser.
//! 3. **[`Callback::parse`]** reads what the browser brings back. By its state the caller finds the [`Pending`], and deletes it: it answers once.
//! 4. **[`receive()`]** checks the state and whose answer it is, trades the code for the tokens, has the library check the ID token's signature
//!    with one key of this provider, and then asks the rules about every claim.
//! 5. **[`Outcome::UnknownKey`]** asks for fresh keys, once: providers change them without notice. The caller keeps count.
//!
//! What comes out is an [`Identity`], or a [`Report`]: a table of every check with what was expected and what was received. A test page shows
//! the table; a sign-in takes the [`Code`] of its first failure, says one sentence to the person and writes the rest to the log.
//!
//! What is left to the caller, because it needs a memory or a network: that the sign-in was begun by this browser and is taken once, that the
//! address is of a domain the organisation has proven ([`crate::saml::email::within`], whatever `email_verified` says), how often keys are
//! refreshed, when the secret expires, and the client that makes the requests ([`Http`] lists what it owes).
//!
//! Standards: OpenID Connect Core and Discovery 1.0, RFC 6749 (OAuth 2.0), 7517–7519 (JWK, JWA, JWT), 7523 (client assertions), 7636 (PKCE), 9207
//! (`iss` in callbacks), 9700 (security). Not spoken: implicit and hybrid flow, encrypted ID tokens, signed userinfo, request objects, logout.

mod begin;
mod callback;
mod client;
mod client_assertion;
mod code;
mod discover;
pub mod email;
mod exchange;
mod expected;
pub mod http;
mod id_token;
mod identity;
mod issuer;
pub mod json;
pub mod keys;
mod provider;
mod provider_error;
mod receive;
pub mod report;
mod rules;
mod user_info;

pub use begin::{Chance, NoAddress, Pending, Prompt, SignIn};
pub use callback::Callback;
pub use client::{Client, ClientSecret, Credential};
pub use code::Code;
pub use discover::{Discovered, discover, refresh_keys};
pub use expected::{Expected, UserInfo};
pub use http::{Http, Stage};
pub use identity::Identity;
pub use issuer::{BadIssuer, Issuer};
pub use keys::Keys;
pub use provider::Provider;
pub use provider_error::ProviderError;
pub use receive::{Outcome, Received, UnknownKey, receive};
pub use report::{Check, Reason, Report, Row, Verdict};
