//! Does what was decided, in the transaction that holds the organisation's row.

use super::{SignedInBy, asserted::Asserted, facts::Found, model::Decision};
use crate::{
    Error, Portal, Result,
    access::Visitor,
    audit::{Actor, Event, PersonEvent, write_person_event},
    connection::Serving,
    db::TenantTx,
    invitation, join_request,
    member::{self, Joined, JoiningPerson, Source},
    person::{self, NewPerson},
    session::Proof,
};
use contract::{DomainId, LocalPath, Locale, MembershipId, PersonId, PersonName, Role, SessionId};
use time::Duration;
use uuid::Uuid;

/// How long a proof by a connection counts when the provider doesn't say: whoever was dismissed there is out here a day later at the latest.
const COUNTS_FOR: Duration = Duration::DAY;
/// How long it is remembered that somebody came by it in this session, for the page that leads them there again.
const REMEMBERED_FOR: Duration = Duration::days(30);

/// What became of somebody.
pub(super) enum Applied {
    In { signed_in: SignedInBy, events: Vec<Event> },
    Asked { person: PersonId, events: Vec<Event> },
    Refused { person: Option<PersonId> },
}

impl Applied {
    pub(super) fn person(&self) -> Option<PersonId> {
        match self {
            Self::In { signed_in, .. } => Some(signed_in.person),
            Self::Asked { person, .. } => Some(*person),
            Self::Refused { person } => *person,
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "a sign-in hangs on all of them, and each is read once")]
pub(super) async fn apply(
    tx: &mut TenantTx,
    portal: &Portal,
    visitor: &Visitor,
    serving: &Serving,
    asserted: &Asserted,
    found: &Found,
    decision: &Decision,
    locale: Locale,
) -> Result<Applied> {
    if let Decision::Refuse { .. } | Decision::ProveFirst { .. } = decision {
        return Ok(Applied::Refused { person: found.person() });
    }
    let who = whoever(tx, portal, visitor, asserted, found, locale).await?;
    let origin = visitor.origin.clone();
    tx.act_as(Actor { person: Some(who.person), name: who.name.to_string(), address: who.address.to_string(), origin });
    let events = match decision {
        Decision::Enter { member, name, roles } | Decision::Link { member, name, roles } => {
            follow_groups(tx, serving, *member, name, &roles.before, &roles.after).await?
        }
        Decision::Join { roles } => {
            let Joined { member, mut settled } = member::join(tx, &who, &[], Source::SingleSignOn).await?;
            member::set_by_groups(tx, member, serving.id, roles).await?;
            settled.push(who.joined(member, roles, Source::SingleSignOn));
            settled
        }
        Decision::Accept { roles } => {
            let id = found.invitation.ok_or_else(|| Error::internal("an invitation that isn't there"))?;
            let (member, invited, mut events) = invitation::accept_proven(tx, id, &who).await?;
            events.extend(follow_groups(tx, serving, member, who.name.as_str(), &invited, roles).await?);
            events
        }
        Decision::Ask { already } => {
            identity(tx, serving, asserted, who.person).await?;
            let events = if *already { Vec::new() } else { vec![join_request::ask_proven(tx, &who).await?] };
            return Ok(Applied::Asked { person: who.person, events });
        }
        Decision::ProveFirst { .. } | Decision::Refuse { .. } => Vec::new(),
    };
    let signed_in = sign_in(tx, portal, visitor, serving, asserted, who.person).await?;
    Ok(Applied::In { signed_in, events })
}

/// The person as they call themselves, or somebody new as their provider calls them. What the provider says later changes nobody's own record.
async fn whoever(tx: &mut TenantTx, portal: &Portal, visitor: &Visitor, asserted: &Asserted, found: &Found, locale: Locale) -> Result<JoiningPerson> {
    if let Some(account) = &found.account {
        let name = PersonName::parse(&account.name).map_err(|flaw| Error::internal(flaw.to_string()))?;
        return Ok(JoiningPerson { person: account.id, name, address: account.address.clone() });
    }
    let (now, id) = (tx.now(), tx.new_id());
    let newcomer = NewPerson {
        id,
        address: asserted.address.clone(),
        name: asserted.name.clone(),
        locale,
        zone: found.zone.clone(),
        password_hash: None,
        terms_version: String::new(),
    };
    person::create(tx.conn(), now, &newcomer).await?;
    write_person_event(tx.conn(), &portal.chance, now, id, &visitor.origin, &PersonEvent::SignedUp).await?;
    Ok(JoiningPerson { person: id, name: asserted.name.clone(), address: asserted.address.clone() })
}

async fn follow_groups(
    tx: &mut TenantTx,
    serving: &Serving,
    member: MembershipId,
    name: &str,
    before: &[Role],
    after: &[Role],
) -> Result<Vec<Event>> {
    if before == after {
        return Ok(Vec::new());
    }
    member::set_by_groups(tx, member, serving.id, after).await?;
    let (name, connection_name) = (name.to_owned(), serving.name.clone());
    Ok(vec![Event::RolesFollowedGroups { member, name, connection_name, before: before.to_vec(), after: after.to_vec() }])
}

/// Who that subject is, from now on; the address as it was asserted last.
async fn identity(tx: &mut TenantTx, serving: &Serving, asserted: &Asserted, person: PersonId) -> Result<Uuid> {
    let (org, now, id) = (tx.org(), tx.now(), tx.new_id::<Uuid>());
    Ok(sqlx::query_scalar!(
        "insert into identity (org_id, id, connection_id, issuer, subject, person_id, address, created_at, last_used_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
         on conflict on constraint identity_is_one_persons do update set address = excluded.address, last_used_at = excluded.last_used_at
         returning id",
        org.0,
        id,
        serving.id.0,
        serving.issuer(),
        asserted.subject,
        person.0,
        asserted.address.as_str(),
        now
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Keeps what this session has proven for this organisation. In a browser where the same person is signed in already, the session goes on.
async fn sign_in(
    tx: &mut TenantTx,
    portal: &Portal,
    visitor: &Visitor,
    serving: &Serving,
    asserted: &Asserted,
    person: PersonId,
) -> Result<SignedInBy> {
    let identity = identity(tx, serving, asserted, person).await?;
    let (org, now) = (tx.org(), tx.now());
    let domain: DomainId = serving
        .domains
        .iter()
        .find(|(_, name, _)| name.as_str() == asserted.address.domain())
        .map(|(id, ..)| *id)
        .ok_or_else(|| Error::internal("a domain that isn't there"))?;
    let before = visitor.signed_in.as_deref().filter(|before| before.person == person);
    let session = before.map_or_else(|| tx.new_id(), |before| before.session);
    let until = asserted.until.map_or(now + COUNTS_FOR, |until| until.min(now + COUNTS_FOR));
    sqlx::query!("delete from sso_session where org_id = $1 and expires_at < $2", org.0, now - REMEMBERED_FOR).execute(tx.conn()).await?;
    sqlx::query!(
        "insert into sso_session (org_id, session_id, connection_id, identity_id, person_id, domain_id, proven_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (org_id, session_id) do update set connection_id = excluded.connection_id, identity_id = excluded.identity_id,
             person_id = excluded.person_id, domain_id = excluded.domain_id, proven_at = excluded.proven_at, expires_at = excluded.expires_at",
        org.0,
        session.0,
        serving.id.0,
        identity,
        person.0,
        domain.0,
        now,
        until
    )
    .execute(tx.conn())
    .await?;
    let event = PersonEvent::SignedIn { by: Proof::SingleSignOn };
    write_person_event(tx.conn(), &portal.chance, now, person, &visitor.origin, &event).await?;
    let slug = sqlx::query_scalar!("select slug from org_slug where org_id = $1 and redirects_until is null", org.0).fetch_one(tx.conn()).await?;
    Ok(SignedInBy { person, session: SessionId(session.0), next: LocalPath::parse(&format!("/o/{slug}")).ok() })
}
