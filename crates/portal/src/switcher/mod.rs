//! Where else a person can go, and what waits for them: what the rail of the house shows beside a page.

mod sql;

use crate::{
    Portal, Result,
    access::{OrgContext, Visitor},
    db::TenantRead,
    page::Count,
};
use contract::{InvitationId, OrgId, Permission, Role};
use time::OffsetDateTime;

/// One of a person's organisations.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyInvitation {
    pub invitation: InvitationId,
    pub org_name: String,
    pub expires_at: OffsetDateTime,
}

/// Everything a signed-in person can go to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mine {
    /// By name.
    pub organizations: Vec<MyOrganization>,
    /// The one that ends first first.
    pub invitations: Vec<MyInvitation>,
}

/// What the rail counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Active and suspended members.
    pub members: Count,
    /// Invitations that are open or have expired.
    pub invitations: Count,
    /// Requests to join that wait.
    pub requests: Count,
}

/// A person's organisations and open invitations; of somebody whom connections alone have proven, the organisations that they proved them for.
///
/// # Errors
/// `Unauthenticated`.
pub async fn mine(portal: &Portal, visitor: &Visitor) -> Result<Mine> {
    sql::mine(&portal.db.web, visitor.anybody()?, portal.clock.now()).await
}

/// What the rail of the house shows: the same, and what is counted here. No counts for those who may not see members.
pub type Rail = (Mine, Option<Counts>);

/// It, in one query.
///
/// # Errors
/// `Unauthenticated`.
pub async fn rail(here: &OrgContext, visitor: &Visitor) -> Result<Rail> {
    rail_in(&mut TenantRead::open(&here.portal().db.web, here.org().id).await?, here, visitor).await
}

/// It, in the same look as what the page shows: three round trips fewer.
///
/// # Errors
/// `Unauthenticated`.
pub async fn rail_in(read: &mut TenantRead, here: &OrgContext, visitor: &Visitor) -> Result<Rail> {
    let (mine, counts) = sql::rail(read.conn(), visitor.anybody()?, here.org().id, here.portal().clock.now()).await?;
    Ok((mine, here.may(Permission::SeeMembers).then_some(counts)))
}
