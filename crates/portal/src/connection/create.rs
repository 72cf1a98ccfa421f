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
use contract::{ConnectionId, ConnectionKey, Flaw, IdentityProvider, Protocol, Rule};
use time::Duration;

/// An organisation has so many connections at most: each is looked after every day.
pub const MOST: i64 = 20;
/// In characters: it stands on a button.
pub const LONGEST_NAME: usize = 60;

/// Begins a connection: a draft with an empty candidate and a key pair of its own. Nobody comes in by it.
///
/// # Errors
/// Fields `name` (`Missing`, `TooLong`, `Malformed`), `provider`, `protocol` (`Unknown`) · `Limited` · `Conflict(TooManyConnections)`.
pub async fn create(can: &Can<ManageSignIn>, name: &str, provider: &str, protocol: &str) -> Result<ConnectionId> {
    let mut fields = Fields::new();
    let name = fields.read("name", read_name(name));
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
    let new = sql::New { id, key: &key, name: &name, provider, protocol, state: State::Draft, step: Step::Domains, by: can.membership() };
    let due = now + Duration::DAY;
    sql::insert(tx.conn(), org, &new, now, due).await?;
    let candidate = tx.new_id();
    sql_version::insert(tx.conn(), org, id, candidate, 1, &Settings::fresh(protocol), can.membership(), now).await?;
    keys::put(&mut tx, id, &pair, super::KeyState::Current).await?;
    tx.enqueue_at(due, Job::RefreshConnection { org, connection: id, due }).await?;
    let (provider, protocol) = (provider.key().to_owned(), protocol.key().to_owned());
    tx.commit(Event::ConnectionCreated { connection: id, name, provider, protocol }).await?;
    Ok(id)
}

/// One line, without what can't be seen.
pub(super) fn read_name(text: &str) -> std::result::Result<String, Flaw> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(Flaw::Missing),
        count if count > LONGEST_NAME => Err(Flaw::TooLong { most: u32::try_from(LONGEST_NAME).unwrap_or(u32::MAX) }),
        _ if name.chars().any(|c| c.is_control() || ('\u{200B}'..='\u{200F}').contains(&c) || ('\u{202A}'..='\u{202E}').contains(&c)) => {
            Err(Flaw::Malformed)
        }
        _ => Ok(name),
    }
}
