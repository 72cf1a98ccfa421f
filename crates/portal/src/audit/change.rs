use super::Event;
use contract::{Locale, Role};
use time::OffsetDateTime;

/// What an event changed: one thing, before and after. `None`: there was nothing, or is nothing any more.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub what: Aspect,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// The thing that changed; the words for it are the app's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    Name,
    Slug,
    Language,
    Zone,
    AskToJoin,
    CopyLinks,
    DeleteAfter,
    Address,
    Domain,
    Policy,
    Provider,
    Protocol,
    Part,
    Version,
    Certificate,
    EntityId,
    SignInPage,
    Discovery,
    RequiredFrom,
    BreakGlass,
    Roles,
    Status,
    Source,
    ExpiresAt,
    InvitedBy,
    Act,
    Total,
    Format,
    Filter,
}

impl Aspect {
    /// The word in exports.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Slug => "slug",
            Self::Language => "language",
            Self::Zone => "zone",
            Self::AskToJoin => "ask_to_join",
            Self::CopyLinks => "copy_links",
            Self::DeleteAfter => "delete_after",
            Self::Address => "address",
            Self::Domain => "domain",
            Self::Policy => "policy",
            Self::Provider => "provider",
            Self::Protocol => "protocol",
            Self::Part => "part",
            Self::Version => "version",
            Self::Certificate => "certificate",
            Self::EntityId => "entity_id",
            Self::SignInPage => "sign_in_page",
            Self::Discovery => "discovery",
            Self::RequiredFrom => "required_from",
            Self::BreakGlass => "break_glass",
            Self::Roles => "roles",
            Self::Status => "status",
            Self::Source => "source",
            Self::ExpiresAt => "expires_at",
            Self::InvitedBy => "invited_by",
            Self::Act => "act",
            Self::Total => "total",
            Self::Format => "format",
            Self::Filter => "filter",
        }
    }
}

/// One side of a [`Change`].
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// As somebody typed it.
    Text(String),
    /// A word of ours (a status, a source, an act), to be shown in the reader's language.
    Word(String),
    Switch(bool),
    Language(Locale),
    Roles(Vec<Role>),
    Instant(OffsetDateTime),
    Number(i64),
}

impl Value {
    /// For exports and the text filter: the same in every language, instants in UTC (RFC 3339).
    pub fn plain(&self) -> String {
        match self {
            Self::Text(text) | Self::Word(text) => text.clone(),
            Self::Switch(on) => if *on { "on" } else { "off" }.to_owned(),
            Self::Language(locale) => locale.tag().to_owned(),
            Self::Roles(roles) => roles.iter().map(|role| role.key()).collect::<Vec<_>>().join(" "),
            Self::Instant(at) => at.format(&time::format_description::well_known::Rfc3339).unwrap_or_default(),
            Self::Number(number) => number.to_string(),
        }
    }
}

fn turned(what: Aspect, before: Value, after: Value) -> Change {
    Change { what, before: Some(before), after: Some(after) }
}

fn began(what: Aspect, after: Value) -> Change {
    Change { what, before: None, after: Some(after) }
}

fn ended(what: Aspect, before: Value) -> Change {
    Change { what, before: Some(before), after: None }
}

