//! What every path needs, a line each: the one table that `endpoints` holds the portal to. A new page, form or route gets a line here.

use contract::Permission::{self, *};

/// Who may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Anybody: it is at the door, or for machines.
    Nothing,
    /// Somebody who is signed in.
    Person,
    /// A member of the organisation in the path or in the field `org` who may do this; strangers learn nothing.
    May(Permission),
}

use Needs::{May, Nothing, Person};

/// Pages, by their path in `app::routes::pages`.
pub const PAGES: &[(&str, Needs)] = &[
    ("/", Nothing),
    ("/sign-up", Nothing),
    ("/sign-up/code", Nothing),
    ("/sign-up/you", Nothing),
    ("/sign-up/organization", Person),
    ("/sign-in", Nothing),
    ("/sign-in/password", Nothing),
    ("/sign-in/code", Nothing),
    ("/recovery", Nothing),
    ("/recovery/code", Nothing),
    ("/recovery/password", Nothing),
    ("/confirm", Nothing),
    ("/organizations", Person),
    ("/invitation", Nothing),
    ("/invitations/{invitation}", Person),
    ("/account", Person),
    ("/account/address", Person),
    ("/account/password", Person),
    ("/account/sessions", Person),
    ("/account/record", Person),
    ("/o/{org}", May(EnterOrganization)),
    ("/o/{org}/members", May(SeeMembers)),
    ("/o/{org}/members/{id}", May(SeeMembers)),
    ("/o/{org}/bulk/{id}", May(SeeMembers)),
    ("/o/{org}/members/requests", May(SeeMembers)),
    ("/o/{org}/members/invite", May(InvitePeople)),
    ("/o/{org}/members/invite/{draft}", May(InvitePeople)),
    ("/o/{org}/members/invitations", May(SeeMembers)),
    ("/o/{org}/members/invitations/{invitation}", May(SeeMembers)),
    ("/o/{org}/members/invitations/{invitation}/revoke", May(InvitePeople)),
    ("/o/{org}/members/invitations/{invitation}/link", May(InvitePeople)),
    ("/o/{org}/roles", May(SeeMembers)),
    ("/o/{org}/activity", May(SeeActivity)),
    ("/o/{org}/settings", May(SeeSettings)),
    ("/o/{org}/leave", May(EnterOrganization)),
];

/// Server functions, by their registered path.
pub const FORMS: &[(&str, Needs)] = &[
    ("/fn/theme", Nothing),
    ("/fn/language", Nothing),
    ("/fn/confirm", Nothing),
    ("/fn/invitation/accept", Person),
    ("/fn/invitation/accept-own", Person),
    ("/fn/invitation/join", Nothing),
    ("/fn/invitation/sign-in", Nothing),
    ("/fn/invitation/change-over", Nothing),
    ("/fn/invitation/ask-for-code", Nothing),
    ("/fn/invitation/mail", Nothing),
    ("/fn/invitation/code", Nothing),
    ("/fn/invitation/renew", Nothing),
    ("/fn/sign-up/begin", Nothing),
    ("/fn/sign-up/confirm", Nothing),
    ("/fn/sign-up/mail", Nothing),
    ("/fn/sign-up/introduce", Nothing),
    ("/fn/sign-up/organization", Person),
    ("/fn/joining/ask", Person),
    ("/fn/joining/withdraw", Person),
    ("/fn/sign-in/begin", Nothing),
    ("/fn/sign-in/password", Nothing),
    ("/fn/sign-in/mail", Nothing),
    ("/fn/sign-in/code", Nothing),
    ("/fn/recovery/begin", Nothing),
    ("/fn/recovery/confirm", Nothing),
    ("/fn/recovery/mail", Nothing),
    ("/fn/recovery/finish", Nothing),
    ("/fn/sign-out", Nothing),
    ("/fn/sign-out/everywhere", Person),
    ("/fn/account/profile", Person),
    ("/fn/account/address", Person),
    ("/fn/account/address/confirm", Person),
    ("/fn/account/address/mail", Person),
    ("/fn/account/address/cancel", Person),
    ("/fn/account/password", Person),
    ("/fn/account/sessions/end", Person),
    ("/fn/settings/name", May(ManageSettings)),
    ("/fn/settings/address", May(ManageSettings)),
    ("/fn/settings/language", May(ManageSettings)),
    ("/fn/settings/ways-in", May(ManageSettings)),
    ("/fn/settings/leave", May(EnterOrganization)),
    ("/fn/settings/delete", May(DeleteOrganization)),
    ("/fn/settings/keep", May(DeleteOrganization)),
    ("/fn/members/suspend", May(ManageMembers)),
    ("/fn/members/reactivate", May(ManageMembers)),
    ("/fn/members/remove", May(ManageMembers)),
    ("/fn/members/roles", May(ManageMembers)),
    ("/fn/members/bulk", May(ManageMembers)),
    ("/fn/requests/approve", May(DecideRequests)),
    ("/fn/requests/decline", May(DecideRequests)),
    ("/fn/invitations/invite", May(InvitePeople)),
    ("/fn/invitations/change", May(InvitePeople)),
    ("/fn/invitations/send", May(InvitePeople)),
    ("/fn/invitations/discard", May(InvitePeople)),
    ("/fn/invitations/resend", May(InvitePeople)),
    ("/fn/invitations/revoke", May(InvitePeople)),
    ("/fn/invitations/bulk", May(InvitePeople)),
];

/// Routes that are neither, by method and path as `server/src` spells them; each is also asked for by GET or POST as said here.
pub const ROUTES: &[(&str, &str, Needs)] = &[
    ("GET", "/healthz", Nothing),
    ("GET", "/readyz", Nothing),
    ("GET", "/metrics", Nothing),
    ("GET", "/.well-known/security.txt", Nothing),
    ("GET", "/.well-known/change-password", Nothing),
    ("GET", "/l/{secret}", Nothing),
    ("POST", "/o/{org}/members/export", May(SeeMembers)),
    ("POST", "/o/{org}/members/invite/file", May(InvitePeople)),
    ("GET", "/i/{secret}", Nothing),
    ("POST", "/o/{org}/activity/export", May(SeeActivity)),
    // In development only: `mailbox` tests that production has none.
    ("GET", "/dev/mailbox", Nothing),
    ("GET", "/dev/mailbox/{id}", Nothing),
    ("GET", "/dev/mailbox/{id}/html", Nothing),
];
