//! Where browsers reach the portal.

use std::fmt;

use http::Uri;
use http::uri::Authority;

/// A web origin (RFC 6454): scheme, host and port, nothing behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    text: String,
    authority: Authority,
}

impl Origin {
    /// Reads `https://portal.example` or `http://127.0.0.1:3000`, in lower case as browsers send it.
    ///
    /// # Errors
    /// What was expected instead.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "{text:?} is not an origin: expected a scheme, a host and perhaps a port, such as https://portal.example, and nothing behind them"
            )
        };
        let lower = text.trim_end_matches('/').to_ascii_lowercase();
        let uri: Uri = lower.parse().map_err(|_| wrong())?;
        let authority =
            uri.authority().filter(|authority| !authority.as_str().contains('@') && !authority.host().is_empty()).ok_or_else(wrong)?.clone();
        if !matches!(uri.scheme_str(), Some("http" | "https")) || uri.path() != "/" || uri.query().is_some() {
            return Err(wrong());
        }
        // A browser leaves the scheme's own port out (RFC 6454, section 6.1), so what it sends would never match.
        if matches!((uri.scheme_str(), authority.port_u16()), (Some("http"), Some(80)) | (Some("https"), Some(443))) {
            return Err(format!("{text:?} names its scheme's own port, which browsers leave out: leave it out too"));
        }
        Ok(Self { text: lower, authority })
    }

    /// Stands in for an origin that was refused while other settings are looked at.
    pub(super) fn unknown() -> Self {
        Self { text: String::new(), authority: Authority::from_static("unknown.invalid") }
    }

    /// Without a trailing slash.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub fn is_https(&self) -> bool {
        self.text.starts_with("https://")
    }

    /// Host and port, as a request's `Host` names them.
    pub fn authority(&self) -> &str {
        self.authority.as_str()
    }

    pub fn host(&self) -> &str {
        self.authority.host()
    }

    /// Whether browsers on this machine alone reach it.
    pub fn is_loopback(&self) -> bool {
        let host = self.host();
        let address = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || host.ends_with(".localhost") || address.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_kept_as_browsers_send_it() {
        let origin = Origin::parse("https://Portal.Example:8443/").unwrap();
        assert_eq!((origin.as_str(), origin.authority(), origin.host()), ("https://portal.example:8443", "portal.example:8443", "portal.example"));
        assert!(origin.is_https() && !origin.is_loopback());
        assert!(Origin::parse("http://127.0.0.1:3000").unwrap().is_loopback());
        assert!(Origin::parse("http://[::1]:3000").unwrap().is_loopback());
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        for text in [
            "",
            "portal.example",
            "ftp://portal.example",
            "https://",
            "https://a@b",
            "https://portal.example/x",
            "https://portal.example?x",
            "https://portal.example:443",
        ] {
            assert!(Origin::parse(text).is_err(), "{text:?}");
        }
    }
}
