use super::{sql, word};
use crate::{
    Error, Portal, Result,
    audit::{Actor, Unrecorded},
    db::TenantTx,
    invitation,
};
use contract::{EmailAddress, OrgId, PersonId};

/// Carries what a person is called and where they are reached to all of their memberships, removed ones included (DECISIONS 22). One that is
/// suspended or removed keeps the address under which that happened: moving away from it is no way back in.
/// An invitation to the address of somebody who is in is over.
/// Enqueue [`crate::jobs::Job::CarryPerson`] with the change itself; this is what the job does.
///
/// Each membership is locked before the person is read, so the last to write has read the latest.
pub(crate) async fn rename(portal: &Portal, person: PersonId) -> Result<()> {
    for (org, id) in sql::memberships_of_person(&portal.db.worker, person).await? {
        let mut tx = TenantTx::open(portal, &portal.db.worker, OrgId(org), Actor::portal()).await?;
        let kept = sql::lock_member(tx.conn(), OrgId(org), id).await?;
        let Some(who) = sql::name_and_address(tx.conn(), person).await? else { return Ok(()) };
        let is_in = kept.is_none();
        let (name_key, address) = (word::fold(&who.name), kept.unwrap_or(who.address));
        sql::set_name(tx.conn(), OrgId(org), id, &who.name, &name_key, &address).await?;
        sql::set_words(tx.conn(), OrgId(org), id, &name_key, &word::words_of(&who.name, &address)).await?;
        let address = EmailAddress::parse(&address).map_err(|flaw| Error::internal(flaw.to_string()))?;
        let settled = if is_in { invitation::act::settle(&mut tx, id, &address).await? } else { None };
        match settled {
            Some(settled) => tx.commit(settled).await?,
            None => tx.commit_unrecorded(Unrecorded::PersonDenormalised).await?,
        }
    }
    Ok(())
}
