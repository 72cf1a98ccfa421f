//! Who has the built-in roles, as their page shows it.

use crate::{
    Result,
    access::{Can, permission, permission::SeeMembers},
    page::{COUNTED, Count},
};
use contract::{MembershipId, Role};

/// One role.
#[derive(Debug, Clone)]
pub struct RoleInUse {
    pub role: Role,
    /// Active and suspended members who hold it.
    pub holders: Count,
    /// The first few of them by name.
    pub some: Vec<(MembershipId, String)>,
}

/// How many holders are named.
const NAMED: i64 = 5;

/// Every role, the mightiest first.
pub async fn list(can: &Can<SeeMembers>) -> Result<Vec<RoleInUse>> {
    let (org, keys) = (can.org_id(), permission::keys(&Role::ALL));
    let mut read = can.read().await?;
    let rows = sqlx::query!(
        r#"select asked.role as "role!",
                  (select count(*) from (select from membership_role r where r.org_id = $1 and r.role = asked.role limit $3) as counted) as "holders!",
                  array(select m.id from membership_role r join membership m on m.org_id = r.org_id and m.id = r.membership_id
                         where r.org_id = $1 and r.role = asked.role order by m.name_key, m.id limit $4) as "ids!",
                  array(select m.display_name from membership_role r join membership m on m.org_id = r.org_id and m.id = r.membership_id
                         where r.org_id = $1 and r.role = asked.role order by m.name_key, m.id limit $4) as "names!"
             from unnest($2::text[]) as asked (role)"#,
        org.0,
        &keys,
        COUNTED + 1,
        NAMED
    )
    .fetch_all(read.conn())
    .await?;
    let in_use = rows.into_iter().filter_map(|row| {
        let role = Role::from_key(&row.role)?;
        let some = row.ids.into_iter().map(MembershipId).zip(row.names).collect();
        Some(RoleInUse { role, holders: Count::of(row.holders), some })
    });
    let mut roles: Vec<_> = in_use.collect();
    roles.sort_by_key(|in_use| in_use.role);
    Ok(roles)
}
