use crate::{block, secret::SecretHash};
use contract::{ConnectionId, DomainId, EmailAddress, InvitationId, OrgId, PersonId};
use std::net::IpAddr;

/// What a counter counts for, as a hash: the table tells nobody who was where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

    /// Somebody who is signed in.
    pub fn person(person: PersonId) -> Self {
        Self(SecretHash::of(format!("person:{person}").as_bytes()))
    }

    /// An organisation, whoever acts for it.
    pub fn org(org: OrgId) -> Self {
        Self(SecretHash::of(format!("org:{org}").as_bytes()))
    }

    /// A domain of an organisation, whoever looks after it.
    pub fn domain(domain: DomainId) -> Self {
        Self(SecretHash::of(format!("domain:{domain}").as_bytes()))
    }

    /// A connection of an organisation, whoever looks after it.
    pub fn connection(connection: ConnectionId) -> Self {
        Self(SecretHash::of(format!("connection:{connection}").as_bytes()))
    }

    /// An invitation, whoever holds its link.
    pub fn invitation(invitation: InvitationId) -> Self {
        Self(SecretHash::of(format!("invitation:{invitation}").as_bytes()))
    }

    /// The neighbourhood of a client. Clients whose address isn't known share one.
    pub fn block(client: Option<IpAddr>) -> Self {
        let block = client.map_or_else(|| "unknown".to_owned(), |client| block::of(client).to_string());
        Self(SecretHash::of(format!("block:{block}").as_bytes()))
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        self.0.as_slice()
    }
}
