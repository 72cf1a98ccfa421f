use super::{Fingerprint, NameId};
use time::OffsetDateTime;

/// What the provider has proven: that it signed this person in, for us, just now. Only [`super::receive()`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Assertion {
    /// Unique within the provider. Take it once: a second time is a replay.
    pub id: String,
    /// From then on the id need not be remembered: the assertion would be refused for its age.
    pub forget_after: OffsetDateTime,
    pub issuer: String,
    /// Who.
    pub name_id: NameId,
    /// What the provider says about them, in its order.
    pub attributes: Vec<Attribute>,
    /// When the person proved themselves to the provider.
    pub authn_instant: OffsetDateTime,
    /// How, as a URI of SAML Authentication Context; providers are free with it.
    pub authn_context: Option<String>,
    /// Our session must end by then.
    pub session_not_on_or_after: Option<OffsetDateTime>,
    pub session_index: Option<String>,
    /// What carried the signature that was believed.
    pub signed: Signed,
    /// Whether it arrived encrypted.
    pub encrypted: bool,
    /// The certificate whose key signed, for "last used".
    pub certificate: Fingerprint,
}

impl Assertion {
    /// All values of the attributes of this name, which is compared to the letter.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.attributes.iter().filter(move |attribute| attribute.name == name).flat_map(|attribute| attribute.values.iter().map(String::as_str))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    pub name: String,
    /// Meant for people; two attributes may share it.
    pub friendly_name: Option<String>,
    /// Only those that are plain text, exactly as sent.
    pub values: Vec<String>,
}

/// What was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    Response,
    Assertion,
    Both,
}
