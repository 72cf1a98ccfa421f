use super::member_path;
use crate::{
    error::ApiError,
    form::{Done, Form},
    ssr,
};
use contract::{Flaw, MembershipId, OrgSlug, Role};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Error, Result as Answer,
    access::permission::{ManageMembers, SeeMembers},
    member::{self, Act, RoleChange},
};
use words::t;

pub(super) const ACT: &str = "members/act";
pub(super) const ROLES: &str = "members/roles";

/// Refuses them here from their next request on.
///
/// # Errors
/// To scripts, as [`member::suspend`].
#[server(prefix = "/fn", endpoint = "members/suspend")]
pub async fn suspend_member(#[server(default)] org: String, #[server(default)] member: String) -> Result<(), ApiError> {
    act(Act::Suspend, &org, &member).await
}

/// Lets a suspended member in again.
///
/// # Errors
/// To scripts, as [`member::reactivate`].
#[server(prefix = "/fn", endpoint = "members/reactivate")]
pub async fn reactivate_member(#[server(default)] org: String, #[server(default)] member: String) -> Result<(), ApiError> {
    act(Act::Reactivate, &org, &member).await
}

/// Ends their membership.
///
/// # Errors
/// To scripts, as [`member::remove`].
#[server(prefix = "/fn", endpoint = "members/remove")]
pub async fn remove_member(#[server(default)] org: String, #[server(default)] member: String) -> Result<(), ApiError> {
    act(Act::Remove, &org, &member).await
}

/// Leaves them exactly these roles.
///
/// # Errors
/// To scripts, as [`member::change_roles`].
#[server(prefix = "/fn", endpoint = "members/roles")]
pub async fn change_member_roles(
    #[server(default)] org: String,
    #[server(default)] member: String,
    #[server(default)] roles: Vec<String>,
) -> Result<(), ApiError> {
    let page = page(&org, &member);
    Form::new(ROLES, format!("{page}?do=roles"))
        .keep_all("roles", &roles)
        .answer(async {
            let here = ssr::enter(&org).await?;
            let can = here.can::<ManageMembers>()?;
            let id = id(&member)?;
            let before = member::look(&here.can::<SeeMembers>()?, id).await?;
            member::change_roles(&can, id, &RoleChange::Set(read_roles(&roles)?)).await?;
            let done = Done::to(page).saying(t!(member.roles.changed, name = before.name));
            if before.roles.iter().any(|(_, _, by_groups)| by_groups.is_some()) {
                // Given back by hand it would no longer be its groups' to take.
                return Ok(done);
            }
            let held = before.roles.iter().map(|(role, ..)| ("roles[]", role.key().to_owned()));
            Ok(done.undone_by(ChangeMemberRoles::url(), about(&org, &member).into_iter().chain(held)))
        })
        .await
}

async fn act(act: Act, org: &str, member: &str) -> Result<(), ApiError> {
    Form::new(ACT, page(org, member))
        .answer(async {
            let here = ssr::enter(org).await?;
            let can = here.can::<ManageMembers>()?;
            let id = id(member)?;
            let name = member::look(&here.can::<SeeMembers>()?, id).await?.name;
            let (said, undone_by) = match act {
                Act::Suspend => {
                    member::suspend(&can, id).await?;
                    (t!(member.suspend.done, name = name), Some(ReactivateMember::url()))
                }
                Act::Reactivate => {
                    member::reactivate(&can, id).await?;
                    (t!(member.reactivate.done, name = name), Some(SuspendMember::url()))
                }
                Act::Remove => {
                    member::remove(&can, id).await?;
                    (t!(member.remove.done, name = name), None)
                }
                Act::ChangeRoles => return Err(Error::NotFound),
            };
            let done = Done::back().saying(said);
            Ok(match undone_by {
                Some(form) => done.undone_by(form, about(org, member)),
                None => done,
            })
        })
        .await
}

/// Whom it was done to, for the form that undoes it.
fn about(org: &str, member: &str) -> [(&'static str, String); 2] {
    [("org", org.to_owned()), ("member", member.to_owned())]
}

/// The member's page; the start for what was never one of our forms.
fn page(org: &str, member: &str) -> String {
    match (OrgSlug::parse(org), member.parse()) {
        (Ok(org), Ok(member)) => member_path(org.as_str(), member),
        _ => "/".to_owned(),
    }
}

fn id(member: &str) -> Answer<MembershipId> {
    member.parse().map_err(|_| Error::NotFound)
}

/// Roles by their keys.
pub(super) fn read_roles(keys: &[String]) -> Answer<Vec<Role>> {
    keys.iter().map(|key| Role::from_key(key)).collect::<Option<_>>().ok_or_else(|| Error::field("roles", Flaw::Unknown))
}
