use super::{model::Policy, sql};
use crate::{
    Error, Fields, Result,
    access::{Can, acting, permission, permission::ManageSignIn},
    audit::Event,
};
use contract::{DomainId, Flaw, Role, Rule};

/// Says what people with an address at the domain may do, and with which role they join by it. The same again is no change and no event.
///
/// # Errors
/// Fields `policy`, `role` · `NotFound` · `Conflict`: `BeyondYourRights` for a role that whoever says so couldn't give; `RequiredThere`
/// where single sign-on is required or would be, which is said on its own page ([`crate::sign_in_policy::require`]).
pub async fn set_policy(can: &Can<ManageSignIn>, id: DomainId, policy: &str, role: &str) -> Result<()> {
    let mut fields = Fields::new();
    let after = fields.read("policy", Policy::from_key(policy).ok_or(Flaw::Unknown));
    let role = fields.read("role", Role::from_key(role).filter(|role| *role != Role::Owner).ok_or(Flaw::Unknown));
    let (Some(after), Some(role)) = (after, role) else { return Err(fields.error()) };
    let mut tx = can.begin().await?;
    let mine = acting::<ManageSignIn>(&mut tx, can.membership()).await?;
    let org = tx.org();
    let (name, before, role_before) = sql::lock_policy(tx.conn(), org, id).await?.ok_or(Error::NotFound)?;
    let role = if after == Policy::Join { role } else { role_before };
    if before == after && role_before == role {
        return Ok(());
    }
    if before == Policy::RequireSso || after == Policy::RequireSso {
        return Err(Error::Conflict(Rule::RequiredThere));
    }
    if after == Policy::Join && !permission::covers(&mine, &[role]) {
        return Err(Error::Conflict(Rule::BeyondYourRights));
    }
    sql::set_policy(tx.conn(), org, id, after, role).await?;
    let roles = if after == Policy::Join { vec![role] } else { Vec::new() };
    let (before, after) = (before.key().to_owned(), after.key().to_owned());
    tx.commit(Event::DomainPolicyChanged { domain: id, name: name.unicode(), before, after, roles }).await
}
