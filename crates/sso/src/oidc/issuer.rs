use super::Code;
use crate::address::{self, BadAddress, Destinations};
use serde::{Deserialize, Serialize};
use std::fmt;

const WELL_KNOWN: &str = "/.well-known/openid-configuration";
const ENTRA: &str = "https://login.microsoftonline.com/";

/// Who a provider is: an https address without query or fragment (OpenID Connect Core 2, "iss"), compared to the letter. With a slash at its
/// end it is another.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Issuer(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadIssuer {
    #[error(transparent)]
    Address(#[from] BadAddress),
    #[error("holds a query")]
    Query,
    /// An issuer of Entra ID for everybody instead of one tenant: `common`, `organizations`, `consumers`.
    #[error("not one tenant's")]
    EveryTenant,
    #[error("not a tenant id")]
    TenantId,
}

impl BadIssuer {
    /// Its line in the catalogue.
    pub fn code(self) -> Code {
        match self {
            Self::Address(_) | Self::Query => Code::O01,
            Self::EveryTenant | Self::TenantId => Code::O02,
        }
    }
}

impl Issuer {
    /// Reads what an administrator pasted: the issuer, or the address of its discovery document.
    ///
    /// # Errors
    /// [`BadIssuer`].
    pub fn parse(text: &str, destinations: Destinations) -> Result<Self, BadIssuer> {
        let text = text.trim();
        let text = text.strip_suffix(WELL_KNOWN).unwrap_or(text);
        let url = address::check(text, destinations)?;
        if text.contains('?') {
            return Err(BadIssuer::Query);
        }
        let tenant = text.strip_prefix(ENTRA).map(|rest| rest.split('/').next().unwrap_or_default());
        match (tenant, url.host_str()) {
            (Some(tenant), _) if !is_uuid(tenant) => Err(BadIssuer::EveryTenant),
            // The same host in another spelling: what follows could be anything.
            (None, Some("login.microsoftonline.com")) => Err(BadIssuer::EveryTenant),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// Entra ID's for one tenant, by its "Directory (tenant) ID".
    ///
    /// # Errors
    /// [`BadIssuer::TenantId`] for anything but a UUID: a domain name works as an address, but isn't what the tokens say.
    pub fn entra(tenant_id: &str) -> Result<Self, BadIssuer> {
        let id = tenant_id.trim().to_ascii_lowercase();
        if is_uuid(&id) { Ok(Self(format!("{ENTRA}{id}/v2.0"))) } else { Err(BadIssuer::TenantId) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The tenant, where the issuer is Entra ID's.
    pub fn entra_tenant(&self) -> Option<&str> {
        self.0.strip_prefix(ENTRA)?.split('/').next()
    }

    /// Where its document lives (OpenID Connect Discovery 4.1).
    pub(crate) fn discovery_address(&self) -> String {
        format!("{}{WELL_KNOWN}", self.0.trim_end_matches('/'))
    }
}

impl fmt::Display for Issuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// In the form of RFC 9562: five groups of hexadecimal digits.
pub(super) fn is_uuid(text: &str) -> bool {
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    groups == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TENANT: &str = "6f6dc3f5-30d7-4a5e-8f0a-3b1d8a3a3f10";

    #[test]
    fn an_issuer_is_kept_to_the_letter() {
        let parse = |text: &str| Issuer::parse(text, Destinations::Https).map(|issuer| issuer.0);
        assert_eq!(parse(" https://acme.okta.example ").unwrap(), "https://acme.okta.example");
        assert_eq!(parse("https://acme.auth0.example/").unwrap(), "https://acme.auth0.example/");
        assert_eq!(parse("https://kc.example/realms/acme/.well-known/openid-configuration").unwrap(), "https://kc.example/realms/acme");
        for bad in ["", "acme", "http://kc.example", "https://a@kc.example", "https://kc.example/#a", "https://kc.example/?a", "javascript:alert(1)"]
        {
            assert!(parse(bad).is_err(), "{bad}");
        }
        assert!(Issuer::parse("http://127.0.0.1:3001/p", Destinations::HttpsAndLoopback).is_ok());
        assert!(Issuer::parse("http://192.0.2.1/p", Destinations::HttpsAndLoopback).is_err());
    }

    #[test]
    fn entra_is_one_tenant() {
        let entra = Issuer::entra(&format!(" {} ", TENANT.to_uppercase())).unwrap();
        assert_eq!(entra.as_str(), format!("https://login.microsoftonline.com/{TENANT}/v2.0"));
        assert_eq!(entra.entra_tenant(), Some(TENANT));
        assert_eq!(Issuer::parse(entra.as_str(), Destinations::Https), Ok(entra));
        assert_eq!(Issuer::entra("acme.onmicrosoft.com"), Err(BadIssuer::TenantId));
        for everybody in ["https://login.microsoftonline.com/common/v2.0", "https://LOGIN.microsoftonline.com/organizations/v2.0"] {
            assert_eq!(Issuer::parse(everybody, Destinations::Https), Err(BadIssuer::EveryTenant));
            assert_eq!(BadIssuer::EveryTenant.code(), Code::O02);
        }
    }
}
