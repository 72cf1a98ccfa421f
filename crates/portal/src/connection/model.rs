use contract::{Arrival, ConnectionId, ConnectionKey, DomainId, IdentityProvider, Protocol, Role, VersionId};
use serde::{Deserialize, Serialize};
use sso::{oidc, saml};
use time::OffsetDateTime;
use uuid::Uuid;

/// A connection's life. Finishing its wizard changes nothing; activating does, and each way is one act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Being set up; nobody comes in by it.
    Draft,
    /// Its live version serves.
    Active,
    /// Switched off; what served last can be activated again.
    Off,
}

impl State {
    pub const ALL: [Self; 3] = [Self::Draft, Self::Active, Self::Off];

    /// The word in the database and the record.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Active => "active",
            Self::Off => "off",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// How far a connection's wizard has come; the order is the wizard's. Any step can be gone back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    Domains,
    CreateApp,
    Exchange,
    Attributes,
    Assign,
    Test,
    Affected,
    Activate,
}

impl Step {
    pub const ALL: [Self; 8] =
        [Self::Domains, Self::CreateApp, Self::Exchange, Self::Attributes, Self::Assign, Self::Test, Self::Affected, Self::Activate];

    /// The word in URLs and the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Domains => "domains",
            Self::CreateApp => "create-app",
            Self::Exchange => "exchange",
            Self::Attributes => "attributes",
            Self::Assign => "assign",
            Self::Test => "test",
            Self::Affected => "affected",
            Self::Activate => "activate",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.key() == key)
    }
}

/// What a version is to its connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Worked at and tested; serves nobody.
    Candidate,
    Live,
    /// Served before.
    Former,
}

impl Stage {
    pub const ALL: [Self; 3] = [Self::Candidate, Self::Live, Self::Former];

    /// The word in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Candidate => "candidate",
            Self::Live => "live",
            Self::Former => "former",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.key() == key)
    }
}

/// Everything that a test tries and an activation switches, as one value: no request ever sees half of an edit. Holds no secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    pub provider: Provider,
    pub mapping: Mapping,
    /// Whether a person who comes for the first time becomes a member.
    pub arrival: Arrival,
    /// What they become where no group says otherwise. Never an owner.
    pub default_role: Role,
}

/// What is known of the provider so far; `None` in a fresh candidate.
#[expect(clippy::large_enum_variant, reason = "there is one at a time, on its way between a row and a page")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "protocol", rename_all = "snake_case")]
pub enum Provider {
    Saml(Saml),
    Oidc(Oidc),
}

/// A SAML provider: empty until its metadata, or its three values, have been brought.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Saml {
    /// Empty: not known yet.
    pub entity_id: String,
    /// Where requests go by HTTP-Redirect.
    pub redirect_location: Option<String>,
    /// And by HTTP-POST.
    pub post_location: Option<String>,
    /// Base64 of the DER of each signing certificate, [`saml::certificate::MOST`] at most.
    pub certificates: Vec<String>,
    pub metadata: MetadataFrom,
    pub must_sign: MustSign,
    /// Asked for in requests; `None`: the provider's own choice.
    pub name_id_format: Option<String>,
    /// A sign-in that begins at the provider is turned into one that begins here. Off: it is refused (S09).
    pub begins_at_provider: bool,
}

impl Saml {
    /// The signing certificates.
    pub fn certificates(&self) -> impl Iterator<Item = saml::Certificate> {
        self.certificates.iter().flat_map(|base64| saml::Certificate::read(base64)).flatten()
    }

    /// By what its certificates are told apart.
    pub fn fingerprints(&self) -> Vec<saml::Fingerprint> {
        self.certificates().map(|certificate| certificate.fingerprint()).collect()
    }
}

/// Where a SAML provider's metadata came from, and whether it can be asked for again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum MetadataFrom {
    /// Its values were typed one by one, or there are none yet.
    #[default]
    Hand,
    /// It was pasted or uploaded.
    Document,
    /// It is fetched every day.
    Url {
        url: String,
        #[serde(with = "time::serde::rfc3339")]
        fetched_at: OffsetDateTime,
    },
}

impl MetadataFrom {
    /// Where it is fetched from every day, if it is.
    pub fn url(&self) -> Option<&str> {
        match self {
            Self::Url { url, .. } => Some(url),
            Self::Hand | Self::Document => None,
        }
    }
}

/// Which signature this organisation insists on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MustSign {
    #[default]
    ResponseOrAssertion,
    Assertion,
    Both,
}

impl MustSign {
    pub const ALL: [Self; 3] = [Self::ResponseOrAssertion, Self::Assertion, Self::Both];

    /// The word in forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::ResponseOrAssertion => "response_or_assertion",
            Self::Assertion => "assertion",
            Self::Both => "both",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    pub(crate) const fn for_protocol(self) -> saml::MustSign {
        match self {
            Self::ResponseOrAssertion => saml::MustSign::ResponseOrAssertion,
            Self::Assertion => saml::MustSign::Assertion,
            Self::Both => saml::MustSign::Both,
        }
    }
}

/// An OpenID provider: empty until its issuer was asked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Oidc {
    /// What its discovery said, when last asked.
    pub discovered: Option<oidc::Provider>,
    #[serde(with = "time::serde::rfc3339::option")]
    pub discovered_at: Option<OffsetDateTime>,
    /// Empty: not known yet.
    pub client_id: String,
    pub credential: Credential,
    /// Beyond `openid email profile`.
    pub scopes: Vec<String>,
    /// Whether claims that the ID token lacks are asked for at the userinfo endpoint.
    pub asks_user_info: bool,
}

/// How we prove ourselves to an OpenID provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Credential {
    /// Nothing was brought yet.
    #[default]
    None,
    /// The row of `connection_secret`.
    Secret(Uuid),
    /// With the connection's current key (private_key_jwt, RFC 7523).
    PrivateKey,
}

