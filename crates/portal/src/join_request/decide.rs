use super::sql;
use crate::{
    Error, Result,
    access::{Can, acting, permission, permission::DecideRequests},
    audit::Event,
    invitation::{self, read_roles},
    jobs::Job,
    member::{self, Joined, JoiningPerson, Source},
    seat,
};
use contract::{RequestId, Rule};

/// Lets them in with these roles.
///
/// # Errors
/// Field `roles` · `NotFound` · `Conflict`: `RequestDecided`, `BeyondYourRights`, `NoSeat`, `AlreadyMember`, `MembershipSuspended`, `AddressChanged`.
pub async fn approve(can: &Can<DecideRequests>, id: RequestId, roles: &[String]) -> Result<()> {
    let roles = read_roles(roles).map_err(|flaw| Error::field("roles", flaw))?;
    let mut tx = can.begin().await?;
    seat::lock(&mut tx).await?;
    let mine = acting::<DecideRequests>(&mut tx, can.membership()).await?;
    if !permission::covers(&mine, &roles) {
        return Err(Error::Conflict(Rule::BeyondYourRights));
    }
    let (org, now) = (tx.org(), tx.now());
    let who = sql::decide(tx.conn(), org, id, "approved", can.membership(), now).await?;
    if who.address.as_str() != who.asked_as {
        return Err(Error::Conflict(Rule::AddressChanged));
    }
    let who = JoiningPerson { person: who.person, name: who.name, address: who.address };
    // Whoever approves lets them in by what they say now, and not by what they were invited to.
    let revoked = invitation::act::revoke_of(&mut tx, who.address.as_str()).await?;
    let Joined { member, settled } = member::join(&mut tx, &who, &roles, Source::Request).await?;
    tx.enqueue(Job::MailJoinDecided { org, request: id, approved: Some(roles.clone()) }).await?;
    let approved = Event::JoinApproved { request: id, name: who.name.to_string(), roles: roles.clone() };
    let joined = who.joined(member, &roles, Source::Request);
    tx.commit(std::iter::once(approved).chain(revoked).chain(settled).chain([joined]).collect::<Vec<Event>>()).await
}

/// Declines. They may ask again.
///
/// # Errors
/// `NotFound` · `Conflict(RequestDecided)`.
pub async fn decline(can: &Can<DecideRequests>, id: RequestId) -> Result<()> {
    let mut tx = can.begin().await?;
    acting::<DecideRequests>(&mut tx, can.membership()).await?;
    let (org, now) = (tx.org(), tx.now());
    let who = sql::decide(tx.conn(), org, id, "declined", can.membership(), now).await?;
    tx.enqueue(Job::MailJoinDecided { org, request: id, approved: None }).await?;
    tx.commit(Event::JoinDeclined { request: id, name: who.name.to_string() }).await
}
