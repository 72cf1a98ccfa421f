use super::Event;

/// What an event's kind has to do with: how the activity page groups its filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventGroup {
    Organization,
    Members,
    Invitations,
    Requests,
    Domains,
    Connections,
    SignIn,
    Record,
}

impl EventGroup {
    pub const ALL: [Self; 8] =
        [Self::Organization, Self::Members, Self::Invitations, Self::Requests, Self::Domains, Self::Connections, Self::SignIn, Self::Record];

    /// The word in URLs.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Members => "members",
            Self::Invitations => "invitations",
            Self::Requests => "requests",
            Self::Domains => "domains",
            Self::Connections => "connections",
            Self::SignIn => "sign_in",
            Self::Record => "record",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.key() == key)
    }

    pub fn kinds(self) -> impl Iterator<Item = EventKind> {
        EventKind::ALL.iter().copied().filter(move |kind| kind.group() == self)
    }
}

macro_rules! kinds {
    ($($group:ident { $($name:ident = $key:literal),+ $(,)? })+) => {
        /// An [`Event`] without what it tells: what can be filtered by.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum EventKind { $($($name),+),+ }

        impl EventKind {
            pub const ALL: &'static [Self] = &[$($(Self::$name),+),+];

            /// The word in URLs, exports and the database: the event's tag.
            pub const fn key(self) -> &'static str {
                match self { $($(Self::$name => $key),+),+ }
            }

            pub const fn group(self) -> EventGroup {
                match self { $($(Self::$name => EventGroup::$group),+),+ }
            }

            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.key() == key)
            }
        }

        impl Event {
            pub const fn kind(&self) -> EventKind {
                match self { $($(Self::$name { .. } => EventKind::$name),+),+ }
            }
        }
    };
}

kinds! {
    Organization {
        OrganizationCreated = "organization_created",
        OrganizationRenamed = "organization_renamed",
        OrganizationMoved = "organization_moved",
        OldAddressReleased = "old_address_released",
        OrganizationLanguageChanged = "organization_language_changed",
        OrganizationZoneChanged = "organization_zone_changed",
        AskToJoinSwitched = "ask_to_join_switched",
        CopyLinksSwitched = "copy_links_switched",
        DeletionScheduled = "deletion_scheduled",
        DeletionCancelled = "deletion_cancelled",
    }
    Members {
        MemberJoined = "member_joined",
        RolesChanged = "roles_changed",
        RolesFollowedGroups = "roles_followed_groups",
        MemberSuspended = "member_suspended",
        MemberReactivated = "member_reactivated",
        MemberRemoved = "member_removed",
        MemberLeft = "member_left",
        BreakGlassUsed = "break_glass_used",
    }
    Invitations {
        InvitationSent = "invitation_sent",
        InvitationResent = "invitation_resent",
        InvitationRevoked = "invitation_revoked",
        InvitationLinkCopied = "invitation_link_copied",
        InvitationAccepted = "invitation_accepted",
        InvitationRenewalAsked = "invitation_renewal_asked",
    }
    Requests {
        JoinRequested = "join_requested",
        JoinApproved = "join_approved",
        JoinDeclined = "join_declined",
        JoinWithdrawn = "join_withdrawn",
    }
    Domains {
        DomainAdded = "domain_added",
        DomainProven = "domain_proven",
        DomainMissing = "domain_missing",
        DomainLost = "domain_lost",
        DomainRemoved = "domain_removed",
        DomainClaimRefused = "domain_claim_refused",
        DomainPolicyChanged = "domain_policy_changed",
    }
    Connections {
        ConnectionCreated = "connection_created",
        ConnectionRenamed = "connection_renamed",
        ConnectionEdited = "connection_edited",
        ConnectionEditDiscarded = "connection_edit_discarded",
        ConnectionDomainsChanged = "connection_domains_changed",
        ConnectionSecretReplaced = "connection_secret_replaced",
        ConnectionActivated = "connection_activated",
        ConnectionRolledBack = "connection_rolled_back",
        ConnectionSwitchedOff = "connection_switched_off",
        ConnectionSwitchedOn = "connection_switched_on",
        ConnectionRemoved = "connection_removed",
        ConnectionKeyAdded = "connection_key_added",
        ConnectionKeyPromoted = "connection_key_promoted",
        ConnectionKeyRetired = "connection_key_retired",
        ConnectionCertificatesRefreshed = "connection_certificates_refreshed",
        ConnectionRefreshHeld = "connection_refresh_held",
    }
    SignIn {
        SignInPageSwitched = "sign_in_page_switched",
        DiscoverySwitched = "discovery_switched",
        SingleSignOnRequired = "single_sign_on_required",
        SingleSignOnNotRequired = "single_sign_on_not_required",
        BreakGlassKept = "break_glass_kept",
        BreakGlassTakenBack = "break_glass_taken_back",
    }
    Record {
        BulkStarted = "bulk_started",
        MembersExported = "members_exported",
        ActivityExported = "activity_exported",
    }
}
