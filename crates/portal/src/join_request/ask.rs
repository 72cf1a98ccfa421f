use super::sql;
use crate::{
    Error, Portal, Result,
    access::{Visitor, permission},
    audit::Event,
    db::TenantTx,
    jobs::Job,
    sign_up::{AddressKind, address_kind},
    throttle::{self, Key, limits},
};
use contract::{Message, OrgId, Permission, RequestId};
use time::OffsetDateTime;

/// An organisation that welcomes people of this address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Welcoming {
    pub org: OrgId,
    pub name: String,
    /// Whether this person has asked already.
    pub requested: bool,
}

/// A person's own request that waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRequest {
    pub org: OrgId,
    pub org_name: String,
    pub asked_at: OffsetDateTime,
}

/// What whoever is signed in has asked and not been answered yet, the longest waiting first.
///
/// # Errors
/// `Unauthenticated`.
pub async fn own(portal: &Portal, visitor: &Visitor) -> Result<Vec<OwnRequest>> {
    sql::own(&portal.db.web, visitor.person()?.person).await
}

/// The organisations that whoever is signed in may ask to join. None for addresses of providers where anybody can have one.
///
/// # Errors
/// `Unauthenticated`.
pub async fn welcoming(portal: &Portal, visitor: &Visitor) -> Result<Vec<Welcoming>> {
    let person = visitor.person()?;
    match address_kind(&person.address) {
        AddressKind::Work => sql::welcoming(&portal.db.web, person.address.domain(), person.person).await,
        AddressKind::Consumer | AddressKind::Disposable => Ok(Vec::new()),
    }
}

/// Asks to join. Those who decide hear of it by mail.
///
/// # Errors
/// `Unauthenticated` · field `message` · `NotFound` for organisations that don't welcome this person, or don't exist ·
/// `Conflict(AlreadyRequested)` · `Limited` after several in a day.
pub async fn ask(portal: &Portal, visitor: &Visitor, org: OrgId, message: &str) -> Result<()> {
    let person = visitor.person()?;
    let message = Message::parse(message).map_err(|flaw| Error::field("message", flaw))?;
    if !welcoming(portal, visitor).await?.iter().any(|welcoming| welcoming.org == org) {
        return Err(Error::NotFound);
    }
    let mut tx = TenantTx::open(portal, &portal.db.web, org, visitor.actor()?).await?;
    let (now, id): (_, RequestId) = (tx.now(), tx.new_id());
    throttle::count(tx.conn(), now, &[(limits::JOIN_ASKED, Key::person(person.person))]).await?;
    sql::insert(tx.conn(), org, id, person, &message, now).await?;
    for to in sql::deciders(tx.conn(), org, &permission::keys(&permission::holding(Permission::DecideRequests))).await? {
        tx.enqueue(Job::MailJoinRequested { org, request: id, to }).await?;
    }
    tx.commit(Event::JoinRequested { request: id, name: person.name.clone(), address: person.address.to_string() }).await
}

/// Takes one's own request back.
///
/// # Errors
/// `Unauthenticated` · `NotFound` when none is open.
pub async fn withdraw(portal: &Portal, visitor: &Visitor, org: OrgId) -> Result<()> {
    let person = visitor.person()?;
    let mut tx = TenantTx::open(portal, &portal.db.web, org, visitor.actor()?).await?;
    let now = tx.now();
    let id = sql::withdraw(tx.conn(), org, person.person, now).await?.ok_or(Error::NotFound)?;
    tx.commit(Event::JoinWithdrawn { request: id, name: person.name.clone() }).await
}
