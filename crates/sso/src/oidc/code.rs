use std::fmt;

/// The catalogue of what goes wrong between an OpenID provider and us: one code for one thing to mend, the same in the log, on the test page
/// and in the manual. The words for people are kept elsewhere, by code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// The provider can't be reached, or doesn't publish what it must. Detected by [`super::discover()`], and by [`super::receive()`] when an
    /// endpoint has fallen silent since; [`super::Stage`] says where it ended.
    O01,
    /// Another issuer, or another tenant, than the connection's: in the discovery document, the callback or the ID token.
    O02,
    /// The provider doesn't know our redirect URI. Mostly it says so on a page of its own; when it tells us, [`super::ProviderError::code`].
    O03,
    /// The provider doesn't know the client or doesn't take its secret or key. Detected by [`super::ProviderError::code`], and before anything is
    /// sent when it offers no way that we could take.
    O04,
    /// The secret has expired, says the provider ([`super::ProviderError::code`]).
    O05,
    /// A scope is refused, or a claim is missing: the ID token itself, `sub`, the e-mail address ([`super::email::find`]).
    O06,
    /// An answer to another sign-in than this browser's: `state` or `nonce`.
    O07,
    /// An answer that doesn't have the protocol's form, isn't signed as it must be, or is for somebody else.
    O08,
    /// Too old, too early, or ended: `exp`, `iat`, `nbf`, `auth_time`.
    O09,
    /// The provider itself says that it did not sign the person in ([`super::ProviderError`]).
    O10,
}

impl Code {
    pub const ALL: [Self; 10] = [Self::O01, Self::O02, Self::O03, Self::O04, Self::O05, Self::O06, Self::O07, Self::O08, Self::O09, Self::O10];

    /// As it is stored and shown: `O01` to `O10`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::O01 => "O01",
            Self::O02 => "O02",
            Self::O03 => "O03",
            Self::O04 => "O04",
            Self::O05 => "O05",
            Self::O06 => "O06",
            Self::O07 => "O07",
            Self::O08 => "O08",
            Self::O09 => "O09",
            Self::O10 => "O10",
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
