//! What is done with invitations. Each function is the act inside a transaction, used for one and for each of many alike.

use super::{MadeFor, Terms, model::Subject, plan::Standing, sql};
use crate::{
    Error, Result,
    access::{acting, permission, permission::InvitePeople},
    audit::Event,
    db::TenantTx,
    jobs::Job,
    secret::Secret,
};
use contract::{EmailAddress, InvitationId, MembershipId, PersonName, Role, Rule};
use time::{Duration, OffsetDateTime};

/// Somebody to be invited.
#[derive(Debug, Clone)]
pub(crate) struct Invitee {
    /// What the invitation will be known by.
    pub id: InvitationId,
    pub address: EmailAddress,
    pub name: Option<PersonName>,
    pub roles: Vec<Role>,
}

/// Mails of one list leave one by one, this far apart, so that nobody's sign-in code waits behind ten thousand invitations.
const APART: Duration = Duration::milliseconds(100);
/// The most people one organisation may invite in a day: a list of 10,000 twice over.
const MOST_A_DAY: i64 = 20_000;
/// How soon a mail may be asked for again.
const AGAIN_AFTER: Duration = Duration::MINUTE;

/// Invites people, the n-th mail leaving n steps after `from`. Addresses that were invited meanwhile are left out; an expired
/// invitation is renewed.
///
/// # Errors
/// `Conflict(BeyondYourRights)` when any of the roles is more than the inviter holds · `Limited` after very many in a day.
pub(crate) async fn invite(tx: &mut TenantTx, by: MembershipId, people: &[Invitee], terms: &Terms, from: OffsetDateTime) -> Result<Vec<Event>> {
    let mine = acting::<InvitePeople>(tx, by).await?;
    if people.iter().any(|invitee| !permission::covers(&mine, &invitee.roles)) {
        return Err(Error::Conflict(Rule::BeyondYourRights));
    }
    let (org, now, expires_at) = (tx.org(), tx.now(), terms.expires_at(tx.now()));
    let today = sql::created_since(tx.conn(), org, now - Duration::DAY).await?;
    if today + i64::try_from(people.len()).unwrap_or(i64::MAX) > MOST_A_DAY {
        return Err(Error::Limited(Duration::HOUR.unsigned_abs()));
    }
    let made = sql::insert(tx.conn(), org, by, people, terms, expires_at, now).await?;
    let mut events = Vec::with_capacity(made.len());
    let mut mail_at = from;
    for invitee in people {
        let Some((id, _)) = made.iter().find(|(_, address)| address == invitee.address.as_str()) else { continue };
        tx.enqueue_at(mail_at, Job::MailInvitation { org, invitation: *id }).await?;
        mail_at += APART;
        events.push(Event::InvitationSent { invitation: *id, address: invitee.address.to_string(), roles: invitee.roles.clone(), expires_at });
    }
    Ok(events)
}

/// Invites one of a list that was planned a while ago.
///
/// # Errors
/// As [`invite`] · `Conflict`: `AlreadyMember`, `MembershipSuspended`, `AlreadyInvited`, by what has become of the address since.
pub(crate) async fn invite_one(tx: &mut TenantTx, by: MembershipId, one: Invitee, terms: &Terms, from: OffsetDateTime) -> Result<Vec<Event>> {
    let (org, now) = (tx.org(), tx.now());
    for (_, standing) in sql::standings(tx.conn(), org, &[one.address.to_string()], now).await? {
        match standing {
            Standing::Member => return Err(Error::Conflict(Rule::AlreadyMember)),
            Standing::Suspended => return Err(Error::Conflict(Rule::MembershipSuspended)),
            Standing::Removed | Standing::Invited => {}
        }
    }
    let events = invite(tx, by, &[one], terms, from).await?;
    if events.is_empty() { Err(Error::Conflict(Rule::AlreadyInvited)) } else { Ok(events) }
}

