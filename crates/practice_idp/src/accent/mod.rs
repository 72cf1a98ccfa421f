//! How each provider speaks, as data: what of it reaches a service. Where an administrator has a choice there, it is the choice that the
//! portal's wizard asks for.

mod adfs;
mod auth0;
mod entra;
mod google;
mod jumpcloud;
mod keycloak;
mod okta;
mod onelogin;
mod ping;
mod plain;

use contract::IdentityProvider;

use crate::saml::Cipher;

/// Every accent, in the order in which they are offered.
pub(crate) const ALL: [&Accent; 10] = [
    &okta::OKTA,
    &entra::ENTRA,
    &google::GOOGLE,
    &adfs::ADFS,
    &onelogin::ONELOGIN,
    &jumpcloud::JUMPCLOUD,
    &ping::PING,
    &keycloak::KEYCLOAK,
    &auth0::AUTH0,
    &plain::PLAIN,
];

/// Addresses in it may hold `{base}`, `{name}` and `{tenant}`: see [`crate::place::Place::fill`].
pub(crate) struct Accent {
    /// The word in addresses.
    pub(crate) key: &'static str,
    pub(crate) provider: IdentityProvider,
    pub(crate) saml: Saml,
    /// `None` where customers connect by SAML alone.
    pub(crate) oidc: Option<Oidc>,
    pub(crate) labels: Labels,
    /// What it says to somebody who may not use the application; `None` says it in our words.
    pub(crate) not_assigned: Option<&'static str>,
}

pub(crate) struct Saml {
    pub(crate) entity_id: &'static str,
    pub(crate) prefixes: Prefixes,
    pub(crate) metadata: Metadata,
    pub(crate) name_id: NameId,
    pub(crate) signs: Signs,
    /// With what, once it knows a certificate of the service's.
    pub(crate) encrypts: Option<Cipher>,
    pub(crate) attributes: &'static [Attribute],
    /// `NameFormat` of each attribute.
    pub(crate) name_format: Option<&'static str>,
    /// Whether values say that they are `xs:string`.
    pub(crate) typed: bool,
    pub(crate) groups: (&'static str, GroupForm),
    pub(crate) clock: Clock,
    pub(crate) status: StatusForm,
    /// When a request names another service or address than those in its console.
    pub(crate) mismatch: Mismatch,
}

/// Of elements, without the colon; an empty one declares a default namespace.
pub(crate) struct Prefixes {
    pub(crate) protocol: &'static str,
    pub(crate) assertion: &'static str,
    pub(crate) signature: &'static str,
}

pub(crate) struct Metadata {
    pub(crate) prefix: &'static str,
    /// Whether the console offers an address of it, or only a file.
    pub(crate) by_address: bool,
    pub(crate) wants_signed_requests: bool,
    /// Descriptors of other protocols and roles around the one that matters, as Microsoft's have them.
    pub(crate) crowded: bool,
    /// `KeyName` beside the certificate.
    pub(crate) key_name: bool,
    /// How many years its certificate is good for.
    pub(crate) years: i32,
}

pub(crate) struct NameId {
    pub(crate) format: &'static str,
    pub(crate) source: Source,
    /// Whether another format that a request asks for is given.
    pub(crate) on_request: bool,
}

/// Which parts of an answer are signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signs {
    Nothing,
    Response,
    Assertion,
    Both,
}

pub(crate) struct Attribute {
    pub(crate) name: &'static str,
    pub(crate) friendly_name: Option<&'static str>,
    pub(crate) source: Source,
}

const fn attribute(name: &'static str, source: Source) -> Attribute {
    Attribute { name, friendly_name: None, source }
}

