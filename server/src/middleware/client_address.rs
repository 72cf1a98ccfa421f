//! Who is asking, as an address: the peer, or what trusted proxies say in `X-Forwarded-For`.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderName};
use ipnet::IpNet;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address of the browser, in the request's extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

pub async fn find(State(proxies): State<Arc<[IpNet]>>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(peer)| peer.ip());
    let address = behind(peer, request.headers(), &proxies);
    request.extensions_mut().insert(ClientAddress(address));
    next.run(request).await
}

/// Walks from the peer towards the browser for as long as each hop is a proxy of ours: everything further out could be made up.
fn behind(peer: IpAddr, headers: &HeaderMap, proxies: &[IpNet]) -> IpAddr {
    let ours = |address: &IpAddr| proxies.iter().any(|network| network.contains(address));
    // A line may begin with what a stranger sent, in whatever bytes: each claim is read by itself.
    let lines: Vec<_> = headers.get_all(X_FORWARDED_FOR).iter().collect();
    let claims = lines.iter().rev().flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b','));
    let mut claims = claims.map(|claim| std::str::from_utf8(claim).ok()?.trim().parse::<IpAddr>().ok());
    let mut address = peer.to_canonical();
    while ours(&address) {
        let Some(Some(claim)) = claims.next() else { break };
        address = claim.to_canonical();
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&'static str]) -> String {
        let proxies: Vec<IpNet> = vec!["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()];
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(X_FORWARDED_FOR, http::HeaderValue::from_static(line));
        }
        behind(peer.parse().unwrap(), &headers, &proxies).to_string()
    }

    #[test]
    fn a_stranger_cannot_say_to_be_somebody_else() {
        assert_eq!(seen("203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
        assert_eq!(seen("10.0.0.1", &["198.51.100.1, 203.0.113.9"]), "203.0.113.9");
    }

    #[test]
    fn what_a_stranger_sent_before_does_not_hide_what_a_proxy_added() {
        let mut headers = HeaderMap::new();
        headers.append(X_FORWARDED_FOR, http::HeaderValue::from_bytes(b"\xff, 203.0.113.9").unwrap());
        assert_eq!(behind("10.0.0.1".parse().unwrap(), &headers, &["10.0.0.0/8".parse().unwrap()]).to_string(), "203.0.113.9");
    }

    #[test]
    fn every_proxy_of_ours_is_walked_through() {
        assert_eq!(seen("10.0.0.1", &["203.0.113.9, 10.2.3.4"]), "203.0.113.9");
        assert_eq!(seen("10.0.0.1", &["203.0.113.9", "fd00::7, 10.2.3.4"]), "203.0.113.9");
        assert_eq!(seen("::ffff:10.0.0.1", &["2001:db8::1"]), "2001:db8::1");
    }

    #[test]
    fn what_cannot_be_read_ends_the_walk() {
        assert_eq!(seen("10.0.0.1", &["203.0.113.9, unknown"]), "10.0.0.1");
        assert_eq!(seen("10.0.0.1", &[]), "10.0.0.1");
    }
}
