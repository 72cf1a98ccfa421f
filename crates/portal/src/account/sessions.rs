use super::sql;
use crate::{Error, Portal, Result, access::Visitor, audit::PersonEvent, block, db::system::SystemTx};
use contract::SessionId;
use ipnet::IpNet;
use time::OffsetDateTime;

/// One place where a person is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSession {
    pub id: SessionId,
    /// The browser in words; may be empty.
    pub device: String,
    /// The address block it was begun from: as much of a place as we know.
    pub place: Option<IpNet>,
    pub since: OffsetDateTime,
    pub last_used: OffsetDateTime,
    /// The one that asks.
    pub is_this: bool,
}

/// Where the visitor is signed in: here first, then by last use.
///
/// # Errors
/// `Unauthenticated`.
pub async fn sessions(portal: &Portal, visitor: &Visitor) -> Result<Vec<OwnSession>> {
    let person = visitor.person()?;
    let rows = sql::sessions(&portal.db.web, person.person, portal.clock.now()).await?;
    let mut sessions: Vec<OwnSession> = rows
        .into_iter()
        .map(|row| OwnSession {
            id: SessionId(row.id),
            device: row.device,
            place: row.ip.map(|ip| block::of(ip.addr())),
            since: row.created_at,
            last_used: row.last_used_at,
            is_this: row.id == person.session.0,
        })
        .collect();
    sessions.sort_by_key(|session| !session.is_this);
    Ok(sessions)
}

/// Ends one of the visitor's sessions: its next request is signed out.
///
/// # Errors
/// `NotFound` when it isn't theirs, or is over · `Unauthenticated`.
pub async fn revoke(portal: &Portal, visitor: &Visitor, session: SessionId) -> Result<()> {
    let person = visitor.person()?.person;
    let mut tx = SystemTx::open(portal, &portal.db.web).await?;
    let device = sql::end_session(tx.conn(), person, session).await?.ok_or(Error::NotFound)?;
    tx.record(person, &visitor.origin, &PersonEvent::SessionRevoked { device }).await?;
    tx.commit().await
}

/// Signs out here. The web layer takes back the cookie.
///
/// # Errors
/// `Unauthenticated`.
pub async fn sign_out(portal: &Portal, visitor: &Visitor) -> Result<()> {
    let person = visitor.anybody()?;
    let mut tx = SystemTx::open(portal, &portal.db.web).await?;
    sql::end_session(tx.conn(), person.person, person.session).await?;
    tx.record(person.person, &visitor.origin, &PersonEvent::SignedOut).await?;
    tx.commit().await
}

/// Signs out here and everywhere.
///
/// # Errors
/// `Unauthenticated`.
pub async fn sign_out_everywhere(portal: &Portal, visitor: &Visitor) -> Result<()> {
    let person = visitor.person()?.person;
    let mut tx = SystemTx::open(portal, &portal.db.web).await?;
    sql::end_sessions(tx.conn(), person, None).await?;
    tx.record(person, &visitor.origin, &PersonEvent::SignedOutEverywhere).await?;
    tx.commit().await
}
