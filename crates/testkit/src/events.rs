use contract::{BulkId, ConnectionId, DomainId, InvitationId, Locale, MembershipId, RequestId, Role};
use portal::audit::Event;
use time::{Duration, macros::datetime};
use uuid::Uuid;

/// One event of every kind, for tests that must hold for all of them.
pub fn one_of_every_kind() -> Vec<Event> {
    let id = Uuid::from_u128;
    let (member, invitation, request) = (MembershipId(id(1)), InvitationId(id(2)), RequestId(id(3)));
    let domain = DomainId(id(5));
    let (connection, okta, fingerprint) = (ConnectionId(id(6)), || "Okta".to_owned(), || "0A:1B".to_owned());
    let acme = || "acme.example".to_owned();
    let name = || "Bo Nakamura".to_owned();
    let address = || "bo@acme.example".to_owned();
    let at = datetime!(2026-11-16 09:00 UTC);
    vec![
        Event::OrganizationCreated { name: "Acme Logistics".into(), slug: "acme".into() },
        Event::OrganizationRenamed { before: "Acme".into(), after: "Acme Logistics".into() },
        Event::OrganizationMoved { before: "acme".into(), after: "acme-logistics".into() },
        Event::OldAddressReleased { slug: "acme".into() },
        Event::OrganizationLanguageChanged { before: Locale::En, after: Locale::De },
        Event::OrganizationZoneChanged { before: "UTC".into(), after: "Europe/Berlin".into() },
        Event::AskToJoinSwitched { on: true },
        Event::CopyLinksSwitched { on: false },
        Event::DeletionScheduled { delete_after: at },
        Event::DeletionCancelled { delete_after: Some(at) },
        Event::MemberJoined { member, name: name(), address: address(), roles: vec![Role::Auditor, Role::Member], source: "invitation".into() },
        Event::RolesChanged { member, name: name(), before: vec![Role::Member], after: vec![Role::Administrator, Role::Auditor] },
        Event::RolesFollowedGroups { member, name: name(), connection_name: "Okta".into(), before: vec![Role::Member], after: vec![Role::Auditor] },
        Event::MemberSuspended { member, name: name() },
        Event::MemberReactivated { member, name: name() },
        Event::MemberRemoved { member, name: name(), roles: vec![Role::Member] },
        Event::MemberLeft { member, name: name() },
        Event::BreakGlassUsed { member, name: name() },
        Event::InvitationSent { invitation, address: address(), roles: vec![Role::Member], expires_at: at },
        Event::InvitationResent {
            invitation,
            address: address(),
            expired_at: Some(at),
            expires_at: Some(at + Duration::WEEK),
            inviter_before: Some("Ana Bond".into()),
            inviter: Some("Alice Ng".into()),
        },
        Event::InvitationRevoked { invitation, address: address() },
        Event::InvitationLinkCopied { invitation, address: address() },
        Event::InvitationAccepted { invitation, address: address(), member },
        Event::InvitationRenewalAsked { invitation, address: address() },
        Event::JoinRequested { request, name: name(), address: address() },
        Event::JoinApproved { request, name: name(), roles: vec![Role::Member] },
        Event::JoinDeclined { request, name: name() },
        Event::JoinWithdrawn { request, name: name() },
        Event::DomainAdded { domain, name: acme() },
        Event::DomainProven { domain, name: acme(), method: "dns".into() },
        Event::DomainMissing { domain, name: acme(), until: at },
        Event::DomainLost { domain, name: acme() },
        Event::DomainRemoved { domain, name: acme(), state: "pending".into() },
        Event::DomainClaimRefused { domain, name: acme() },
        Event::DomainPolicyChanged { domain, name: acme(), before: "ask_to_join".into(), after: "join".into(), roles: vec![Role::Member] },
        Event::ConnectionCreated { connection, name: okta(), provider: "okta".into(), protocol: "saml".into() },
        Event::ConnectionRenamed { connection, before: okta(), after: "Okta, everybody".into() },
        Event::ConnectionEdited { connection, name: okta(), what: "mapping".into(), number: 2 },
        Event::ConnectionEditDiscarded { connection, name: okta(), number: 2 },
        Event::ConnectionDomainsChanged { connection, name: okta(), before: vec![acme()], after: vec![acme(), "acme.test".into()] },
        Event::ConnectionSecretReplaced { connection, name: okta() },
        Event::ConnectionActivated { connection, name: okta(), number: 2, before: Some(1) },
        Event::ConnectionRolledBack { connection, name: okta(), from: 2, to: 1 },
        Event::ConnectionSwitchedOff { connection, name: okta() },
        Event::ConnectionSwitchedOn { connection, name: okta() },
        Event::ConnectionRemoved { connection, name: okta() },
        Event::ConnectionKeyAdded { connection, name: okta(), fingerprint: fingerprint() },
        Event::ConnectionKeyPromoted { connection, name: okta(), fingerprint: fingerprint() },
        Event::ConnectionKeyRetired { connection, name: okta(), fingerprint: fingerprint() },
        Event::ConnectionCertificatesRefreshed { connection, name: okta(), added: vec![fingerprint()], dropped: vec!["2C:3D".into()] },
        Event::ConnectionRefreshHeld { connection, name: okta(), before: "https://okta.example/a".into(), after: "https://okta.example/b".into() },
        Event::SignInPageSwitched { on: true },
        Event::DiscoverySwitched { on: true },
        Event::SingleSignOnRequired { domains: vec![acme()], from: at },
        Event::SingleSignOnNotRequired { was_in_force: true },
        Event::BreakGlassKept { member, name: name() },
        Event::BreakGlassTakenBack { member, name: name() },
        Event::BulkStarted { bulk: BulkId(id(4)), act: "suspend".into(), total: 12 },
        Event::MembersExported { filter: "status=suspended".into() },
        Event::ActivityExported { format: "csv".into(), filter: "about=members".into() },
    ]
}
