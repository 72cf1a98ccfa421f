use super::{
    State,
    look::{by_secret, of_mine},
    sql_door,
};
use crate::{
    Error, Portal, Result,
    access::Visitor,
    audit::{Actor, Event},
    db::{TenantRead, TenantTx},
    jobs::Job,
    throttle::{self, Key, limits},
};
use contract::{EmailAddress, InvitationId, OrgId, Rule};
use uuid::Uuid;

/// Asks for a new invitation in place of one that has expired, or whose inviter may no longer give its roles. Asked is whoever can
/// send it again: the one who sent it while they may, else the owners.
///
/// # Errors
/// `NotFound` · `Gone` while it can be accepted, and when it was accepted or revoked · `Limited` after one a day.
pub async fn ask_for_new(portal: &Portal, visitor: &Visitor, secret: &str) -> Result<()> {
    let (org, id, link) = by_secret(portal, secret).await?;
    ask(portal, visitor, org, id, link).await
}

/// The same of an invitation in one's own list.
///
/// # Errors
/// As [`ask_for_new`], and `Unauthenticated`.
pub async fn ask_for_new_of_mine(portal: &Portal, visitor: &Visitor, id: InvitationId) -> Result<()> {
    let org = of_mine(portal, visitor, id).await?;
    ask(portal, visitor, org, id, Uuid::nil()).await
}

async fn ask(portal: &Portal, visitor: &Visitor, org: OrgId, id: InvitationId, link: Uuid) -> Result<()> {
    let found = {
        let mut read = TenantRead::open(&portal.db.web, org).await?;
        sql_door::find(read.conn(), org, id, link, portal.clock.now()).await?.ok_or(Error::NotFound)?
    };
    match found.state {
        State::Pending if found.link_ended => return Err(Error::Gone(Rule::InvitationRevoked)),
        State::Pending if found.inviter_may => return Err(Error::Gone(Rule::FlowOver)),
        State::Pending | State::Expired => {}
        ended => ended.open()?,
    }
    let address: EmailAddress = found.offer.address;
    // Whoever holds the link speaks for the address, as far as anybody knows.
    let name = if found.offer.name.is_empty() { address.to_string() } else { found.offer.name };
    let actor = Actor { person: None, name, address: address.to_string(), origin: visitor.origin.clone() };
    let mut tx = TenantTx::open(portal, &portal.db.web, org, actor).await?;
    let now = tx.now();
    throttle::count(tx.conn(), now, &[(limits::RENEWAL_OF_INVITATION, Key::invitation(id))]).await?;
    let asked = if found.inviter_may { vec![found.invited_by] } else { sql_door::some_owners(tx.conn(), org).await? };
    for to in asked {
        tx.enqueue(Job::MailRenewalAsked { org, invitation: id, to }).await?;
    }
    tx.commit(Event::InvitationRenewalAsked { invitation: id, address: address.to_string() }).await
}
