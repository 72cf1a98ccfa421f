use super::{State, look::by_secret, sql_door};
use crate::{
    Error, Portal, Result,
    access::Visitor,
    audit::{Actor, Event},
    db::TenantTx,
    jobs::Job,
    throttle::{self, Key, limits},
};
use contract::{EmailAddress, Rule};

/// Asks whoever sent an expired invitation (or the owners, when that person no longer may) for a new one.
///
/// # Errors
/// `NotFound` · `Gone` unless it has expired · `Limited` after one a day.
pub async fn ask_for_new(portal: &Portal, visitor: &Visitor, secret: &str) -> Result<()> {
    let (org, id, link) = by_secret(portal, secret).await?;
    let found = {
        let mut read = crate::db::TenantRead::open(&portal.db.web, org).await?;
        sql_door::find(read.conn(), org, id, link, portal.clock.now()).await?.ok_or(Error::NotFound)?
    };
    if found.state == State::Pending {
        return Err(Error::Gone(Rule::FlowOver));
    }
    if found.state != State::Expired {
        found.state.open()?;
    }
    let address: EmailAddress = found.offer.address;
    // Whoever holds the link speaks for the address, as far as anybody knows.
    let name = if found.offer.name.is_empty() { address.to_string() } else { found.offer.name };
    let actor = Actor { person: None, name, address: address.to_string(), origin: visitor.origin.clone() };
    let mut tx = TenantTx::open(portal, &portal.db.web, org, actor).await?;
    let now = tx.now();
    throttle::count(tx.conn(), now, &[(limits::RENEWAL_OF_INVITATION, Key::invitation(id))]).await?;
    for to in sql_door::may_renew(tx.conn(), org, id).await? {
        tx.enqueue(Job::MailRenewalAsked { org, invitation: id, to }).await?;
    }
    tx.commit(Event::InvitationRenewalAsked { invitation: id, address: address.to_string() }).await
}
