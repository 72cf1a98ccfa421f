use super::{JoiningPerson, Source, Status, sql, word};
use crate::{Error, Result, access::permission, audit::Event, db::TenantTx, invitation, join_request, seat};
use contract::{MembershipId, Role, Rule};

/// Somebody who is a member now.
#[derive(Debug)]
pub(crate) struct Joined {
    pub member: MembershipId,
    /// What else was open between the organisation and them, and is over with it.
    pub settled: Vec<Event>,
}

/// Lets somebody in: takes a seat, makes them a member (or one again, who was removed) with these roles, and settles whatever
/// else was open between the organisation and them. The caller has checked that somebody who may has said so.
///
/// # Errors
/// `Conflict`: `NoSeat`, `AlreadyMember`, or `MembershipSuspended`: only a reactivation lets those in.
pub(crate) async fn join(tx: &mut TenantTx, who: &JoiningPerson, roles: &[Role], source: Source) -> Result<Joined> {
    seat::take(tx).await?;
    let (org, now) = (tx.org(), tx.now());
    let id = match sql::of_person(tx.conn(), org, who.person).await? {
        None => tx.new_id(),
        Some((id, Status::Removed)) => id,
        Some((_, Status::Suspended)) => return Err(Error::Conflict(Rule::MembershipSuspended)),
        Some((_, Status::Active)) => return Err(Error::Conflict(Rule::AlreadyMember)),
    };
    let name_key = word::fold(who.name.as_str());
    sql::put(tx.conn(), org, id, who, &name_key, source, now).await?;
    sql::set_roles(tx.conn(), org, id, &permission::keys(roles), now).await?;
    sql::set_words(tx.conn(), org, id, &name_key, &word::words_of(who.name.as_str(), who.address.as_str())).await?;
    let invitation = invitation::act::settle(tx, id, &who.address).await?;
    let request = join_request::settle(tx, who).await?;
    Ok(Joined { member: id, settled: invitation.into_iter().chain(request).collect() })
}

impl JoiningPerson {
    /// What the record says of it.
    pub(crate) fn joined(&self, member: MembershipId, roles: &[Role], source: Source) -> Event {
        Event::MemberJoined {
            member,
            name: self.name.to_string(),
            address: self.address.to_string(),
            roles: roles.to_vec(),
            source: source.key().to_owned(),
        }
    }
}
