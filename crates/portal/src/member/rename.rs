use super::{sql, word};
use crate::{
    Portal, Result,
    audit::{Actor, Unrecorded},
    db::TenantTx,
};
use contract::{OrgId, PersonId};

/// Carries what a person is called and where they are reached to all of their memberships, removed ones included (DECISIONS 22).
/// Enqueue [`crate::jobs::Job::CarryPerson`] with the change itself; this is what the job does.
///
/// Each membership is locked before the person is read, so the last to write has read the latest.
pub(crate) async fn rename(portal: &Portal, person: PersonId) -> Result<()> {
    for (org, id) in sql::memberships_of_person(&portal.db.worker, person).await? {
        let mut tx = TenantTx::open(portal, &portal.db.worker, OrgId(org), Actor::portal()).await?;
        sql::lock_member(tx.conn(), OrgId(org), id).await?;
        let Some(who) = sql::name_and_address(tx.conn(), person).await? else { return Ok(()) };
        let name_key = word::fold(&who.name);
        sql::set_name(tx.conn(), OrgId(org), id, &who.name, &name_key, &who.address).await?;
        sql::set_words(tx.conn(), OrgId(org), id, &name_key, &word::words_of(&who.name, &who.address)).await?;
        tx.commit_unrecorded(Unrecorded::PersonDenormalised).await?;
    }
    Ok(())
}
