use portal::{
    bulk::{Act, InvitationAct, MemberAct},
    member::RoleChange,
};
use words::{role_names, t};

/// The act as a title: "Suspend 37 people".
pub(super) fn title(act: &Act, total: i32) -> String {
    match act {
        Act::Members(MemberAct::ChangeRoles(_)) => t!(bulk.title.change_roles, count = total),
        Act::Members(MemberAct::Suspend) => t!(bulk.title.suspend, count = total),
        Act::Members(MemberAct::Reactivate) => t!(bulk.title.reactivate, count = total),
        Act::Members(MemberAct::Remove) => t!(bulk.title.remove, count = total),
        Act::Invitations(InvitationAct::Resend) => t!(bulk.title.resend, count = total),
        Act::Invitations(InvitationAct::Revoke) => t!(bulk.title.revoke, count = total),
        Act::Invite(_) => t!(bulk.title.invite, count = total),
    }
}

/// What the title leaves open.
pub(super) fn detail(act: &Act) -> Option<String> {
    match act {
        Act::Members(MemberAct::ChangeRoles(RoleChange::Set(roles))) => Some(t!(bulk.roles.set, roles = role_names(roles))),
        Act::Members(MemberAct::ChangeRoles(RoleChange::Add(roles))) => Some(t!(bulk.roles.add, roles = role_names(roles))),
        Act::Members(MemberAct::ChangeRoles(RoleChange::Take(roles))) => Some(t!(bulk.roles.take, roles = role_names(roles))),
        Act::Invite(terms) => Some(t!(bulk.roles.invite, roles = role_names(&terms.roles))),
        Act::Members(_) | Act::Invitations(_) => None,
    }
}
