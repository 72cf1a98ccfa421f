use contract::{BulkId, ConnectionId, DomainId, InvitationId, Locale, MembershipId, RequestId, Role};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// Something that happened in an organisation. Stored as it is; the activity page renders the same enum, so a variant, once
/// released, is only ever added to. Secrets never.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    OrganizationCreated {
        name: String,
        slug: String,
    },
    OrganizationRenamed {
        before: String,
        after: String,
    },
    OrganizationMoved {
        before: String,
        after: String,
    },
    /// A retired address no longer leads here: its ninety days are over.
    OldAddressReleased {
        slug: String,
    },
    OrganizationLanguageChanged {
        before: Locale,
        after: Locale,
    },
    OrganizationZoneChanged {
        before: String,
        after: String,
    },
    AskToJoinSwitched {
        on: bool,
    },
    CopyLinksSwitched {
        on: bool,
    },
    DeletionScheduled {
        #[serde(with = "time::serde::rfc3339")]
        delete_after: OffsetDateTime,
    },
    DeletionCancelled {
        /// When it would have been.
        #[serde(default, with = "time::serde::rfc3339::option")]
        delete_after: Option<OffsetDateTime>,
    },
    MemberJoined {
        member: MembershipId,
        name: String,
        address: String,
        roles: Vec<Role>,
        source: String,
    },
    RolesChanged {
        member: MembershipId,
        name: String,
        before: Vec<Role>,
        after: Vec<Role>,
    },
    /// What a provider's groups say of somebody, as they came in by the connection called so.
    RolesFollowedGroups {
        member: MembershipId,
        name: String,
        connection_name: String,
        before: Vec<Role>,
        after: Vec<Role>,
    },
    MemberSuspended {
        member: MembershipId,
        name: String,
    },
    MemberReactivated {
        member: MembershipId,
        name: String,
    },
    MemberRemoved {
        member: MembershipId,
        name: String,
        roles: Vec<Role>,
    },
    MemberLeft {
        member: MembershipId,
        name: String,
    },
    /// An owner came in by a factor of their own while single sign-on was required of everybody.
    BreakGlassUsed {
        member: MembershipId,
        name: String,
    },
    InvitationSent {
        invitation: InvitationId,
        address: String,
        roles: Vec<Role>,
        #[serde(with = "time::serde::rfc3339")]
        expires_at: OffsetDateTime,
    },
    /// Whoever sends it again is the one who asks from then on.
    InvitationResent {
        invitation: InvitationId,
        address: String,
        #[serde(default, with = "time::serde::rfc3339::option")]
        expired_at: Option<OffsetDateTime>,
        #[serde(default, with = "time::serde::rfc3339::option")]
        expires_at: Option<OffsetDateTime>,
        #[serde(default)]
        inviter_before: Option<String>,
        #[serde(default)]
        inviter: Option<String>,
    },
    InvitationRevoked {
        invitation: InvitationId,
        address: String,
    },
    InvitationLinkCopied {
        invitation: InvitationId,
        address: String,
    },
    InvitationAccepted {
        invitation: InvitationId,
        address: String,
        member: MembershipId,
    },
    /// Somebody whose invitation was over asked its inviter for a new one.
    InvitationRenewalAsked {
        invitation: InvitationId,
        address: String,
    },
    JoinRequested {
        request: RequestId,
        name: String,
        address: String,
    },
    JoinApproved {
        request: RequestId,
        name: String,
        roles: Vec<Role>,
    },
    JoinDeclined {
        request: RequestId,
        name: String,
    },
    JoinWithdrawn {
        request: RequestId,
        name: String,
    },
    DomainAdded {
        domain: DomainId,
        name: String,
    },
    /// Its proof was found, for the first time or again; `method` is where.
    DomainProven {
        domain: DomainId,
        name: String,
        method: String,
    },
    /// Its proof is gone.
    DomainMissing {
        domain: DomainId,
        name: String,
        #[serde(with = "time::serde::rfc3339")]
        until: OffsetDateTime,
    },
    DomainLost {
        domain: DomainId,
        name: String,
    },
    DomainRemoved {
        domain: DomainId,
        name: String,
        state: String,
    },
    /// The proof was there, and the domain not to be had. Says nothing of whose it is.
    DomainClaimRefused {
        domain: DomainId,
        name: String,
    },
    DomainPolicyChanged {
        domain: DomainId,
        name: String,
        before: String,
        after: String,
        /// What they become who join by it.
        #[serde(default)]
        roles: Vec<Role>,
    },
    /// Whether the organisation's own sign-in page shows who it is.
    SignInPageSwitched {
        on: bool,
    },
    /// Whether addresses at its domains are led to its identity provider.
    DiscoverySwitched {
        on: bool,
    },
    /// Single sign-on is required of people at these domains from then on.
    SingleSignOnRequired {
        domains: Vec<String>,
        #[serde(with = "time::serde::rfc3339")]
        from: OffsetDateTime,
    },
    SingleSignOnNotRequired {
        was_in_force: bool,
    },
    /// An owner keeps a way in of their own.
    BreakGlassKept {
        member: MembershipId,
        name: String,
    },
    BreakGlassTakenBack {
        member: MembershipId,
        name: String,
    },
    ConnectionCreated {
        connection: ConnectionId,
        name: String,
        provider: String,
        protocol: String,
    },
    ConnectionRenamed {
        connection: ConnectionId,
        before: String,
        after: String,
    },
    /// A change was made that waits to be tested and activated; `what` is which part of it.
    ConnectionEdited {
        connection: ConnectionId,
        name: String,
        what: String,
        number: i32,
    },
    /// Such a change was thrown away.
    ConnectionEditDiscarded {
        connection: ConnectionId,
        name: String,
        number: i32,
    },
    ConnectionDomainsChanged {
        connection: ConnectionId,
        name: String,
        before: Vec<String>,
        after: Vec<String>,
    },
    ConnectionSecretReplaced {
        connection: ConnectionId,
        name: String,
    },
    ConnectionActivated {
        connection: ConnectionId,
        name: String,
        /// The version that serves from now on, and the one that served until then.
        number: i32,
        before: Option<i32>,
    },
    ConnectionRolledBack {
        connection: ConnectionId,
        name: String,
        from: i32,
        to: i32,
    },
    ConnectionSwitchedOff {
        connection: ConnectionId,
        name: String,
    },
    ConnectionSwitchedOn {
        connection: ConnectionId,
        name: String,
    },
    ConnectionRemoved {
        connection: ConnectionId,
        name: String,
    },
    ConnectionKeyAdded {
        connection: ConnectionId,
        name: String,
        fingerprint: String,
    },
    ConnectionKeyPromoted {
        connection: ConnectionId,
        name: String,
        fingerprint: String,
    },
    ConnectionKeyRetired {
        connection: ConnectionId,
        name: String,
        fingerprint: String,
    },
    /// The provider's own words were asked for again, and its certificates are others: by their fingerprints.
    ConnectionCertificatesRefreshed {
        connection: ConnectionId,
        name: String,
        added: Vec<String>,
        dropped: Vec<String>,
    },
    /// The provider's metadata is now somebody else's: nothing of it was taken over.
    ConnectionRefreshHeld {
        connection: ConnectionId,
        name: String,
        before: String,
        after: String,
    },
    /// One act over many; each row that changed has its own event too.
    BulkStarted {
        bulk: BulkId,
        act: String,
        total: i32,
    },
    MembersExported {
        filter: String,
    },
    ActivityExported {
        format: String,
        filter: String,
    },
}

