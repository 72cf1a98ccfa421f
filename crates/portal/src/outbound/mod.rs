//! The one way out: names looked up and pages fetched that somebody else has named. An organisation may write any host into a form,
//! so nothing here reaches what a stranger on the internet couldn't reach anyway, unless the operator allows a network.
//!
//! Mail leaves by its own server and isn't fetched; everything else goes through here, at save, at test and at sign-in alike.

mod dns;
mod error;
mod fetch;
mod guard;
mod http;
#[cfg(test)]
mod name_server;

pub use dns::{Answer, Answered, Dns, Silence};
pub use error::{FetchError, Stage};
pub use fetch::{Fetched, MOST_BYTES, MOST_TIME};
pub use guard::Guard;

use ipnet::IpNet;
use rustls::pki_types::CertificateDer;
use sso::address::Destinations;
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
};

/// Who asks the outside world. Cheap to clone; the default allows no private network and asks the system's resolvers.
#[derive(Debug, Clone, Default)]
pub struct Outbound {
    guard: Guard,
    dns: Dns,
    /// Trusted beside the public authorities.
    roots: Arc<[CertificateDer<'static>]>,
}

impl Outbound {
    /// `allow`: private networks that may be reached all the same; `resolvers`: recursive name servers to ask, none for the
    /// system's.
    pub fn new(allow: Vec<IpNet>, resolvers: Vec<SocketAddr>) -> Self {
        Self { guard: Guard::new(allow), dns: Dns::new(resolvers), roots: Arc::new([]) }
    }

    /// Which addresses may be named at all. Plain http is for this machine alone, where the operator allows it: a provider to practise with.
    pub fn destinations(&self) -> Destinations {
        if self.guard.permits(IpAddr::V4(Ipv4Addr::LOCALHOST)) { Destinations::HttpsAndLoopback } else { Destinations::Https }
    }

    /// The same, asking a zone's own name servers at another port than 53: for name servers of tests.
    #[must_use]
    pub fn asking_port(self, port: u16) -> Self {
        Self { dns: self.dns.asking_port(port), ..self }
    }

    /// The same, trusting a further authority (X.509, DER): for web servers of tests.
    #[must_use]
    pub fn trusting(self, root: CertificateDer<'static>) -> Self {
        Self { roots: self.roots.iter().cloned().chain([root]).collect(), ..self }
    }
}
