//! The one table: which built-in role may do what. A test prints it to `permission_matrix.txt`, so a change of policy is a
//! readable diff.

use contract::{Permission, Role};
use std::collections::BTreeSet;

/// A permission as a type, so that a verb's signature says what it takes.
pub trait Grants {
    const PERMISSION: Permission;
}

macro_rules! markers {
    ($($name:ident),+ $(,)?) => {$(
        #[doc = concat!("Witness of [`Permission::", stringify!($name), "`].")]
        #[derive(Debug, Clone, Copy)]
        pub struct $name;
        impl Grants for $name {
            const PERMISSION: Permission = Permission::$name;
        }
    )+};
}

markers!(
    EnterOrganization,
    SeeMembers,
    InvitePeople,
    ManageMembers,
    DecideRequests,
    SeeActivity,
    SeeSettings,
    ManageSettings,
    SeeSignIn,
    ManageSignIn,
    DeleteOrganization
);

/// What a role may do.
pub const fn of(role: Role) -> &'static [Permission] {
    use Permission::*;
    match role {
        Role::Owner => &Permission::ALL,
        Role::Administrator => &[
            EnterOrganization,
            SeeMembers,
            InvitePeople,
            ManageMembers,
            DecideRequests,
            SeeActivity,
            SeeSettings,
            ManageSettings,
            SeeSignIn,
            ManageSignIn,
        ],
        Role::PeopleAdministrator => &[EnterOrganization, SeeMembers, InvitePeople, ManageMembers, DecideRequests, SeeActivity],
        Role::SignInAdministrator => &[EnterOrganization, SeeMembers, SeeActivity, SeeSettings, SeeSignIn, ManageSignIn],
        Role::Auditor => &[EnterOrganization, SeeMembers, SeeActivity, SeeSettings, SeeSignIn],
        Role::Member => &[EnterOrganization],
    }
}

/// The union of what several roles may do (DECISIONS 2).
pub fn of_all(roles: &[Role]) -> BTreeSet<Permission> {
    roles.iter().flat_map(|role| of(*role)).copied().collect()
}

/// Whether somebody with these roles may grant, take or act on those: theirs must cover all of it, and only owners act on
/// owners (DECISIONS 3).
pub fn covers(mine: &[Role], theirs: &[Role]) -> bool {
    (mine.contains(&Role::Owner) || !theirs.contains(&Role::Owner)) && of_all(mine).is_superset(&of_all(theirs))
}

/// Whether any of these is more than what every member is.
pub(crate) fn beyond_member(roles: &[Role]) -> bool {
    roles.iter().any(|role| *role != Role::Member)
}

/// The roles that hold a permission.
pub fn holding(permission: Permission) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| of(*role).contains(&permission)).collect()
}

/// The roles that somebody with these may give.
pub fn grantable(mine: &[Role]) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| covers(mine, &[*role])).collect()
}

/// The roles of a `text[]` column, in their order; a word this build doesn't know is no role.
pub(crate) fn roles(keys: &[String]) -> Vec<Role> {
    let mut roles: Vec<Role> = keys.iter().filter_map(|key| Role::from_key(key)).collect();
    roles.sort_unstable();
    roles.dedup();
    roles
}

/// For a `text[]` parameter.
pub(crate) fn keys(roles: &[Role]) -> Vec<String> {
    roles.iter().map(|role| role.key().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    #[test]
    fn the_matrix_is_the_one_under_version_control() {
        let mut matrix = format!("{:<20}", "");
        for role in Role::ALL {
            write!(matrix, " {:<22}", role.key()).unwrap();
        }
        for permission in Permission::ALL {
            write!(matrix, "\n{:<20}", format!("{permission:?}")).unwrap();
            for role in Role::ALL {
                write!(matrix, " {:<22}", if of(role).contains(&permission) { "✓" } else { "·" }).unwrap();
            }
        }
        let matrix = matrix.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n";
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/permission_matrix.txt");
        if std::fs::read_to_string(path).unwrap_or_default() != matrix {
            std::fs::write(path, &matrix).unwrap();
            panic!("the permission table changed: permission_matrix.txt has been rewritten, read its diff and commit it\n{matrix}");
        }
    }

    #[test]
    fn only_owners_act_on_owners_and_nobody_on_more_than_they_hold() {
        assert!(covers(&[Role::Owner], &[Role::Owner]));
        assert!(!covers(&[Role::Administrator], &[Role::Owner]));
        assert!(covers(&[Role::Administrator], &[Role::PeopleAdministrator, Role::Auditor]));
        assert!(!covers(&[Role::PeopleAdministrator], &[Role::Auditor]));
        assert!(covers(&[Role::PeopleAdministrator, Role::Auditor], &[Role::Auditor]));
        assert!(covers(&[Role::PeopleAdministrator], &[Role::Member]));
    }
}
