use crate::secret::SecretHash;
use contract::EmailAddress;
use std::net::{IpAddr, Ipv6Addr};

/// What a counter counts for, as a hash: the table tells nobody who was where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key(SecretHash);

impl Key {
    /// An account or recipient, for whoever asks.
    pub fn address(address: &EmailAddress) -> Self {
        Self(SecretHash::of(format!("address:{address}").as_bytes()))
    }

    /// The same, asked for by one browser that has signed in to it before.
    pub fn address_from(address: &EmailAddress, browser: SecretHash) -> Self {
        let mut bytes = format!("known:{address}:").into_bytes();
        bytes.extend_from_slice(browser.as_slice());
        Self(SecretHash::of(&bytes))
    }

    /// The neighbourhood of a client: a /24 of IPv4, a /48 of IPv6 (what one customer of a provider commonly has).
    /// Clients whose address isn't known share one.
    pub fn block(client: Option<IpAddr>) -> Self {
        let block = match client.map(|client| client.to_canonical()) {
            None => "unknown".to_owned(),
            Some(IpAddr::V4(v4)) => {
                let [a, b, c, _] = v4.octets();
                format!("{a}.{b}.{c}.0/24")
            }
            Some(IpAddr::V6(v6)) => {
                let [a, b, c, ..] = v6.segments();
                format!("{}/48", Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
            }
        };
        Self(SecretHash::of(format!("block:{block}").as_bytes()))
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        self.0.as_slice()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str) -> Key {
        Key::block(Some(text.parse().unwrap()))
    }

    #[test]
    fn neighbours_are_one_block() {
        assert_eq!(block("192.0.2.1"), block("192.0.2.254"));
        assert_eq!(block("192.0.2.1"), block("::ffff:192.0.2.9"));
        assert_ne!(block("192.0.2.1"), block("192.0.3.1"));
        assert_eq!(block("2001:db8:1:2::1"), block("2001:db8:1:ffff::9"));
        assert_ne!(block("2001:db8:1::1"), block("2001:db8:2::1"));
    }
}
