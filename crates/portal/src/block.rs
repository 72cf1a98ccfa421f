//! The neighbourhood of a client: what one customer of a provider commonly has.

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use std::net::IpAddr;

/// A /24 of IPv4 or a /48 of IPv6.
pub fn of(client: IpAddr) -> IpNet {
    match client.to_canonical() {
        IpAddr::V4(v4) => IpNet::V4(Ipv4Net::new_assert(v4, 24).trunc()),
        IpAddr::V6(v6) => IpNet::V6(Ipv6Net::new_assert(v6, 48).trunc()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str) -> String {
        of(text.parse().unwrap()).to_string()
    }

    #[test]
    fn neighbours_are_one_block() {
        assert_eq!(block("192.0.2.254"), "192.0.2.0/24");
        assert_eq!(block("::ffff:192.0.2.9"), "192.0.2.0/24");
        assert_eq!(block("2001:db8:1:ffff::9"), "2001:db8:1::/48");
    }
}
