use super::sql_door;
use crate::{Portal, Result, access::Visitor};
use contract::{InvitationId, OrgId};
use time::OffsetDateTime;

/// An open invitation to the person's own address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingInvitation {
    pub id: InvitationId,
    pub org: OrgId,
    pub org_name: String,
    pub expires_at: OffsetDateTime,
}

/// The open invitations to whoever is signed in: their address is proven, so they need no link.
///
/// # Errors
/// `Unauthenticated`.
pub async fn pending(portal: &Portal, visitor: &Visitor) -> Result<Vec<PendingInvitation>> {
    sql_door::pending(&portal.db.web, &visitor.person()?.address, portal.clock.now()).await
}
