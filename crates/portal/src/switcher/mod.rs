//! Where else a person can go, and what waits for them: what the rail of the house shows beside a page.

use crate::{
    Portal, Result,
    access::{OrgContext, SignedIn, permission},
    page::{COUNTED, Count},
};
use contract::{InvitationId, OrgId, Permission, Role};
use time::OffsetDateTime;

/// One of a person's organisations.
#[derive(Debug, Clone)]
pub struct MyOrganization {
    pub id: OrgId,
    pub slug: String,
    pub name: String,
    pub roles: Vec<Role>,
    /// Whether they may enter: neither they nor the organisation is suspended.
    pub open: bool,
    pub last_active_at: Option<OffsetDateTime>,
}

/// An invitation to the person's proven address.
#[derive(Debug, Clone)]
pub struct MyInvitation {
    pub invitation: InvitationId,
    pub org_name: String,
    pub expires_at: OffsetDateTime,
}

/// The person's organisations, by name.
pub async fn organizations(portal: &Portal, person: &SignedIn) -> Result<Vec<MyOrganization>> {
    let rows = sqlx::query!(
        r#"select org_id as "org_id!", slug as "slug!", name as "name!", status as "status!", membership_status as "membership_status!",
                  last_active_at, roles as "roles!"
             from my_organizations($1)"#,
        person.person.0
    )
    .fetch_all(&portal.db.web)
    .await?;
    let mine = rows.into_iter().map(|row| MyOrganization {
        id: OrgId(row.org_id),
        slug: row.slug,
        name: row.name,
        roles: permission::roles(&row.roles),
        open: row.status == "active" && row.membership_status == "active",
        last_active_at: row.last_active_at,
    });
    Ok(mine.collect())
}

/// Open invitations to the person's address, the one that ends first first.
pub async fn invitations(portal: &Portal, person: &SignedIn) -> Result<Vec<MyInvitation>> {
    let rows = sqlx::query!(
        r#"select invitation_id as "invitation_id!", org_name as "org_name!", expires_at as "expires_at!" from my_pending_invitations($1, $2)"#,
        person.address.as_str(),
        portal.clock.now()
    )
    .fetch_all(&portal.db.web)
    .await?;
    let open =
        rows.into_iter().map(|row| MyInvitation { invitation: InvitationId(row.invitation_id), org_name: row.org_name, expires_at: row.expires_at });
    Ok(open.collect())
}

/// What the rail counts, for those who may see it.
#[derive(Debug, Clone, Copy)]
pub struct Counts {
    /// Active and suspended members.
    pub members: Count,
    /// Requests to join that wait.
    pub requests: Count,
}

/// `None` for those who may not see members.
pub async fn counts(here: &std::sync::Arc<OrgContext>) -> Result<Option<Counts>> {
    if !here.may(Permission::SeeMembers) {
        return Ok(None);
    }
    let can = here.can::<permission::SeeMembers>()?;
    let mut read = can.read().await?;
    let row = sqlx::query!(
        r#"select (select count(*) from (select from membership where org_id = $1 and status <> 'removed' limit $2) as counted) as "members!",
                  (select count(*) from (select from join_request where org_id = $1 and status = 'pending' limit $2) as counted) as "requests!""#,
        can.org_id().0,
        COUNTED + 1
    )
    .fetch_one(read.conn())
    .await?;
    Ok(Some(Counts { members: Count::of(row.members), requests: Count::of(row.requests) }))
}
