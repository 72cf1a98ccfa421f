use super::sql;
use crate::{
    Error, Portal, Result,
    access::{SignedIn, Visitor, permission},
    audit::Event,
    db::TenantTx,
    jobs::Job,
    member::{self, Joined, JoiningPerson, Source},
    seat,
    sign_up::{AddressKind, address_kind},
    throttle::{self, Key, limits},
};
use contract::{Message, OrgId, Permission, PersonName, RequestId, Role};
use time::OffsetDateTime;

/// An organisation that welcomes people of this address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Welcoming {
    pub org: OrgId,
    pub name: String,
    /// Whether this person has asked already.
    pub requested: bool,
    /// They needn't ask: the domain of their address lets its people join, as this.
    pub joins_as: Option<Role>,
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
        AddressKind::Work => sql::welcoming(&portal.db.web, &person.address, person.person).await,
        AddressKind::Consumer | AddressKind::Disposable => Ok(Vec::new()),
    }
}

/// What came of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody decides.
    Waits,
    /// They are in: their domain's people needn't be decided about.
    Joined,
}

/// Asks to join. Those who decide hear of it by mail; where nobody has to decide, they are in.
///
/// # Errors
/// `Unauthenticated` · field `message` · `NotFound` for organisations that don't welcome this person, or don't exist ·
/// `Conflict`: `AlreadyRequested`, `NoSeat` · `Limited` after several in a day.
pub async fn ask(portal: &Portal, visitor: &Visitor, org: OrgId, message: &str) -> Result<Outcome> {
    let person = visitor.person()?;
    let message = Message::parse(message).map_err(|flaw| Error::field("message", flaw))?;
    let welcoming = welcoming(portal, visitor).await?.into_iter().find(|welcoming| welcoming.org == org).ok_or(Error::NotFound)?;
    let mut tx = TenantTx::open(portal, &portal.db.web, org, visitor.actor()?).await?;
    let now = tx.now();
    throttle::count(tx.conn(), now, &[(limits::JOIN_ASKED, Key::person(person.person))]).await?;
    if let Some(role) = welcoming.joins_as {
        return join(tx, person, role).await;
    }
    let event = put(&mut tx, &joining(person)?, &message).await?;
    tx.commit(event).await?;
    Ok(Outcome::Waits)
}

/// The same for somebody whom the organisation's own provider has proven: by coming, they ask.
pub(crate) async fn ask_proven(tx: &mut TenantTx, who: &JoiningPerson) -> Result<Event> {
    put(tx, who, &Message::default()).await
}

async fn put(tx: &mut TenantTx, who: &JoiningPerson, message: &Message) -> Result<Event> {
    let (org, now, id): (_, _, RequestId) = (tx.org(), tx.now(), tx.new_id());
    sql::insert(tx.conn(), org, id, who, message, now).await?;
    for to in sql::deciders(tx.conn(), org, &permission::keys(&permission::holding(Permission::DecideRequests))).await? {
        tx.enqueue(Job::MailJoinRequested { org, request: id, to }).await?;
    }
    Ok(Event::JoinRequested { request: id, name: who.name.to_string(), address: who.address.to_string() })
}

fn joining(person: &SignedIn) -> Result<JoiningPerson> {
    let name = PersonName::parse(&person.name).map_err(|flaw| Error::internal(flaw.to_string()))?;
    Ok(JoiningPerson { person: person.person, name, address: person.address.clone() })
}

/// Lets somebody in by the word of their domain, which is read again under its lock.
async fn join(mut tx: TenantTx, person: &SignedIn, role: Role) -> Result<Outcome> {
    let org = tx.org();
    seat::lock(&mut tx).await?;
    if !sql::domain_joins_as(tx.conn(), org, person.address.domain(), role).await? {
        return Err(Error::NotFound);
    }
    let who = joining(person)?;
    let Joined { member, mut settled } = member::join(&mut tx, &who, &[role], Source::Domain).await?;
    settled.push(who.joined(member, &[role], Source::Domain));
    tx.commit(settled).await?;
    Ok(Outcome::Joined)
}

/// Takes the request back of somebody who is in by another way, if one is open: there is nothing left to decide.
pub(crate) async fn settle(tx: &mut TenantTx, who: &JoiningPerson) -> Result<Option<Event>> {
    let (org, now) = (tx.org(), tx.now());
    let withdrawn = sql::withdraw(tx.conn(), org, who.person, now).await?;
    Ok(withdrawn.map(|request| Event::JoinWithdrawn { request, name: who.name.to_string() }))
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
