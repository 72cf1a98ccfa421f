//! The address among the claims. Whether this provider may speak for its domain is asked as for SAML ([`crate::saml::email::within`]).

use super::{Code, Identity};
use crate::saml::email::plausible;

/// Nowhere an address, and what there was instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no e-mail address; received: {}", names.join(", "))]
pub struct NoEmail {
    /// The names of the claims received, from which an administrator picks one.
    pub names: Vec<String>,
}

impl NoEmail {
    pub fn code(&self) -> Code {
        Code::O06
    }
}

/// The address: of the claim that the connection names, else of `email`. `preferred_username`, which with some providers is an address, is taken
/// only by name: it may be anything, and may be given to another person (OpenID Connect Core 5.7).
///
/// # Errors
/// When there is none, or when the claim holds something else than exactly one address.
pub fn find(identity: &Identity, claim: Option<&str>) -> Result<String, NoEmail> {
    let mut values: Vec<&str> = identity.values(claim.unwrap_or("email")).collect();
    values.dedup();
    match values[..] {
        [only] if plausible(only) => Ok(only.to_owned()),
        _ => Err(NoEmail { names: identity.claims.keys().cloned().collect() }),
    }
}
