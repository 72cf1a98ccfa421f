use super::{
    keys,
    model::{Settings, State, Step},
    sql, sql_version,
};
use crate::{
    Error, Fields, Result,
    access::{Can, acting, permission::ManageSignIn},
    audit::Event,
    jobs::Job,
    seat,
};
use contract::{ConnectionId, ConnectionKey, ConnectionName, Flaw, IdentityProvider, Protocol, Rule};
use time::Duration;

/// An organisation has so many connections at most: each is looked after every day.
pub const MOST: i64 = 20;

/// Begins a connection: a draft with an empty candidate and a key pair of its own. Nobody comes in by it.
///
/// # Errors
/// Fields `name` (`Missing`, `TooLong`, `Malformed`, `HasWebAddress`), `provider`, `protocol` (`Unknown`) · `Limited` ·
/// `Conflict(TooManyConnections)`.
pub async fn create(can: &Can<ManageSignIn>, name: &str, provider: &str, protocol: &str) -> Result<ConnectionId> {
    let mut fields = Fields::new();
    let name = fields.read("name", ConnectionName::parse(name));
    let provider = fields.read("provider", IdentityProvider::from_key(provider).ok_or(Flaw::Unknown));
    let spoken = Protocol::from_key(protocol).filter(|protocol| provider.is_none_or(|provider| provider.protocols().contains(protocol)));
    let protocol = fields.read("protocol", spoken.ok_or(Flaw::Unknown));
    let (Some(name), Some(provider), Some(protocol)) = (name, provider, protocol) else { return Err(fields.error()) };
    let key = ConnectionKey::new(can.portal().chance.bytes());
    let pair = keys::generate(can, &key).await?;

    let mut tx = can.begin().await?;
    seat::lock(&mut tx).await?;
    acting::<ManageSignIn>(&mut tx, can.membership()).await?;
    let (org, now, id) = (tx.org(), tx.now(), tx.new_id::<ConnectionId>());
    if sql::count(tx.conn(), org).await? >= MOST {
        return Err(Error::Conflict(Rule::TooManyConnections));
    }
    let new = sql::New { id, key: &key, name: name.as_str(), provider, protocol, state: State::Draft, step: Step::Domains, by: can.membership() };
    let due = now + Duration::DAY;
    sql::insert(tx.conn(), org, &new, now, due).await?;
    let candidate = tx.new_id();
    sql_version::insert(tx.conn(), org, id, candidate, 1, &Settings::fresh(protocol), can.membership(), now).await?;
    keys::put(&mut tx, id, &pair, super::KeyState::Current).await?;
    tx.enqueue_at(due, Job::RefreshConnection { org, connection: id, due }).await?;
    let (provider, protocol) = (provider.key().to_owned(), protocol.key().to_owned());
    tx.commit(Event::ConnectionCreated { connection: id, name: name.into(), provider, protocol }).await?;
    Ok(id)
}
