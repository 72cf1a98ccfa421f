use super::say::Path;

/// Something that can be set wrongly in a console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thing {
    /// Our ACS URL.
    Address,
    /// Our entity id.
    Audience,
    /// The provider's metadata.
    Metadata,
    NameId,
    /// What is said of a person: SAML attributes, OpenID claims.
    Attributes,
    /// Which part is signed.
    SignedPart,
    /// With which algorithm.
    Algorithm,
    /// Our certificate, with which the provider encrypts.
    Encryption,
    /// Who may use the app.
    Assignment,
    RedirectUri,
    /// The issuer, or what it is made of.
    Issuer,
    ClientId,
    Secret,
}

/// Where in a console a thing is: how to get there, and what it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub path: Path,
    /// The name of the field or list; empty when the place itself is all there is to name.
    pub field: &'static str,
    /// What has to stand there, where it isn't a value of ours.
    pub value: &'static str,
}

/// A field that takes a value of ours, or holds one of theirs.
pub(super) const fn at(path: Path, field: &'static str) -> Place {
    Place { path, field, value: "" }
}

/// A setting, with what it has to be.
pub(super) const fn set(path: Path, field: &'static str, value: &'static str) -> Place {
    Place { path, field, value }
}