/// What an event is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    pub kind: TargetKind,
    pub id: Option<Uuid>,
    pub label: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetKind {
    Organization,
    Member,
    Invitation,
    Request,
    Domain,
    Connection,
    Record,
}

impl TargetKind {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Member => "member",
            Self::Invitation => "invitation",
            Self::Request => "request",
            Self::Domain => "domain",
            Self::Connection => "connection",
            Self::Record => "record",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Organization, Self::Member, Self::Invitation, Self::Request, Self::Domain, Self::Connection, Self::Record]
            .into_iter()
            .find(|kind| kind.key() == key)
    }
}

impl Event {
    /// What it is about, with a label that stays readable when the thing itself is gone.
    pub fn target(&self) -> Target {
        let (kind, id, label): (_, Option<Uuid>, &str) = match self {
            Self::OrganizationCreated { name, .. } => (TargetKind::Organization, None, name),
            Self::OrganizationRenamed { after, .. } | Self::OrganizationMoved { after, .. } => (TargetKind::Organization, None, after),
            Self::OldAddressReleased { slug } => (TargetKind::Organization, None, slug),
            Self::OrganizationLanguageChanged { .. }
            | Self::OrganizationZoneChanged { .. }
            | Self::AskToJoinSwitched { .. }
            | Self::CopyLinksSwitched { .. }
            | Self::DeletionScheduled { .. }
            | Self::DeletionCancelled { .. }
            | Self::SignInPageSwitched { .. }
            | Self::DiscoverySwitched { .. }
            | Self::SingleSignOnRequired { .. }
            | Self::SingleSignOnNotRequired { .. } => (TargetKind::Organization, None, ""),
            Self::MemberJoined { member, name, .. }
            | Self::RolesChanged { member, name, .. }
            | Self::RolesFollowedGroups { member, name, .. }
            | Self::MemberSuspended { member, name }
            | Self::MemberReactivated { member, name }
            | Self::MemberRemoved { member, name, .. }
            | Self::MemberLeft { member, name }
            | Self::BreakGlassUsed { member, name }
            | Self::BreakGlassKept { member, name }
            | Self::BreakGlassTakenBack { member, name } => (TargetKind::Member, Some(member.0), name),
            Self::InvitationSent { invitation, address, .. }
            | Self::InvitationResent { invitation, address, .. }
            | Self::InvitationRevoked { invitation, address }
            | Self::InvitationLinkCopied { invitation, address }
            | Self::InvitationAccepted { invitation, address, .. }
            | Self::InvitationRenewalAsked { invitation, address } => (TargetKind::Invitation, Some(invitation.0), address),
            Self::JoinRequested { request, name, .. }
            | Self::JoinApproved { request, name, .. }
            | Self::JoinDeclined { request, name }
            | Self::JoinWithdrawn { request, name } => (TargetKind::Request, Some(request.0), name),
            Self::DomainAdded { domain, name }
            | Self::DomainProven { domain, name, .. }
            | Self::DomainMissing { domain, name, .. }
            | Self::DomainLost { domain, name }
            | Self::DomainRemoved { domain, name, .. }
            | Self::DomainClaimRefused { domain, name }
            | Self::DomainPolicyChanged { domain, name, .. } => (TargetKind::Domain, Some(domain.0), name),
            Self::ConnectionRenamed { connection, after: name, .. }
            | Self::ConnectionCreated { connection, name, .. }
            | Self::ConnectionEdited { connection, name, .. }
            | Self::ConnectionEditDiscarded { connection, name, .. }
            | Self::ConnectionDomainsChanged { connection, name, .. }
            | Self::ConnectionSecretReplaced { connection, name }
            | Self::ConnectionActivated { connection, name, .. }
            | Self::ConnectionRolledBack { connection, name, .. }
            | Self::ConnectionSwitchedOff { connection, name }
            | Self::ConnectionSwitchedOn { connection, name }
            | Self::ConnectionRemoved { connection, name }
            | Self::ConnectionKeyAdded { connection, name, .. }
            | Self::ConnectionKeyPromoted { connection, name, .. }
            | Self::ConnectionKeyRetired { connection, name, .. }
            | Self::ConnectionCertificatesRefreshed { connection, name, .. }
            | Self::ConnectionRefreshHeld { connection, name, .. } => (TargetKind::Connection, Some(connection.0), name),
            Self::BulkStarted { bulk, act, .. } => (TargetKind::Record, Some(bulk.0), act),
            Self::MembersExported { filter } | Self::ActivityExported { filter, .. } => (TargetKind::Record, None, filter),
        };
        Target { kind, id, label: label.to_owned() }
    }
}

