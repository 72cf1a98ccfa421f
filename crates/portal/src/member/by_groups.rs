use crate::{Result, access::permission, db::TenantTx};
use contract::{ConnectionId, MembershipId, Role};

/// Gives a member these roles by the word of a provider, and takes those again that the same connection gave before. What somebody else gave
/// stays theirs to take.
pub(crate) async fn set_by_groups(tx: &mut TenantTx, member: MembershipId, connection: ConnectionId, roles: &[Role]) -> Result<()> {
    let (org, now) = (tx.org(), tx.now());
    sqlx::query!(
        "with taken as (delete from membership_role where org_id = $1 and membership_id = $2 and connection_id = $3 and role <> all ($4))
         insert into membership_role (org_id, membership_id, role, granted_at, connection_id)
         select $1, $2, role, $5, $3 from unnest($4::text[]) as granted (role)
             on conflict do nothing",
        org.0,
        member.0,
        connection.0,
        &permission::keys(roles),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
