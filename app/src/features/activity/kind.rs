//! Kinds of events, and what they change, in words.

use portal::audit::{Aspect, EventGroup, EventKind};
use words::t;

pub(super) fn group_name(group: EventGroup) -> &'static str {
    match group {
        EventGroup::Organization => t!(activity.group.organization),
        EventGroup::Members => t!(activity.group.members),
        EventGroup::Invitations => t!(activity.group.invitations),
        EventGroup::Requests => t!(activity.group.requests),
        EventGroup::Domains => t!(activity.group.domains),
        EventGroup::SignIn => t!(activity.group.sign_in),
        EventGroup::Record => t!(activity.group.record),
    }
}

pub(super) fn kind_name(kind: EventKind) -> &'static str {
    match kind {
        EventKind::OrganizationCreated => t!(activity.kind.organization_created),
        EventKind::OrganizationRenamed => t!(activity.kind.organization_renamed),
        EventKind::OrganizationMoved => t!(activity.kind.organization_moved),
        EventKind::OldAddressReleased => t!(activity.kind.old_address_released),
        EventKind::OrganizationLanguageChanged => t!(activity.kind.organization_language_changed),
        EventKind::OrganizationZoneChanged => t!(activity.kind.organization_zone_changed),
        EventKind::AskToJoinSwitched => t!(activity.kind.ask_to_join_switched),
        EventKind::CopyLinksSwitched => t!(activity.kind.copy_links_switched),
        EventKind::DeletionScheduled => t!(activity.kind.deletion_scheduled),
        EventKind::DeletionCancelled => t!(activity.kind.deletion_cancelled),
        EventKind::MemberJoined => t!(activity.kind.member_joined),
        EventKind::RolesChanged => t!(activity.kind.roles_changed),
        EventKind::MemberSuspended => t!(activity.kind.member_suspended),
        EventKind::MemberReactivated => t!(activity.kind.member_reactivated),
        EventKind::MemberRemoved => t!(activity.kind.member_removed),
        EventKind::MemberLeft => t!(activity.kind.member_left),
        EventKind::BreakGlassUsed => t!(activity.kind.break_glass_used),
        EventKind::InvitationSent => t!(activity.kind.invitation_sent),
        EventKind::InvitationResent => t!(activity.kind.invitation_resent),
        EventKind::InvitationRevoked => t!(activity.kind.invitation_revoked),
        EventKind::InvitationLinkCopied => t!(activity.kind.invitation_link_copied),
        EventKind::InvitationAccepted => t!(activity.kind.invitation_accepted),
        EventKind::InvitationRenewalAsked => t!(activity.kind.invitation_renewal_asked),
        EventKind::JoinRequested => t!(activity.kind.join_requested),
        EventKind::JoinApproved => t!(activity.kind.join_approved),
        EventKind::JoinDeclined => t!(activity.kind.join_declined),
        EventKind::JoinWithdrawn => t!(activity.kind.join_withdrawn),
        EventKind::DomainAdded => t!(activity.kind.domain_added),
        EventKind::DomainProven => t!(activity.kind.domain_proven),
        EventKind::DomainMissing => t!(activity.kind.domain_missing),
        EventKind::DomainLost => t!(activity.kind.domain_lost),
        EventKind::DomainRemoved => t!(activity.kind.domain_removed),
        EventKind::DomainClaimRefused => t!(activity.kind.domain_claim_refused),
        EventKind::DomainPolicyChanged => t!(activity.kind.domain_policy_changed),
        EventKind::SignInPageSwitched => t!(activity.kind.sign_in_page_switched),
        EventKind::DiscoverySwitched => t!(activity.kind.discovery_switched),
        EventKind::SingleSignOnRequired => t!(activity.kind.single_sign_on_required),
        EventKind::SingleSignOnNotRequired => t!(activity.kind.single_sign_on_not_required),
        EventKind::BreakGlassKept => t!(activity.kind.break_glass_kept),
        EventKind::BreakGlassTakenBack => t!(activity.kind.break_glass_taken_back),
        EventKind::BulkStarted => t!(activity.kind.bulk_started),
        EventKind::MembersExported => t!(activity.kind.members_exported),
        EventKind::ActivityExported => t!(activity.kind.activity_exported),
    }
}

pub(super) fn aspect_name(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Name => t!(activity.aspect.name),
        Aspect::Slug => t!(activity.aspect.slug),
        Aspect::Language => t!(activity.aspect.language),
        Aspect::Zone => t!(activity.aspect.zone),
        Aspect::AskToJoin => t!(activity.aspect.ask_to_join),
        Aspect::CopyLinks => t!(activity.aspect.copy_links),
        Aspect::DeleteAfter => t!(activity.aspect.delete_after),
        Aspect::Address => t!(activity.aspect.address),
        Aspect::Domain => t!(activity.aspect.domain),
        Aspect::Policy => t!(activity.aspect.policy),
        Aspect::SignInPage => t!(activity.aspect.sign_in_page),
        Aspect::Discovery => t!(activity.aspect.discovery),
        Aspect::RequiredFrom => t!(activity.aspect.required_from),
        Aspect::BreakGlass => t!(activity.aspect.break_glass),
        Aspect::Roles => t!(activity.aspect.roles),
        Aspect::Status => t!(activity.aspect.status),
        Aspect::Source => t!(activity.aspect.source),
        Aspect::ExpiresAt => t!(activity.aspect.expires_at),
        Aspect::Act => t!(activity.aspect.act),
        Aspect::Total => t!(activity.aspect.total),
        Aspect::Format => t!(activity.aspect.format),
        Aspect::Filter => t!(activity.aspect.filter),
    }
}