/// The events of one commit, in their order. Never empty.
#[derive(Debug, Default)]
pub struct Events(pub(crate) Vec<Event>);

impl Events {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Event> for Events {
    fn from(event: Event) -> Self {
        Self(vec![event])
    }
}

impl From<Vec<Event>> for Events {
    fn from(events: Vec<Event>) -> Self {
        Self(events)
    }
}

/// Writes that are no change of the organisation and so have no event.
#[derive(Debug, Clone, Copy)]
pub enum Unrecorded {
    /// When somebody was last active.
    LastActive,
    /// Somebody is on their way to a provider or back: what it came to is in the log of sign-ins.
    SignInUnderWay,
    /// A connection is being tried.
    ConnectionTest,
    /// An owner tried their break-glass way in, while nothing was required.
    BreakGlassTried,
    /// A mail went out, or an invitation's link was first seen.
    MailBookkeeping,
    /// A list of people about to be invited: nothing has happened yet.
    InvitationDraft,
    /// How far a bulk act has come; its rows record themselves.
    BulkProgress,
    /// Somebody looked whether a domain's proof is there, and nothing is otherwise than before.
    DomainChecked,
    /// How far a connection's wizard has come, a candidate that is its live version still, when a certificate was last believed, what a
    /// test or a daily look found that changes nothing for anybody.
    ConnectionBookkeeping,
    /// Secrets at rest are under another key of the server's, and otherwise as they were.
    Resealed,
    /// A person's new name or address, carried to their memberships; the person's own record has it.
    PersonDenormalised,
    /// The organisation is gone, and its history with it.
    OrganizationDeleted,
}
