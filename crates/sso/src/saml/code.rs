use std::fmt;

/// The catalogue of what goes wrong between a provider and us: one code for one thing to mend, the same in the log, on the test page and
/// in the manual. The words for people are kept elsewhere, by code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// The connection has no provider, no signing certificate or no address to send people to. Detected by [`super::receive()`] and by
    /// [`super::idp_metadata`].
    S01,
    /// Not a SAML response that we can read, or not signed by a key of this connection. Detected by [`super::gate`] and
    /// [`super::signature`].
    S02,
    /// Nothing is signed, or not the part that this connection insists on. Detected by [`super::gate`] and [`super::receive()`].
    S03,
    /// Signed with SHA-1, or MD5. Detected by [`super::gate`].
    S04,
    /// Another issuer than the connection's. Detected by [`super::rules`].
    S05,
    /// Meant for another audience, or under a condition that we don't know. Detected by [`super::rules`].
    S06,
    /// Sent to another address than this connection's: Destination or Recipient. Detected by [`super::rules`].
    S07,
    /// Too old, too early, or ended. Detected by [`super::rules`].
    S08,
    /// Answers no request of ours, or answers one where none was made. Detected by [`super::rules`]; a replay, by the caller.
    S09,
    /// The provider itself says that it did not sign the person in. Detected by [`super::gate`].
    S10,
    /// No e-mail address where the mapping looks for it. Detected by [`super::email::find`].
    S11,
    /// The address is outside the domains that the organisation has proven. Detected by [`super::email::within`].
    S12,
    /// The person's identifier is missing, differs at every sign-in, or differs from last time. Detected by [`super::rules`] and
    /// [`super::name_id`].
    S13,
    /// Encrypted for a key we don't have, or in a way we don't accept. Detected while decrypting; every failure is the same.
    S14,
    /// The address given for metadata can't be used, or what it answers isn't metadata. Detected by
    /// [`super::idp_metadata::MetadataUrl`] and [`super::idp_metadata::Pasted::fetched`]; what the network says, by the caller.
    S15,
    /// Metadata of a service provider (perhaps ours) instead of an identity provider's, or of several. Detected by
    /// [`super::idp_metadata`].
    S16,
}

impl Code {
    pub const ALL: [Self; 16] = [
        Self::S01,
        Self::S02,
        Self::S03,
        Self::S04,
        Self::S05,
        Self::S06,
        Self::S07,
        Self::S08,
        Self::S09,
        Self::S10,
        Self::S11,
        Self::S12,
        Self::S13,
        Self::S14,
        Self::S15,
        Self::S16,
    ];

    /// As it is stored and shown: `S01` to `S16`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::S01 => "S01",
            Self::S02 => "S02",
            Self::S03 => "S03",
            Self::S04 => "S04",
            Self::S05 => "S05",
            Self::S06 => "S06",
            Self::S07 => "S07",
            Self::S08 => "S08",
            Self::S09 => "S09",
            Self::S10 => "S10",
            Self::S11 => "S11",
            Self::S12 => "S12",
            Self::S13 => "S13",
            Self::S14 => "S14",
            Self::S15 => "S15",
            Self::S16 => "S16",
        }
    }

    /// What [`Self::as_str`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == text)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