/// Sends it again, with a new secret and its days from now; whoever does so is the one who asks from then on. A mail that still
/// waits to leave is the one they get: a recipient has at most one under way.
///
/// # Errors
/// `NotFound` · `Gone` when it was accepted or revoked · `Conflict(BeyondYourRights)` · `Limited` when one has just been asked for.
pub(crate) async fn resend(tx: &mut TenantTx, by: MembershipId, id: InvitationId, mail_at: OffsetDateTime) -> Result<Event> {
    let them = allowed(tx, by, id).await?;
    let (org, now) = (tx.org(), tx.now());
    if let Some(wait) = them.mail.asked_at.map(|asked| asked + AGAIN_AFTER - now).filter(|wait| wait.is_positive()) {
        return Err(Error::Limited(wait.unsigned_abs()));
    }
    let expires_at = now + Duration::days(them.days.into());
    sql::renew(tx.conn(), org, id, by, expires_at).await?;
    if !them.mail.is_under_way(now) {
        sql::mail_asked(tx.conn(), org, id, now).await?;
        tx.enqueue_at(mail_at, Job::MailInvitation { org, invitation: id }).await?;
    }
    Ok(Event::InvitationResent {
        invitation: id,
        address: them.address,
        expired_at: Some(them.expires_at),
        expires_at: Some(expires_at),
        inviter_before: Some(them.inviter),
        inviter: Some(tx.actor().name.clone()),
    })
}

/// Takes it back: none of its links can be accepted any more.
///
/// # Errors
/// `NotFound` · `Gone` when it was accepted or revoked · `Conflict(BeyondYourRights)`.
pub(crate) async fn revoke(tx: &mut TenantTx, by: MembershipId, id: InvitationId) -> Result<Event> {
    let them = allowed(tx, by, id).await?;
    let (org, now) = (tx.org(), tx.now());
    sql::revoke(tx.conn(), org, id, now).await?;
    Ok(Event::InvitationRevoked { invitation: id, address: them.address })
}

/// Makes a link to be handed over by other means. It shows the invitation; to accept, a newcomer still proves the address.
///
/// # Errors
/// `NotFound` · `Gone` unless it is open · `Conflict`: `NotAllowedHere`, `BeyondYourRights`.
pub(crate) async fn copy_link(tx: &mut TenantTx, by: MembershipId, id: InvitationId, secret: &Secret) -> Result<Event> {
    let them = allowed(tx, by, id).await?;
    them.state.open()?;
    let org = tx.org();
    if !sql::copies_links(tx.conn(), org).await? {
        return Err(Error::Conflict(Rule::NotAllowedHere));
    }
    super::keep_secret(tx, id, secret, MadeFor::Copy).await?;
    Ok(Event::InvitationLinkCopied { invitation: id, address: them.address })
}

/// Takes back what an address that is removed still holds, if anything.
pub(crate) async fn revoke_of(tx: &mut TenantTx, address: &str) -> Result<Option<Event>> {
    let (org, now) = (tx.org(), tx.now());
    let Some(id) = sql::open_of(tx.conn(), org, address).await? else { return Ok(None) };
    sql::revoke(tx.conn(), org, id, now).await?;
    Ok(Some(Event::InvitationRevoked { invitation: id, address: address.to_owned() }))
}

/// Ends the invitation of somebody who is in, if one is open: there is nothing left to accept.
pub(crate) async fn settle(tx: &mut TenantTx, member: MembershipId, address: &EmailAddress) -> Result<Option<Event>> {
    let (org, now) = (tx.org(), tx.now());
    let Some(id) = sql::open_of(tx.conn(), org, address.as_str()).await? else { return Ok(None) };
    sql::accepted(tx.conn(), org, id, member, now).await?;
    Ok(Some(Event::InvitationAccepted { invitation: id, address: address.to_string(), member }))
}

async fn allowed(tx: &mut TenantTx, by: MembershipId, id: InvitationId) -> Result<Subject> {
    let mine = acting::<InvitePeople>(tx, by).await?;
    let (org, now) = (tx.org(), tx.now());
    let them = sql::lock(tx.conn(), org, id, now).await?.ok_or(Error::NotFound)?;
    if !permission::covers(&mine, &them.roles) {
        return Err(Error::Conflict(Rule::BeyondYourRights));
    }
    them.state.open_or_expired()?;
    Ok(them)
}
