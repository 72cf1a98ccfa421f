//! Our own key pairs: made before any transaction, sealed, and published for as long as a provider may use them.

use super::{change::hold, model::KeyState, sql, sql_key};
use crate::{
    Error, Portal, Result,
    access::{Can, acting, permission::ManageSignIn},
    audit::{Event, Unrecorded},
    db::TenantTx,
    throttle::{self, Key, limits},
    vault,
};
use contract::{ConnectionId, ConnectionKey, OrgId, Rule};
use sqlx::PgConnection;
use sso::saml::{Certificate, KeyPair, PrivateKey};
use uuid::Uuid;

/// The most pairs that a connection has: each is one more try at every encrypted answer.
const MOST: usize = 5;

/// Makes a pair: about a second of a processor, on a thread that may wait.
///
/// # Errors
/// `Forbidden` when the right was taken away meanwhile · `Limited`.
pub(super) async fn generate(can: &Can<ManageSignIn>, key: &ConnectionKey) -> Result<KeyPair> {
    let mut tx = can.begin().await?;
    acting::<ManageSignIn>(&mut tx, can.membership()).await?;
    let (org, now) = (tx.org(), tx.now());
    throttle::count(tx.conn(), now, &[(limits::KEYS_OF_ORGANIZATION, Key::org(org))]).await?;
    tx.commit_unrecorded(Unrecorded::ConnectionBookkeeping).await?;
    let portal = can.portal();
    let (name, serial, now) = (key.to_string(), portal.chance.bytes::<16>(), portal.clock.now());
    let made = tokio::task::spawn_blocking(move || KeyPair::generate(&name, serial, now)).await;
    made.map_err(Error::internal)?.map_err(Error::internal)
}

/// Stores a pair, its private half sealed for its row.
pub(super) async fn put(tx: &mut TenantTx, connection: ConnectionId, pair: &KeyPair, state: KeyState) -> Result<()> {
    let (org, now, id) = (tx.org(), tx.now(), tx.new_id::<Uuid>());
    let pem = pair.key.to_pem().map_err(Error::internal)?;
    let sealed = vault::seal(tx.portal(), &place(&org, &id), pem.as_bytes())?;
    sql_key::insert(tx.conn(), org, id, connection, state, &pair.certificate, &sealed, now).await
}

pub(super) fn place<'a>(org: &'a OrgId, id: &'a Uuid) -> [&'a [u8]; 3] {
    [b"connection_key", org.0.as_bytes(), id.as_bytes()]
}

/// Every pair, the current one first: requests are signed with that, and answers may be encrypted to any.
///
/// # Errors
/// `Internal` when there is none, or one doesn't open.
pub(crate) async fn own_keys(db: &mut PgConnection, portal: &Portal, org: OrgId, connection: ConnectionId) -> Result<Vec<KeyPair>> {
    let stored = sql_key::sealed(db, org, connection).await?;
    if stored.is_empty() {
        return Err(Error::internal("a connection without a key"));
    }
    let open = |key: sql_key::Stored| {
        let pem = vault::open(portal, &place(&org, &key.id), &key.sealed)?;
        let pem = std::str::from_utf8(&pem).map_err(Error::internal)?;
        let certificate = Certificate::from_der(&key.certificate).map_err(Error::internal)?;
        Ok(KeyPair { key: PrivateKey::from_pem(pem).map_err(Error::internal)?, certificate })
    };
    stored.into_iter().map(open).collect()
}

/// Makes the pair that is to take over, and publishes it beside the current one.
///
/// # Errors
/// `NotFound` · `Limited` · `Conflict(NotInThatState)` when one waits already, or too many old ones are still published.
pub async fn add_key(can: &Can<ManageSignIn>, id: ConnectionId) -> Result<()> {
    let key = {
        let mut read = can.read().await?;
        sql::key_and_protocol(read.conn(), can.org_id(), id).await?.ok_or(Error::NotFound)?.0
    };
    let pair = generate(can, &key).await?;
    let mut tx = can.begin().await?;
    let held = hold(&mut tx, can, id).await?;
    let (org, now) = (tx.org(), tx.now());
    let states = sql_key::states(tx.conn(), org, id).await?;
    if states.len() >= MOST || states.iter().any(|(_, state, _)| *state == KeyState::Next) {
        return Err(Error::Conflict(Rule::NotInThatState));
    }
    put(&mut tx, id, &pair, KeyState::Next).await?;
    sql::touch(tx.conn(), org, id, now).await?;
    let fingerprint = pair.certificate.fingerprint().to_string();
    tx.commit(Event::ConnectionKeyAdded { connection: id, name: held.name, fingerprint }).await
}

/// Lets the next pair take over. The one before stays published, for what is still encrypted to it.
///
/// # Errors
/// `NotFound` · `Conflict(NotInThatState)` when none waits.
pub async fn promote_key(can: &Can<ManageSignIn>, id: ConnectionId) -> Result<()> {
    let mut tx = can.begin().await?;
    let held = hold(&mut tx, can, id).await?;
    let (org, now) = (tx.org(), tx.now());
    let states = sql_key::states(tx.conn(), org, id).await?;
    let of = |wanted: KeyState| states.iter().find(|(_, state, _)| *state == wanted);
    let (Some((next, _, certificate)), Some((current, ..))) = (of(KeyState::Next), of(KeyState::Current)) else {
        return Err(Error::Conflict(Rule::NotInThatState));
    };
    sql_key::set_state(tx.conn(), org, *current, KeyState::Retired).await?;
    sql_key::set_state(tx.conn(), org, *next, KeyState::Current).await?;
    sql::touch(tx.conn(), org, id, now).await?;
    let fingerprint = fingerprint(certificate)?;
    tx.commit(Event::ConnectionKeyPromoted { connection: id, name: held.name, fingerprint }).await
}

/// Takes a pair out of our metadata, and forgets it: one that was, or one that was to come.
///
/// # Errors
/// `NotFound` · `Conflict(NotInThatState)` for the current one.
pub async fn retire_key(can: &Can<ManageSignIn>, id: ConnectionId, key: &str) -> Result<()> {
    let key: Uuid = key.parse().map_err(|_| Error::NotFound)?;
    let mut tx = can.begin().await?;
    let held = hold(&mut tx, can, id).await?;
    let (org, now) = (tx.org(), tx.now());
    let states = sql_key::states(tx.conn(), org, id).await?;
    let (_, state, certificate) = states.iter().find(|(id, ..)| *id == key).ok_or(Error::NotFound)?;
    if *state == KeyState::Current {
        return Err(Error::Conflict(Rule::NotInThatState));
    }
    sql_key::remove(tx.conn(), org, key).await?;
    sql::touch(tx.conn(), org, id, now).await?;
    let fingerprint = fingerprint(certificate)?;
    tx.commit(Event::ConnectionKeyRetired { connection: id, name: held.name, fingerprint }).await
}

fn fingerprint(certificate: &[u8]) -> Result<String> {
    Ok(Certificate::from_der(certificate).map_err(Error::internal)?.fingerprint().to_string())
}
