use super::sql;
use crate::{
    Result,
    access::{Can, permission, permission::EnterOrganization},
};
use contract::{Permission, Role};

/// Somebody who can help a member on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helper {
    pub name: String,
    pub address: String,
    pub roles: Vec<Role>,
}

/// How many are named: enough that one of them is there today.
const NAMED: i64 = 4;

/// Whom a member turns to, those who were there last first: who manages members, or runs all of it. For everybody inside, whether or
/// not they may see the other members.
pub async fn whom_to_ask(can: &Can<EnterOrganization>) -> Result<Vec<Helper>> {
    let roles = permission::keys(&permission::holding(Permission::ManageMembers));
    let mut read = can.read().await?;
    sql::holders(read.conn(), can.org_id(), can.membership(), &roles, NAMED).await
}