/// Nothing, where it is as it was.
fn changed(what: Aspect, before: Option<Value>, after: Option<Value>) -> Option<Change> {
    (before != after).then_some(Change { what, before, after })
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn word(word: &str) -> Value {
    Value::Word(word.to_owned())
}

fn version(number: i32) -> Value {
    Value::Number(number.into())
}

impl Event {
    /// Before and after, for the activity page, exports and the text filter.
    pub fn changes(&self) -> Vec<Change> {
        match self {
            Self::OrganizationCreated { name, slug } => vec![began(Aspect::Name, text(name)), began(Aspect::Slug, text(slug))],
            Self::OrganizationRenamed { before, after } => vec![turned(Aspect::Name, text(before), text(after))],
            Self::OrganizationMoved { before, after } => vec![turned(Aspect::Slug, text(before), text(after))],
            Self::OldAddressReleased { slug } => vec![ended(Aspect::Slug, text(slug))],
            Self::OrganizationLanguageChanged { before, after } => {
                vec![turned(Aspect::Language, Value::Language(*before), Value::Language(*after))]
            }
            Self::OrganizationZoneChanged { before, after } => vec![turned(Aspect::Zone, text(before), text(after))],
            Self::AskToJoinSwitched { on } => vec![turned(Aspect::AskToJoin, Value::Switch(!on), Value::Switch(*on))],
            Self::CopyLinksSwitched { on } => vec![turned(Aspect::CopyLinks, Value::Switch(!on), Value::Switch(*on))],
            Self::DeletionScheduled { delete_after } => vec![began(Aspect::DeleteAfter, Value::Instant(*delete_after))],
            Self::DeletionCancelled { delete_after } => delete_after.iter().map(|at| ended(Aspect::DeleteAfter, Value::Instant(*at))).collect(),
            Self::MemberJoined { name, address, roles, source, .. } => vec![
                began(Aspect::Name, text(name)),
                began(Aspect::Address, text(address)),
                began(Aspect::Roles, Value::Roles(roles.clone())),
                began(Aspect::Source, word(source)),
            ],
            Self::RolesChanged { before, after, .. } | Self::RolesFollowedGroups { before, after, .. } => {
                vec![turned(Aspect::Roles, Value::Roles(before.clone()), Value::Roles(after.clone()))]
            }
            Self::MemberSuspended { .. } => vec![turned(Aspect::Status, word("active"), word("suspended"))],
            Self::MemberReactivated { .. } => vec![turned(Aspect::Status, word("suspended"), word("active"))],
            Self::MemberRemoved { roles, .. } => vec![ended(Aspect::Roles, Value::Roles(roles.clone()))],
            Self::MemberLeft { .. } => vec![turned(Aspect::Status, word("active"), word("removed"))],
            Self::InvitationSent { address, roles, expires_at, .. } => vec![
                began(Aspect::Address, text(address)),
                began(Aspect::Roles, Value::Roles(roles.clone())),
                began(Aspect::ExpiresAt, Value::Instant(*expires_at)),
            ],
            Self::InvitationRevoked { .. } => vec![turned(Aspect::Status, word("pending"), word("revoked"))],
            Self::InvitationAccepted { .. } => vec![turned(Aspect::Status, word("pending"), word("accepted"))],
            Self::InvitationResent { expired_at, expires_at, inviter_before, inviter, .. } => {
                let at = |at: &Option<OffsetDateTime>| at.map(Value::Instant);
                let by = |name: &Option<String>| name.as_deref().map(text);
                [changed(Aspect::ExpiresAt, at(expired_at), at(expires_at)), changed(Aspect::InvitedBy, by(inviter_before), by(inviter))]
                    .into_iter()
                    .flatten()
                    .collect()
            }
            Self::BreakGlassUsed { .. } | Self::InvitationLinkCopied { .. } | Self::InvitationRenewalAsked { .. } => Vec::new(),
            Self::JoinRequested { name, address, .. } => vec![began(Aspect::Name, text(name)), began(Aspect::Address, text(address))],
            Self::JoinApproved { roles, .. } => {
                vec![turned(Aspect::Status, word("pending"), word("approved")), began(Aspect::Roles, Value::Roles(roles.clone()))]
            }
            Self::JoinDeclined { .. } => vec![turned(Aspect::Status, word("pending"), word("declined"))],
            Self::JoinWithdrawn { .. } => vec![turned(Aspect::Status, word("pending"), word("withdrawn"))],
            Self::DomainAdded { name, .. } => vec![began(Aspect::Domain, text(name))],
            Self::DomainProven { method, .. } => vec![began(Aspect::Status, word("proven")), began(Aspect::Source, word(method))],
            Self::DomainMissing { until, .. } => {
                vec![turned(Aspect::Status, word("proven"), word("missing")), began(Aspect::ExpiresAt, Value::Instant(*until))]
            }
            Self::DomainLost { .. } => vec![turned(Aspect::Status, word("missing"), word("lost"))],
            Self::DomainRemoved { name, state, .. } => vec![ended(Aspect::Domain, text(name)), ended(Aspect::Status, word(state))],
            Self::DomainClaimRefused { .. } => Vec::new(),
            Self::DomainPolicyChanged { before, after, roles, .. } => {
                let joins = (!roles.is_empty()).then(|| began(Aspect::Roles, Value::Roles(roles.clone())));
                std::iter::once(turned(Aspect::Policy, word(before), word(after))).chain(joins).collect()
            }
            Self::SignInPageSwitched { on } => vec![turned(Aspect::SignInPage, Value::Switch(!on), Value::Switch(*on))],
            Self::DiscoverySwitched { on } => vec![turned(Aspect::Discovery, Value::Switch(!on), Value::Switch(*on))],
            Self::SingleSignOnRequired { domains, from } => {
                vec![began(Aspect::Domain, text(&domains.join(" "))), began(Aspect::RequiredFrom, Value::Instant(*from))]
            }
            Self::SingleSignOnNotRequired { .. } => Vec::new(),
            Self::BreakGlassKept { name, .. } => vec![began(Aspect::BreakGlass, text(name))],
            Self::BreakGlassTakenBack { name, .. } => vec![ended(Aspect::BreakGlass, text(name))],
            Self::ConnectionCreated { name, provider, protocol, .. } => {
                vec![began(Aspect::Name, text(name)), began(Aspect::Provider, word(provider)), began(Aspect::Protocol, word(protocol))]
            }
            Self::ConnectionRenamed { before, after, .. } => vec![turned(Aspect::Name, text(before), text(after))],
            Self::ConnectionEdited { what, number, .. } => vec![began(Aspect::Part, word(what)), began(Aspect::Version, version(*number))],
            Self::ConnectionEditDiscarded { number, .. } => vec![ended(Aspect::Version, version(*number))],
            Self::ConnectionDomainsChanged { before, after, .. } => {
                vec![turned(Aspect::Domain, text(&before.join(" ")), text(&after.join(" ")))]
            }
            Self::ConnectionActivated { number, before, .. } => {
                vec![Change { what: Aspect::Version, before: before.map(version), after: Some(version(*number)) }]
            }
            Self::ConnectionRolledBack { from, to, .. } => vec![turned(Aspect::Version, version(*from), version(*to))],
            Self::ConnectionSwitchedOff { .. } => vec![turned(Aspect::Status, word("active"), word("off"))],
            Self::ConnectionSwitchedOn { .. } => vec![turned(Aspect::Status, word("off"), word("active"))],
            Self::ConnectionSecretReplaced { .. } => Vec::new(),
            Self::ConnectionRemoved { name, .. } => vec![ended(Aspect::Name, text(name))],
            Self::ConnectionKeyAdded { fingerprint, .. } | Self::ConnectionKeyPromoted { fingerprint, .. } => {
                vec![began(Aspect::Certificate, text(fingerprint))]
            }
            Self::ConnectionKeyRetired { fingerprint, .. } => vec![ended(Aspect::Certificate, text(fingerprint))],
            Self::ConnectionCertificatesRefreshed { added, dropped, .. } => {
                let added = added.iter().map(|one| began(Aspect::Certificate, text(one)));
                added.chain(dropped.iter().map(|one| ended(Aspect::Certificate, text(one)))).collect()
            }
            Self::ConnectionRefreshHeld { before, after, .. } => vec![turned(Aspect::EntityId, text(before), text(after))],
            Self::BulkStarted { act, total, .. } => vec![began(Aspect::Act, word(act)), began(Aspect::Total, Value::Number((*total).into()))],
            Self::MembersExported { filter } => vec![began(Aspect::Filter, text(filter))],
            Self::ActivityExported { format, filter } => vec![began(Aspect::Format, word(format)), began(Aspect::Filter, text(filter))],
        }
    }
}
