use serde::{Deserialize, Serialize};

/// What somebody may do in an organisation. The table that says which role has which is `portal::access::permission`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Be here at all: the home page, one's own membership, leaving.
    EnterOrganization,
    /// See people, invitations, requests and roles.
    SeeMembers,
    /// Invite, resend, revoke, copy links.
    InvitePeople,
    /// Change roles, suspend, reactivate, remove.
    ManageMembers,
    /// Approve or decline requests to join.
    DecideRequests,
    /// Read and export the activity.
    SeeActivity,
    /// See the organisation's settings.
    SeeSettings,
    /// Change name, address, language and what the organisation allows.
    ManageSettings,
    /// See domains, and what there is to know of how people sign in.
    SeeSignIn,
    /// Connect identity providers, prove domains, set sign-in policy.
    ManageSignIn,
    /// Delete the organisation, and change one's mind.
    DeleteOrganization,
}

impl Permission {
    pub const ALL: [Self; 11] = [
        Self::EnterOrganization,
        Self::SeeMembers,
        Self::InvitePeople,
        Self::ManageMembers,
        Self::DecideRequests,
        Self::SeeActivity,
        Self::SeeSettings,
        Self::ManageSettings,
        Self::SeeSignIn,
        Self::ManageSignIn,
        Self::DeleteOrganization,
    ];
}
