use super::{
    Source, Status,
    model::{self, Act, Subject},
    sql,
};
use crate::{
    Error, Result,
    access::{Can, permission, permission::SeeMembers},
};
use contract::{MembershipId, OrgId, Permission, PersonId, Role, Rule};
use sqlx::PgConnection;
use time::OffsetDateTime;

/// All an organisation knows of a member.
#[derive(Debug, Clone)]
pub struct Detail {
    pub id: MembershipId,
    pub person: PersonId,
    pub name: String,
    pub address: String,
    pub status: Status,
    pub source: Source,
    /// Who invited or approved them, as they are called now.
    pub let_in_by: Option<(MembershipId, String)>,
    pub joined_at: OffsetDateTime,
    /// `None`: never.
    pub last_active_at: Option<OffsetDateTime>,
    /// When they were suspended or removed.
    pub ended_at: Option<OffsetDateTime>,
    /// With the day each was granted, and the connection whose groups gave it, if any did.
    pub roles: Vec<(Role, OffsetDateTime, Option<String>)>,
    /// Whom the organisation's identity providers know them as, the last used first.
    pub identities: Vec<Identity>,
    /// What the viewer may do with them; `None` without the permission to manage members at all.
    pub acts: Option<Acts>,
}

/// Somebody as an identity provider of the organisation knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The connection's name.
    pub connection: String,
    /// As the provider asserted it last; empty if it asserts none.
    pub address: String,
    pub last_used_at: OffsetDateTime,
}

/// Which acts the viewer may do, and which rule says no to the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acts {
    pub suspend: Result<(), Rule>,
    pub reactivate: Result<(), Rule>,
    pub remove: Result<(), Rule>,
    pub change_roles: Result<(), Rule>,
    /// Roles the viewer may give.
    pub grantable: Vec<Role>,
    /// Laying down this role would leave nobody: the last owner's.
    pub last_owner: bool,
}

/// Whether without this member there would be no owner who can enter.
pub(crate) async fn is_last_owner(db: &mut PgConnection, org: OrgId, id: MembershipId) -> Result<bool> {
    Ok(sql::subject(db, org, id).await?.is_some_and(|them| model::is_last_owner(&them)))
}

/// One member, and what the viewer may do with them.
///
/// # Errors
/// `NotFound`.
pub async fn look(can: &Can<SeeMembers>, id: MembershipId) -> Result<Detail> {
    let mut read = can.read().await?;
    let mut detail = sql::detail(read.conn(), can.org_id(), id).await?.ok_or(Error::NotFound)?;
    detail.identities = sql::identities(read.conn(), can.org_id(), detail.person).await?;
    if can.may(Permission::ManageMembers) {
        let them = sql::subject(read.conn(), can.org_id(), id).await?.ok_or(Error::NotFound)?;
        detail.acts = Some(acts(can.membership(), can.roles(), &them));
    }
    Ok(detail)
}

fn acts(by: MembershipId, mine: &[Role], them: &Subject) -> Acts {
    let may = |act| model::may(act, by, mine, them);
    Acts {
        suspend: may(Act::Suspend),
        reactivate: may(Act::Reactivate),
        remove: may(Act::Remove),
        change_roles: may(Act::ChangeRoles),
        grantable: permission::grantable(mine),
        last_owner: model::is_last_owner(them),
    }
}
