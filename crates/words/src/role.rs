use crate::t;
use contract::{Permission, Role};

/// What a role is called.
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Owner => t!(roles.owner.name),
        Role::Administrator => t!(roles.administrator.name),
        Role::PeopleAdministrator => t!(roles.people_administrator.name),
        Role::SignInAdministrator => t!(roles.sign_in_administrator.name),
        Role::Auditor => t!(roles.auditor.name),
        Role::Member => t!(roles.member.name),
    }
}

/// Several, as a list: "Auditor, Member".
pub fn role_names(roles: &[Role]) -> String {
    roles.iter().map(|role| role_name(*role)).collect::<Vec<_>>().join(", ")
}

/// What holding a role means, for somebody who has never seen a permission table.
pub fn role_meaning(role: Role) -> &'static str {
    match role {
        Role::Owner => t!(roles.owner.means),
        Role::Administrator => t!(roles.administrator.means),
        Role::PeopleAdministrator => t!(roles.people_administrator.means),
        Role::SignInAdministrator => t!(roles.sign_in_administrator.means),
        Role::Auditor => t!(roles.auditor.means),
        Role::Member => t!(roles.member.means),
    }
}

/// What a permission lets people do.
pub fn permission(permission: Permission) -> &'static str {
    match permission {
        Permission::EnterOrganization => t!(roles.permission.enter_organization),
        Permission::SeeMembers => t!(roles.permission.see_members),
        Permission::InvitePeople => t!(roles.permission.invite_people),
        Permission::ManageMembers => t!(roles.permission.manage_members),
        Permission::DecideRequests => t!(roles.permission.decide_requests),
        Permission::SeeActivity => t!(roles.permission.see_activity),
        Permission::SeeSettings => t!(roles.permission.see_settings),
        Permission::ManageSettings => t!(roles.permission.manage_settings),
        Permission::SeeSignIn => t!(roles.permission.see_sign_in),
        Permission::ManageSignIn => t!(roles.permission.manage_sign_in),
        Permission::DeleteOrganization => t!(roles.permission.delete_organization),
    }
}
