use super::{
    MadeFor, State, act,
    look::{Found, by_secret, of_mine},
    sql_door,
};
use crate::{
    Error, Fields, Portal, Result,
    access::Visitor,
    audit::{Actor, Event, PersonEvent, write_person_event},
    db::{TenantRead, TenantTx},
    flow::{self, Purpose},
    member::{self, Joined, JoiningPerson, Source, Status},
    password::{Password, Share},
    person::{self, NewPerson},
    seat,
    session::Proof,
    sign_in::SignedInNow,
    sign_up::Introduction,
    throttle::Key,
    zone,
};
use contract::{EmailAddress, InvitationId, LocalPath, MembershipId, OrgId, OrgSlug, PersonId, PersonName, Role, Rule};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// They are in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    pub org: OrgSlug,
    pub org_name: String,
}

/// Accepts by the button, as whoever is signed in. `id` is the invitation that the page showed: in another tab of the same
/// browser another one may have been opened since. Done twice it is done once.
///
/// # Errors
/// `Unauthenticated` · `NotFound` · `Conflict`: `InvitationForSomeoneElse`, `MembershipSuspended`, `NoSeat`, `InviterMayNot` ·
/// `Gone`: `InvitationExpired`, `InvitationRevoked`, `InvitationAccepted`, `OrgSuspended`, `OrgLeaving`.
pub async fn accept(portal: &Portal, visitor: &Visitor, secret: &str, id: InvitationId) -> Result<Accepted> {
    visitor.person()?;
    let (org, _, link) = by_secret(portal, secret).await.and_then(|found| if found.1 == id { Ok(found) } else { Err(Error::NotFound) })?;
    accept_here(portal, visitor, org, id, link).await
}

/// Accepts an invitation to one's own address, without a link.
///
/// # Errors
/// As [`accept`].
pub async fn accept_pending(portal: &Portal, visitor: &Visitor, id: InvitationId) -> Result<Accepted> {
    let org = of_mine(portal, visitor, id).await?;
    accept_here(portal, visitor, org, id, Uuid::nil()).await
}

async fn accept_here(portal: &Portal, visitor: &Visitor, org: OrgId, id: InvitationId, link: Uuid) -> Result<Accepted> {
    let person = visitor.person()?;
    let mut tx = TenantTx::open(portal, &portal.db.web, org, visitor.actor()?).await?;
    let found = hold(&mut tx, id, link).await?;
    if found.offer.address != person.address {
        return Err(Error::Conflict(Rule::InvitationForSomeoneElse));
    }
    let accepted = Accepted { org: found.offer.org_slug.clone(), org_name: found.offer.org_name.clone() };
    if let (Some(Some(Status::Active)), Some(member)) = (found.invited, found.member) {
        // They are in already: nothing is given, and nothing waits any more.
        if let Some(settled) = act::settle(&mut tx, member, &found.offer.address).await? {
            tx.commit(settled).await?;
        }
        return Ok(accepted);
    }
    let name = PersonName::parse(&person.name).map_err(|flaw| Error::internal(flaw.to_string()))?;
    let who = JoiningPerson { person: person.person, name, address: person.address.clone() };
    needs_no_more(&found)?;
    let (_, events) = let_in(&mut tx, &found, &who).await?;
    tx.commit(events).await?;
    Ok(accepted)
}

/// Accepts as somebody new: makes a person of whoever chose a name and password at the link, and lets them in, in one
/// transaction. The link proves the address when it was mailed there; a copied one needs a code typed in this browser.
///
/// # Errors
/// Fields `name`, `password`, `terms` · `Conflict(AddressTaken)`: they have an account, and sign in · `Gone(FlowOver)`: the address
/// isn't proven · otherwise as [`accept`].
pub async fn accept_as_newcomer(portal: &Portal, visitor: &Visitor, secret: &str, id: InvitationId, typed: Introduction<'_>) -> Result<SignedInNow> {
    let (org, _, link) = by_secret(portal, secret).await.and_then(|found| if found.1 == id { Ok(found) } else { Err(Error::NotFound) })?;
    let mut fields = Fields::new();
    let name = fields.read("name", PersonName::parse(typed.name));
    let password = fields.read("password", Password::choose(typed.password, &[typed.name, &portal.settings.vendor]));
    let terms = fields.read("terms", typed.accepted_terms(&portal.settings));
    let (Some(name), Some(password), Some(terms_version)) = (name, password, terms) else { return Err(fields.error()) };
    let address = proven(portal, visitor, org, id, link).await?;
    let hash = portal.passwords.hash(password, Share::Known(Key::address(&address)), &portal.chance).await?;

    let person = PersonId(portal.chance.id(portal.clock.now()));
    let actor = Actor { person: Some(person), name: name.to_string(), address: address.to_string(), origin: visitor.origin.clone() };
    let mut tx = TenantTx::open(portal, &portal.db.web, org, actor).await?;
    let now = tx.now();
    let found = hold(&mut tx, id, link).await?;
    if found.made_for == MadeFor::Copy {
        let flow = flow::take_proven(tx.conn(), visitor, Purpose::Invitation, now).await?;
        if flow.address != address {
            return Err(Error::Gone(Rule::FlowOver));
        }
    }
    needs_no_more(&found)?;
    let newcomer = NewPerson {
        id: person,
        address: address.clone(),
        name: name.clone(),
        locale: typed.locale,
        zone: zone::parse(typed.zone).unwrap_or_else(|_| found.offer.zone.clone()),
        password_hash: Some(hash),
        terms_version,
    };
    person::create(tx.conn(), now, &newcomer).await?;
    write_person_event(tx.conn(), &portal.chance, now, person, &visitor.origin, &PersonEvent::SignedUp).await?;
    let (_, events) = let_in(&mut tx, &found, &JoiningPerson { person, name, address }).await?;
    tx.commit(events).await?;
    Ok(SignedInNow { person, by: Proof::Password, generation: None, next: LocalPath::parse(&format!("/o/{}", found.offer.org_slug)).ok() })
}

