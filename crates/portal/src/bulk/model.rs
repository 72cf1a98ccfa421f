use crate::{invitation::Terms, member::RoleChange};
use contract::{Flaw, PersonName, Role};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The most rows of one act.
pub const MOST: u32 = 10_000;

/// What is done to every row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "on", content = "act", rename_all = "snake_case")]
pub enum Act {
    Members(MemberAct),
    Invitations(InvitationAct),
    /// Invites the people of a long list.
    Invite(Terms),
}

/// What can be done to many members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberAct {
    ChangeRoles(RoleChange),
    Suspend,
    Reactivate,
    Remove,
}

/// What can be done to many invitations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvitationAct {
    Resend,
    Revoke,
}

impl Act {
    /// The word in the database and the record.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Members(MemberAct::ChangeRoles(_)) => "change_roles",
            Self::Members(MemberAct::Suspend) => "suspend",
            Self::Members(MemberAct::Reactivate) => "reactivate",
            Self::Members(MemberAct::Remove) => "remove",
            Self::Invitations(InvitationAct::Resend) => "resend",
            Self::Invitations(InvitationAct::Revoke) => "revoke",
            Self::Invite(_) => "invite",
        }
    }
}

/// Which rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection<F> {
    /// Those that were ticked.
    These(Vec<Uuid>),
    /// All that match, as they are at this moment.
    Matching(F),
}

/// What a row of a long list has of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct InviteeDetail {
    pub name: Option<PersonName>,
    pub roles: Vec<Role>,
}

/// More than are taken, or none at all.
pub(super) fn check_total(total: u64) -> Result<i32, Flaw> {
    match i32::try_from(total) {
        Ok(0) => Err(Flaw::Missing),
        Ok(total) if total.unsigned_abs() <= MOST => Ok(total),
        _ => Err(Flaw::TooMany { most: MOST }),
    }
}
