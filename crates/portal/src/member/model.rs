use crate::access::permission;
use contract::{EmailAddress, MembershipId, PersonId, PersonName, Role, Rule};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How somebody came to be a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    Founder,
    Invitation,
    Request,
    /// Their organisation's identity provider sent them.
    SingleSignOn,
    /// Their address is at a domain whose people join by themselves.
    Domain,
}

impl Source {
    pub const ALL: [Self; 5] = [Self::Founder, Self::Invitation, Self::Request, Self::SingleSignOn, Self::Domain];

    /// The word in URLs and the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Founder => "founder",
            Self::Invitation => "invitation",
            Self::Request => "request",
            Self::SingleSignOn => "single_sign_on",
            Self::Domain => "domain",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.key() == key)
    }
}

/// A membership's life: active and suspended change into each other, either into removed, and removed into active only by an
/// explicit invitation or approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Holds a seat, may enter.
    Active,
    /// Still a member, without a seat; may not enter until reactivated.
    Suspended,
    /// No member any more; kept so that nobody is silently let back in.
    Removed,
}

impl Status {
    pub const ALL: [Self; 3] = [Self::Active, Self::Suspended, Self::Removed];

    /// The word in URLs and the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Removed => "removed",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.key() == key)
    }

    /// Whether a member in this state holds a seat (DECISIONS 4).
    pub(crate) fn is_seated(self) -> bool {
        self == Self::Active
    }
}

/// Somebody at the moment they become a member, by whichever way in.
#[derive(Debug, Clone)]
pub struct JoiningPerson {
    pub person: PersonId,
    pub name: PersonName,
    pub address: EmailAddress,
}

/// A member as an act needs to know them, under the organisation's lock.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    pub id: MembershipId,
    pub person: PersonId,
    pub name: String,
    pub address: String,
    pub status: Status,
    pub roles: Vec<Role>,
    /// Whether somebody else is an active owner.
    pub another_owner: bool,
}

/// Something done to a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Suspend,
    Reactivate,
    Remove,
    ChangeRoles,
}

/// Whether somebody with these roles may do this to them now, whoever they may grant. The one place that decides: acts ask it
/// before they change anything, and pages to say why not.
///
/// # Errors
/// The rule that says no: `Yourself`, `BeyondYourRights`, `NotInThatState`, `LastOwner`. A missing seat is the database's to say.
pub(crate) fn may(act: Act, by: MembershipId, mine: &[Role], them: &Subject) -> Result<(), Rule> {
    let state_allows = match act {
        Act::Suspend => them.status == Status::Active,
        Act::Reactivate => them.status == Status::Suspended,
        Act::Remove | Act::ChangeRoles => them.status != Status::Removed,
    };
    if by == them.id && act != Act::ChangeRoles {
        return Err(Rule::Yourself);
    }
    if !permission::covers(mine, &them.roles) {
        return Err(Rule::BeyondYourRights);
    }
    if !state_allows {
        return Err(Rule::NotInThatState);
    }
    if matches!(act, Act::Suspend | Act::Remove) && is_last_owner(them) {
        return Err(Rule::LastOwner);
    }
    Ok(())
}

/// Whether without them there would be no owner who can enter.
pub(crate) fn is_last_owner(them: &Subject) -> bool {
    them.status == Status::Active && them.roles.contains(&Role::Owner) && !them.another_owner
}

/// How somebody's roles are to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", content = "roles", rename_all = "snake_case")]
pub enum RoleChange {
    /// Exactly these, at least one.
    Set(Vec<Role>),
    /// These as well.
    Add(Vec<Role>),
    /// Not these any more.
    Take(Vec<Role>),
}

impl RoleChange {
    /// The roles somebody has after it, in their order.
    pub fn of(&self, before: &[Role]) -> Vec<Role> {
        let after: BTreeSet<Role> = match self {
            Self::Set(roles) => roles.iter().copied().collect(),
            Self::Add(roles) => before.iter().chain(roles).copied().collect(),
            Self::Take(roles) => before.iter().filter(|role| !roles.contains(role)).copied().collect(),
        };
        after.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn them(status: Status, roles: &[Role], another_owner: bool) -> Subject {
        Subject {
            person: PersonId(Uuid::nil()),
            id: MembershipId(Uuid::from_u128(2)),
            name: "Bo".into(),
            address: "bo@acme.example".into(),
            status,
            roles: roles.to_vec(),
            another_owner,
        }
    }

    #[test]
    fn who_may_do_what_to_whom() {
        let me = MembershipId(Uuid::from_u128(1));
        let bo = |roles| them(Status::Active, roles, true);
        assert_eq!(may(Act::Suspend, me, &[Role::PeopleAdministrator], &bo(&[Role::Member])), Ok(()));
        assert_eq!(may(Act::Suspend, me, &[Role::PeopleAdministrator], &bo(&[Role::Administrator])), Err(Rule::BeyondYourRights));
        assert_eq!(may(Act::Remove, me, &[Role::Administrator], &bo(&[Role::Owner])), Err(Rule::BeyondYourRights));
        assert_eq!(may(Act::Remove, me, &[Role::Owner], &bo(&[Role::Owner])), Ok(()));
        assert_eq!(may(Act::Remove, me, &[Role::Owner], &them(Status::Active, &[Role::Owner], false)), Err(Rule::LastOwner));
        assert_eq!(may(Act::Remove, me, &[Role::Owner], &them(Status::Suspended, &[Role::Owner], false)), Ok(()));
        assert_eq!(may(Act::Suspend, me, &[Role::Owner], &them(Status::Suspended, &[Role::Member], true)), Err(Rule::NotInThatState));
        assert_eq!(may(Act::Reactivate, me, &[Role::Owner], &them(Status::Suspended, &[Role::Member], true)), Ok(()));
        assert_eq!(may(Act::Reactivate, me, &[Role::Owner], &them(Status::Removed, &[], true)), Err(Rule::NotInThatState));
        assert_eq!(may(Act::ChangeRoles, me, &[Role::Owner], &them(Status::Removed, &[], true)), Err(Rule::NotInThatState));
    }

    #[test]
    fn nobody_suspends_or_removes_themselves_but_may_lay_down_a_role() {
        let myself = them(Status::Active, &[Role::Owner], true);
        assert_eq!(may(Act::Suspend, myself.id, &[Role::Owner], &myself), Err(Rule::Yourself));
        assert_eq!(may(Act::Remove, myself.id, &[Role::Owner], &myself), Err(Rule::Yourself));
        assert_eq!(may(Act::ChangeRoles, myself.id, &[Role::Owner], &myself), Ok(()));
    }

    #[test]
    fn roles_are_set_added_and_taken() {
        let before = [Role::Auditor, Role::Member];
        assert_eq!(RoleChange::Set(vec![Role::Member, Role::Owner]).of(&before), [Role::Owner, Role::Member]);
        assert_eq!(RoleChange::Add(vec![Role::Owner, Role::Member]).of(&before), [Role::Owner, Role::Auditor, Role::Member]);
        assert_eq!(RoleChange::Take(vec![Role::Member]).of(&before), [Role::Auditor]);
    }
}