/// The address that an invitation is for, if whoever holds this link has proven it: only they are worth a core.
async fn proven(portal: &Portal, visitor: &Visitor, org: OrgId, id: InvitationId, link: Uuid) -> Result<EmailAddress> {
    let found = {
        let mut read = TenantRead::open(&portal.db.web, org).await?;
        sql_door::find(read.conn(), org, id, link, portal.clock.now()).await?.ok_or(Error::NotFound)?
    };
    let address = found.offer.address;
    if found.made_for == MadeFor::Copy && flow::verified(portal, visitor, Purpose::Invitation).await?.as_ref() != Some(&address) {
        return Err(Error::Gone(Rule::FlowOver));
    }
    Ok(address)
}

/// The open invitation to an address that somebody has proven, with its roles; one that may no longer be accepted is none.
pub(crate) async fn open_to(
    db: &mut PgConnection,
    org: OrgId,
    address: &EmailAddress,
    now: OffsetDateTime,
) -> Result<Option<(InvitationId, Vec<Role>)>> {
    let Some(id) = sql_door::open_to(db, org, address, now).await? else { return Ok(None) };
    let found = sql_door::find(db, org, id, Uuid::nil(), now).await?;
    Ok(found.filter(|found| found.inviter_may).map(|found| (id, found.offer.roles)))
}

/// Accepts for somebody whom the organisation's own provider has proven, under its lock. Answers the roles they were invited to.
pub(crate) async fn accept_proven(tx: &mut TenantTx, id: InvitationId, who: &JoiningPerson) -> Result<(MembershipId, Vec<Role>, Vec<Event>)> {
    let found = hold(tx, id, Uuid::nil()).await?;
    let (member, events) = let_in(tx, &found, who).await?;
    Ok((member, found.offer.roles, events))
}

/// The invitation as it is, with the organisation's row and its own held until the transaction ends.
async fn hold(tx: &mut TenantTx, id: InvitationId, link: Uuid) -> Result<Found> {
    seat::lock(tx).await?;
    let (org, now) = (tx.org(), tx.now());
    sql_door::lock(tx.conn(), org, id).await?;
    sql_door::find(tx.conn(), org, id, link, now).await?.ok_or(Error::NotFound)
}

/// Where single sign-on is required of the address, a factor of the person's own accepts nothing.
fn needs_no_more(found: &Found) -> Result<()> {
    if found.needs_sso { Err(Error::SignInAgain) } else { Ok(()) }
}

/// Makes them a member, whom the invitation is for; the inviter's rights are those of today (DECISIONS 3).
async fn let_in(tx: &mut TenantTx, found: &Found, who: &JoiningPerson) -> Result<(MembershipId, Vec<Event>)> {
    if found.org_suspended {
        return Err(Error::Gone(Rule::OrgSuspended));
    }
    if found.org_leaving {
        return Err(Error::Gone(Rule::OrgLeaving));
    }
    found.state.open()?;
    if found.state == State::Pending && found.link_ended {
        return Err(Error::Gone(Rule::InvitationRevoked));
    }
    if !found.inviter_may {
        return Err(Error::Conflict(Rule::InviterMayNot));
    }
    let offer = &found.offer;
    let Joined { member, settled: mut events } = member::join(tx, who, &offer.roles, Source::Invitation).await?;
    // A provider may know them by another address than their own.
    events.extend(act::settle(tx, member, &offer.address).await?);
    events.push(who.joined(member, &offer.roles, Source::Invitation));
    Ok((member, events))
}
