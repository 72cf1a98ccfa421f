//! What happened, as a sentence. Every variant has its own; a new one doesn't compile without.

use crate::ui::language;
use icondata_core::Icon as Glyph;
use leptos::prelude::*;
use portal::{audit::Event, member::Source};
use words::rich;

/// The sentence and its sign. `None`: a newer version wrote it.
pub(super) fn said(event: Option<Event>, who: String) -> (Glyph, AnyView) {
    let Some(event) = event else {
        return (icondata_lu::LuEllipsis, rich!(activity.said.newer, who, <b> = <strong class="font-medium" />).into_any());
    };
    match event {
        Event::OrganizationCreated { name, .. } => {
            (icondata_lu::LuBuilding2, rich!(activity.said.organization_created, who, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::OrganizationRenamed { after, .. } => {
            (icondata_lu::LuPencil, rich!(activity.said.organization_renamed, who, name = after, <b> = <strong class="font-medium" />).into_any())
        }
        Event::OrganizationMoved { after, .. } => {
            (icondata_lu::LuLink, rich!(activity.said.organization_moved, who, slug = after, <b> = <strong class="font-medium" />).into_any())
        }
        Event::OldAddressReleased { slug } => {
            (icondata_lu::LuUnlink, rich!(activity.said.old_address_released, slug, <b> = <strong class="font-medium" />).into_any())
        }
        Event::OrganizationLanguageChanged { after, .. } => (
            icondata_lu::LuLanguages,
            rich!(activity.said.organization_language_changed, who, language = language(after), <b> = <strong class="font-medium" />).into_any(),
        ),
        Event::OrganizationZoneChanged { after, .. } => (
            icondata_lu::LuGlobe,
            rich!(activity.said.organization_zone_changed, who, zone = after.replace('_', " "), <b> = <strong class="font-medium" />).into_any(),
        ),
        Event::AskToJoinSwitched { on: true } => {
            (icondata_lu::LuDoorOpen, rich!(activity.said.ask_to_join_on, who, <b> = <strong class="font-medium" />).into_any())
        }
        Event::AskToJoinSwitched { on: false } => {
            (icondata_lu::LuDoorClosed, rich!(activity.said.ask_to_join_off, who, <b> = <strong class="font-medium" />).into_any())
        }
        Event::CopyLinksSwitched { on: true } => {
            (icondata_lu::LuLink, rich!(activity.said.copy_links_on, who, <b> = <strong class="font-medium" />).into_any())
        }
        Event::CopyLinksSwitched { on: false } => {
            (icondata_lu::LuUnlink, rich!(activity.said.copy_links_off, who, <b> = <strong class="font-medium" />).into_any())
        }
        Event::DeletionScheduled { delete_after } => (
            icondata_lu::LuTrash2,
            rich!(activity.said.deletion_scheduled, who, day = words::day(delete_after), <b> = <strong class="font-medium" />).into_any(),
        ),
        Event::DeletionCancelled { .. } => {
            (icondata_lu::LuUndo2, rich!(activity.said.deletion_cancelled, who, <b> = <strong class="font-medium" />).into_any())
        }
        Event::MemberJoined { name, source, .. } => (icondata_lu::LuUserPlus, joined(name, Source::from_key(&source))),
        Event::RolesChanged { name, .. } => {
            (icondata_lu::LuShieldCheck, rich!(activity.said.roles_changed, who, whom = name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::RolesFollowedGroups { name, connection_name, .. } => (
            icondata_lu::LuShieldCheck,
            rich!(activity.said.roles_followed_groups, whom = name, connection = connection_name, <b> = <strong class="font-medium" />).into_any(),
        ),
        Event::MemberSuspended { name, .. } => {
            (icondata_lu::LuPause, rich!(activity.said.member_suspended, who, whom = name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::MemberReactivated { name, .. } => {
            (icondata_lu::LuPlay, rich!(activity.said.member_reactivated, who, whom = name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::MemberRemoved { name, .. } => {
            (icondata_lu::LuUserMinus, rich!(activity.said.member_removed, who, whom = name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::MemberLeft { name, .. } => {
            (icondata_lu::LuLogOut, rich!(activity.said.member_left, whom = name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::BreakGlassUsed { .. } => {
            (icondata_lu::LuSiren, rich!(activity.said.break_glass_used, who, <b> = <strong class="font-medium" />).into_any())
        }
        Event::InvitationSent { address, .. } => {
            (icondata_lu::LuMail, rich!(activity.said.invitation_sent, who, address, <b> = <strong class="font-medium" />).into_any())
        }
        Event::InvitationResent { address, .. } => {
            (icondata_lu::LuMail, rich!(activity.said.invitation_resent, who, address, <b> = <strong class="font-medium" />).into_any())
        }
        Event::InvitationRevoked { address, .. } => {
            (icondata_lu::LuMailX, rich!(activity.said.invitation_revoked, who, address, <b> = <strong class="font-medium" />).into_any())
        }
        Event::InvitationLinkCopied { address, .. } => {
            (icondata_lu::LuCopy, rich!(activity.said.invitation_link_copied, who, address, <b> = <strong class="font-medium" />).into_any())
        }
        Event::InvitationAccepted { address, .. } => {
            (icondata_lu::LuMailCheck, rich!(activity.said.invitation_accepted, who, address, <b> = <strong class="font-medium" />).into_any())
        }
        Event::InvitationRenewalAsked { address, .. } => {
            (icondata_lu::LuMailQuestion, rich!(activity.said.invitation_renewal_asked, address, <b> = <strong class="font-medium" />).into_any())
        }
        Event::JoinRequested { name, .. } => {
            (icondata_lu::LuHand, rich!(activity.said.join_requested, whom = name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::JoinApproved { name, .. } => {
            (icondata_lu::LuUserCheck, rich!(activity.said.join_approved, who, whom = name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::JoinDeclined { name, .. } => {
            (icondata_lu::LuUserX, rich!(activity.said.join_declined, who, whom = name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::JoinWithdrawn { name, .. } => {
            (icondata_lu::LuUndo2, rich!(activity.said.join_withdrawn, whom = name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::DomainAdded { name, .. } => {
            (icondata_lu::LuGlobe, rich!(activity.said.domain_added, who, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::DomainProven { name, .. } => {
            (icondata_lu::LuBadgeCheck, rich!(activity.said.domain_proven, who, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::DomainMissing { name, .. } => {
            (icondata_lu::LuSearchX, rich!(activity.said.domain_missing, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::DomainLost { name, .. } => {
            (icondata_lu::LuUnplug, rich!(activity.said.domain_lost, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::DomainRemoved { name, .. } => {
            (icondata_lu::LuTrash2, rich!(activity.said.domain_removed, who, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::DomainClaimRefused { name, .. } => {
            (icondata_lu::LuShieldAlert, rich!(activity.said.domain_claim_refused, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::ConnectionCreated { name, .. } => {
            (icondata_lu::LuKeyRound, rich!(activity.said.connection_created, who, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::ConnectionRenamed { before, after, .. } => {
            (icondata_lu::LuPencil, rich!(activity.said.connection_renamed, who, before, after, <b> = <strong class="font-medium" />).into_any())
        }
        Event::ConnectionEdited { name, number, .. } => {
            (icondata_lu::LuPencil, rich!(activity.said.connection_edited, who, name, number, <b> = <strong class="font-medium" />).into_any())
        }
        Event::ConnectionEditDiscarded { name, .. } => {
            (icondata_lu::LuTrash2, rich!(activity.said.connection_edit_discarded, who, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::ConnectionDomainsChanged { name, .. } => {
            (icondata_lu::LuGlobe, rich!(activity.said.connection_domains_changed, who, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::ConnectionSecretReplaced { name, .. } => {
            (icondata_lu::LuKeyRound, rich!(activity.said.connection_secret_replaced, who, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::ConnectionActivated { name, number, .. } => {
            (icondata_lu::LuPower, rich!(activity.said.connection_activated, who, name, number, <b> = <strong class="font-medium" />).into_any())
        }
        Event::ConnectionRolledBack { name, to, .. } => (
            icondata_lu::LuUndo2,
            rich!(activity.said.connection_rolled_back, who, name, number = to, <b> = <strong class="font-medium" />).into_any(),
        ),
        Event::ConnectionSwitchedOff { name, .. } => {
            (icondata_lu::LuPowerOff, rich!(activity.said.connection_switched_off, who, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::ConnectionSwitchedOn { name, .. } => {
            (icondata_lu::LuPower, rich!(activity.said.connection_switched_on, who, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::ConnectionRemoved { name, .. } => {
            (icondata_lu::LuTrash2, rich!(activity.said.connection_removed, who, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::ConnectionKeyAdded { name, .. } => {
            (icondata_lu::LuKeyRound, rich!(activity.said.connection_key_added, who, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::ConnectionKeyPromoted { name, .. } => {
            (icondata_lu::LuKeyRound, rich!(activity.said.connection_key_promoted, who, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::ConnectionKeyRetired { name, .. } => {
            (icondata_lu::LuKeyRound, rich!(activity.said.connection_key_retired, who, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::ConnectionCertificatesRefreshed { name, .. } => {
            (icondata_lu::LuRefreshCw, rich!(activity.said.connection_certificates_refreshed, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::ConnectionRefreshHeld { name, .. } => {
            (icondata_lu::LuShieldAlert, rich!(activity.said.connection_refresh_held, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::SignInPageSwitched { on: true } => {
            (icondata_lu::LuDoorOpen, rich!(activity.said.sign_in_page_on, who, <b> = <strong class="font-medium" />).into_any())
        }
        Event::SignInPageSwitched { on: false } => {
            (icondata_lu::LuDoorClosed, rich!(activity.said.sign_in_page_off, who, <b> = <strong class="font-medium" />).into_any())
        }
        Event::DiscoverySwitched { on: true } => {
            (icondata_lu::LuSignpost, rich!(activity.said.discovery_on, who, <b> = <strong class="font-medium" />).into_any())
        }
        Event::DiscoverySwitched { on: false } => {
            (icondata_lu::LuSignpost, rich!(activity.said.discovery_off, who, <b> = <strong class="font-medium" />).into_any())
        }
        Event::SingleSignOnRequired { domains, .. } => {
            let domains = domains.join(", ");
            (icondata_lu::LuLock, rich!(activity.said.single_sign_on_required, who, domains, <b> = <strong class="font-medium" />).into_any())
        }
        Event::SingleSignOnNotRequired { .. } => {
            (icondata_lu::LuLockOpen, rich!(activity.said.single_sign_on_not_required, who, <b> = <strong class="font-medium" />).into_any())
        }
        Event::BreakGlassKept { name, .. } => {
            (icondata_lu::LuKeyRound, rich!(activity.said.break_glass_kept, who, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::BreakGlassTakenBack { name, .. } => {
            (icondata_lu::LuKeyRound, rich!(activity.said.break_glass_taken_back, who, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::DomainPolicyChanged { name, .. } => {
            (icondata_lu::LuSettings, rich!(activity.said.domain_policy_changed, who, name, <b> = <strong class="font-medium" />).into_any())
        }
        Event::BulkStarted { act, total, .. } => (icondata_lu::LuListChecks, many(who, &act, total)),
        Event::MembersExported { .. } => {
            (icondata_lu::LuDownload, rich!(activity.said.members_exported, who, <b> = <strong class="font-medium" />).into_any())
        }
        Event::ActivityExported { .. } => {
            (icondata_lu::LuDownload, rich!(activity.said.activity_exported, who, <b> = <strong class="font-medium" />).into_any())
        }
    }
}

/// `None`: by a way that a newer version knows.
fn joined(whom: String, source: Option<Source>) -> AnyView {
    match source {
        Some(Source::Founder) => rich!(activity.said.member_joined_founder, whom, <b> = <strong class="font-medium" />).into_any(),
        Some(Source::Invitation) => rich!(activity.said.member_joined_invitation, whom, <b> = <strong class="font-medium" />).into_any(),
        Some(Source::SingleSignOn) => rich!(activity.said.member_joined_single_sign_on, whom, <b> = <strong class="font-medium" />).into_any(),
        Some(Source::Request) => rich!(activity.said.member_joined_request, whom, <b> = <strong class="font-medium" />).into_any(),
        Some(Source::Domain) => rich!(activity.said.member_joined_domain, whom, <b> = <strong class="font-medium" />).into_any(),
        None => rich!(activity.said.member_joined, whom, <b> = <strong class="font-medium" />).into_any(),
    }
}

fn many(who: String, act: &str, total: i32) -> AnyView {
    let count = move || total;
    match act {
        "change_roles" => rich!(activity.said.bulk_roles, who, count, <b> = <strong class="font-medium" />).into_any(),
        "suspend" => rich!(activity.said.bulk_suspend, who, count, <b> = <strong class="font-medium" />).into_any(),
        "reactivate" => rich!(activity.said.bulk_reactivate, who, count, <b> = <strong class="font-medium" />).into_any(),
        "remove" => rich!(activity.said.bulk_remove, who, count, <b> = <strong class="font-medium" />).into_any(),
        "resend" => rich!(activity.said.bulk_resend, who, count, <b> = <strong class="font-medium" />).into_any(),
        "revoke" => rich!(activity.said.bulk_revoke, who, count, <b> = <strong class="font-medium" />).into_any(),
        "invite" => rich!(activity.said.bulk_invite, who, count, <b> = <strong class="font-medium" />).into_any(),
        _ => rich!(activity.said.bulk, who, count, <b> = <strong class="font-medium" />).into_any(),
    }
}
