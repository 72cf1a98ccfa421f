//! Addresses that a customer's administrator or their provider has given us, and that people or requests are sent to.

use url::{Host, Url};

/// Which destinations an installation accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Destinations {
    #[default]
    Https,
    /// And plain http to this machine: the practice provider in development and tests.
    HttpsAndLoopback,
}

/// Why nobody is sent there, and nothing fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    #[error("not an address")]
    Malformed,
    #[error("not https")]
    Scheme,
    #[error("holds a name or password")]
    Credentials,
    #[error("holds a fragment")]
    Fragment,
}

/// Checks an address that people or requests will be sent to. What it resolves to is for whoever connects to look at.
pub(crate) fn check(text: &str, destinations: Destinations) -> Result<Url, BadAddress> {
    if text.contains(|c: char| c.is_control() || c.is_whitespace()) {
        return Err(BadAddress::Malformed); // a URL parser drops tabs and line ends, a header doesn't
    }
    let url = Url::parse(text).map_err(|_| BadAddress::Malformed)?;
    let loopback = match url.host() {
        Some(Host::Domain(domain)) => domain == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    let allowed = match url.scheme() {
        "https" => url.has_host(),
        "http" => loopback && destinations == Destinations::HttpsAndLoopback,
        _ => false,
    };
    match () {
        () if !allowed => Err(BadAddress::Scheme),
        () if !url.username().is_empty() || url.password().is_some() => Err(BadAddress::Credentials),
        () if url.fragment().is_some() => Err(BadAddress::Fragment),
        () => Ok(url),
    }
}
