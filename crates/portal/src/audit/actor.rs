use contract::PersonId;
use std::net::IpAddr;

/// Where a request came from, as far as the record keeps it.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The client's address, through trusted proxies only.
    pub ip: Option<IpAddr>,
    /// The browser and system in words ("Firefox · Linux"), at most 80 characters.
    pub device: String,
    /// The request's reference id, by which the log knows it too; empty where nobody asked.
    pub request: String,
}

/// Who did it, as they were called at the time.
#[derive(Debug, Clone)]
pub struct Actor {
    /// `None`: the portal itself.
    pub person: Option<PersonId>,
    pub name: String,
    pub address: String,
    pub origin: Origin,
}

impl Actor {
    /// The portal itself, at work on a job.
    pub fn portal() -> Self {
        Self { person: None, name: String::new(), address: String::new(), origin: Origin::default() }
    }
}
