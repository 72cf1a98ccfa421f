use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use time::OffsetDateTime;
use url::{Host, Url};

/// Now, as the portal has it.
pub type Clock = Arc<dyn Fn() -> OffsetDateTime + Send + Sync>;
/// Fresh random bytes.
pub type Chance = Arc<dyn Fn() -> [u8; 32] + Send + Sync>;
/// What the portal answers at a path of its own, such as `/sso/saml/…/metadata`; `None` when it doesn't answer with something.
pub type Portal = Arc<dyn Fn(String) -> Pin<Box<dyn Future<Output = Option<Vec<u8>>> + Send>> + Send + Sync>;

/// What a practice identity provider needs to know.
#[derive(Clone)]
pub struct Practice {
    pub(crate) origin: Url,
    pub(crate) portal_origin: String,
    pub(crate) clock: Clock,
    pub(crate) chance: Chance,
    pub(crate) portal: Portal,
    pub(crate) folder: Option<PathBuf>,
    anywhere: bool,
}

/// It would be reached from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not this machine: whoever reaches a practice identity provider can sign in as anybody it knows")]
pub struct NotLoopback(String);

impl Practice {
    /// `origin` is where browsers and the portal reach it; `portal_origin`, without a slash at its end, the only place to which it sends people
    /// back.
    pub fn new(origin: Url, portal_origin: &str, clock: Clock, chance: Chance) -> Self {
        let portal: Portal = Arc::new(|_| Box::pin(async { None }));
        Self { origin, portal_origin: portal_origin.to_owned(), clock, chance, portal, folder: None, anywhere: false }
    }

    /// Lets its console read a service's metadata by address.
    #[must_use]
    pub fn reading(self, portal: Portal) -> Self {
        Self { portal, ..self }
    }

    /// Its keys outlive it there, so that a connection still works after a restart.
    #[must_use]
    pub fn keeping_keys_in(self, folder: PathBuf) -> Self {
        Self { folder: Some(folder), ..self }
    }

    /// Whatever its origin is. Only for a network in which everybody may be anybody.
    #[must_use]
    pub fn anywhere(self) -> Self {
        Self { anywhere: true, ..self }
    }

    pub(crate) fn checked(self) -> Result<Self, NotLoopback> {
        let loopback = match self.origin.host() {
            Some(Host::Domain(domain)) => domain == "localhost" || domain.ends_with(".localhost"),
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        if loopback || self.anywhere { Ok(self) } else { Err(NotLoopback(self.origin.to_string())) }
    }
}