const fn friendly(name: &'static str, friendly_name: &'static str, source: Source) -> Attribute {
    Attribute { name, friendly_name: Some(friendly_name), source }
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// What the person signs in with there; it looks like an address and may be none.
    UserName,
    /// Only of people with a mailbox.
    Mail,
    GivenName,
    FamilyName,
    FullName,
    /// A UUID that stays.
    Id,
    /// The same, with something in front.
    PrefixedId(&'static str),
    /// Stays too, and is another one for each service.
    Pairwise,
    Tenant,
    Text(&'static str),
}

/// How groups are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GroupForm {
    Names,
    /// UUIDs, which mean nothing to people.
    Ids,
    /// `/Sales`.
    Paths,
    /// All in one value, with semicolons.
    Joined,
}

/// In seconds.
pub(crate) struct Clock {
    /// Decimals of a second in what it writes.
    pub(crate) decimals: usize,
    /// How far `NotBefore` lies back, against clocks that differ.
    pub(crate) back: i64,
    /// From then to `NotOnOrAfter`.
    pub(crate) valid: i64,
}

/// How it says that it did not sign somebody in (SAML Core 3.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StatusForm {
    /// Responder, and within it what it was.
    Nested,
    /// With words.
    Explained,
    /// Responder, and no more.
    Bare,
}

/// What becomes of a request by a service that isn't the one in the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mismatch {
    /// It stops at a page of its own: what it says of an unknown service and of an unknown address; `{got}` is what was asked for.
    Stops { service: &'static str, address: &'static str },
    /// It looks at nothing in the request: the answer is made for what the console says, and the service finds out.
    Ignores,
}

pub(crate) struct Oidc {
    pub(crate) issuer: &'static str,
    /// `iss` in callbacks (RFC 9207).
    pub(crate) names_itself: bool,
    /// `token_endpoint_auth_methods_supported`.
    pub(crate) client_authentication: &'static [&'static str],
    /// Whether discovery tells that it knows PKCE.
    pub(crate) tells_pkce: bool,
    pub(crate) subject: Source,
    pub(crate) claims: &'static [(&'static str, Source)],
    /// Beside `email`; `None` leaves it out.
    pub(crate) email_verified: Option<bool>,
    pub(crate) groups: (&'static str, GroupForm),
    /// What it says of a redirect URI that isn't in its console, on a page of its own.
    pub(crate) unknown_redirect: &'static str,
    pub(crate) wrong_secret: &'static str,
    pub(crate) expired_secret: &'static str,
}

/// The console's own words. What it has no field for is empty.
pub(crate) struct Labels {
    pub(crate) acs: &'static str,
    pub(crate) audience: &'static str,
    pub(crate) metadata_address: &'static str,
    pub(crate) metadata_file: &'static str,
    pub(crate) entity_id: &'static str,
    pub(crate) sso: &'static str,
    pub(crate) certificate: &'static str,
    pub(crate) issuer: &'static str,
    pub(crate) client_id: &'static str,
    pub(crate) client_secret: &'static str,
    pub(crate) redirect_uri: &'static str,
}

pub(crate) fn by_key(key: &str) -> Option<&'static Accent> {
    ALL.into_iter().find(|accent| accent.key == key)
}

impl Accent {
    /// Whom it plays.
    pub(crate) fn title(&self) -> &'static str {
        match self.provider.name() {
            "" => "Plain",
            name => name,
        }
    }
}

const BASIC: &str = "urn:oasis:names:tc:SAML:2.0:attrname-format:basic";
const UNSPECIFIED_NAME: &str = "urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified";
const URI: &str = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri";

pub(crate) const EMAIL: &str = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
pub(crate) const UNSPECIFIED: &str = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";
pub(crate) const PERSISTENT: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
pub(crate) const TRANSIENT: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";

/// `saml` and `samlp`, as the standard's own examples have them.
const USUAL: Prefixes = Prefixes { protocol: "samlp", assertion: "saml", signature: "ds" };
/// Of the library that Okta and Google use.
const NUMBERED: Prefixes = Prefixes { protocol: "saml2p", assertion: "saml2", signature: "ds" };