/// Which of the provider's attributes or claims is what, to the letter. Empty: the usual names are looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    pub email: Option<String>,
    /// The whole name; else first and last are put together.
    pub name: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub groups: Option<String>,
    /// Which group gives which role, in the order of the list; all that match are given. Never [`Role::Owner`].
    pub roles: Vec<GroupRole>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRole {
    /// As the provider sends it: a name, or with Entra ID an object's id.
    pub group: String,
    pub role: Role,
}

/// A connection, as its pages show it.
#[derive(Debug, Clone)]
pub struct Connection {
    pub id: ConnectionId,
    pub key: ConnectionKey,
    pub name: String,
    pub provider: IdentityProvider,
    pub protocol: Protocol,
    pub state: State,
    pub step: Step,
    pub domains: Vec<DomainId>,
    pub created_at: OffsetDateTime,
    pub changed_at: OffsetDateTime,
    pub candidate: Option<Version>,
    pub live: Option<Version>,
    /// What served before the live one: where a rollback leads.
    pub former: Option<Version>,
    pub keys: Vec<OwnKey>,
    pub secret: Option<SecretInfo>,
    pub certificates: Vec<CertificateInfo>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub id: VersionId,
    pub number: i32,
    pub settings: Settings,
    pub created_by: String,
    pub created_at: OffsetDateTime,
    pub changed_at: OffsetDateTime,
    /// A test of exactly these settings succeeded.
    pub tested_at: Option<OffsetDateTime>,
    pub activated_at: Option<OffsetDateTime>,
    pub ended_at: Option<OffsetDateTime>,
}

/// One of our key pairs, without its private half.
#[derive(Debug, Clone)]
pub struct OwnKey {
    pub id: Uuid,
    pub state: KeyState,
    pub certificate: saml::Certificate,
    pub created_at: OffsetDateTime,
}

/// A key's life: published beside the current one, then used, then still published for what was encrypted to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyState {
    Next,
    Current,
    Retired,
}

impl KeyState {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Current => "current",
            Self::Retired => "retired",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Next, Self::Current, Self::Retired].into_iter().find(|state| state.key() == key)
    }
}

/// What may be shown of a client secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretInfo {
    pub id: Uuid,
    /// Its last four letters.
    pub hint: String,
    pub expires_at: Option<OffsetDateTime>,
    pub created_at: OffsetDateTime,
}

/// What is known of one of the provider's certificates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateInfo {
    pub fingerprint: saml::Fingerprint,
    pub subject: String,
    pub not_after: OffsetDateTime,
    pub seen_at: OffsetDateTime,
    pub last_used_at: Option<OffsetDateTime>,
}

/// Our addresses, which the provider has to know: all come from the setting of our origin and the connection's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    pub entity_id: String,
    pub acs: String,
    pub metadata: String,
    pub redirect_uri: String,
    /// Where a sign-in by this connection begins, for a link or a tile.
    pub start: String,
}

impl Addresses {
    pub fn of(origin: &str, key: &ConnectionKey) -> Self {
        let saml = format!("{origin}/sso/saml/{key}");
        Self {
            acs: format!("{saml}/acs"),
            metadata: format!("{saml}/metadata"),
            redirect_uri: format!("{origin}/sso/oidc/{key}/callback"),
            start: format!("{origin}/sso/start/{key}"),
            entity_id: saml,
        }
    }
}

impl Settings {
    /// A fresh candidate's.
    pub fn fresh(protocol: Protocol) -> Self {
        Self {
            provider: match protocol {
                Protocol::Saml => Provider::Saml(Saml::default()),
                Protocol::Oidc => Provider::Oidc(Oidc { asks_user_info: true, ..Oidc::default() }),
            },
            mapping: Mapping::default(),
            arrival: Arrival::Joins,
            default_role: Role::Member,
        }
    }

    /// Whose word it is: SAML's entity id, OpenID Connect's issuer. Empty while that isn't known.
    pub fn issuer(&self) -> &str {
        match &self.provider {
            Provider::Saml(saml) => &saml.entity_id,
            Provider::Oidc(oidc) => oidc.discovered.as_ref().map_or("", |provider| provider.issuer.as_str()),
        }
    }

    /// Whether whoever was believed under `before` is believed under this, and nobody and nothing else: the same issuer, no other key of it, no
    /// other address from which keys come by themselves, and the same attributes that say who somebody is and which groups they are in.
    pub(super) fn believes_no_more_than(&self, before: &Self) -> bool {
        let keys = match (&self.provider, &before.provider) {
            (Provider::Saml(now), Provider::Saml(then)) => {
                // Whoever has the address of the metadata adds keys tomorrow that nobody is asked about.
                let source = now.metadata.url().is_none_or(|url| then.metadata.url() == Some(url));
                source && now.certificates.iter().all(|certificate| then.certificates.contains(certificate))
            }
            // An OpenID provider's keys are where its issuer says, today and tomorrow.
            (Provider::Oidc(_), Provider::Oidc(_)) => true,
            _ => false,
        };
        keys && self.issuer() == before.issuer() && self.mapping.email == before.mapping.email && self.mapping.groups == before.mapping.groups
    }

    /// Whether a person could be sent to the provider with it: what a test takes.
    pub fn is_complete(&self) -> bool {
        match &self.provider {
            Provider::Saml(saml) => {
                !saml.entity_id.is_empty() && !saml.certificates.is_empty() && (saml.redirect_location.is_some() || saml.post_location.is_some())
            }
            Provider::Oidc(oidc) => oidc.discovered.is_some() && !oidc.client_id.is_empty() && oidc.credential != Credential::None,
        }
    }
}
