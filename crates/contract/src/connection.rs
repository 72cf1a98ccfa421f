use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $key:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$about])* #[serde(rename = $key)] $variant),+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in URLs, forms and the database.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.key() == key)
            }
        }
    };
}

words! {
    /// The two languages that identity providers speak.
    Protocol {
        /// SAML 2.0, Web Browser SSO profile.
        Saml = "saml",
        /// OpenID Connect, code flow.
        Oidc = "oidc",
    }
}

words! {
    /// Whose identity provider it is: decides what the wizard says, never what is believed.
    IdentityProvider {
        Okta = "okta",
        EntraId = "entra_id",
        GoogleWorkspace = "google_workspace",
        Adfs = "adfs",
        OneLogin = "onelogin",
        JumpCloud = "jumpcloud",
        Ping = "ping",
        Keycloak = "keycloak",
        Auth0 = "auth0",
        /// Any other that speaks SAML.
        OtherSaml = "other_saml",
        /// Any other that speaks OpenID Connect.
        OtherOidc = "other_oidc",
    }
}

impl IdentityProvider {
    /// What it can be connected by, the better one first. Google Workspace and ADFS are set up by SAML here: the one offers OpenID Connect only
    /// for its own accounts of everybody, the other hides it in application groups.
    pub const fn protocols(self) -> &'static [Protocol] {
        match self {
            Self::Okta | Self::OneLogin | Self::JumpCloud | Self::Ping => &[Protocol::Saml, Protocol::Oidc],
            Self::EntraId | Self::Keycloak | Self::Auth0 => &[Protocol::Oidc, Protocol::Saml],
            Self::GoogleWorkspace | Self::Adfs | Self::OtherSaml => &[Protocol::Saml],
            Self::OtherOidc => &[Protocol::Oidc],
        }
    }

    /// As its maker calls it; empty for the two that are nobody's.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Okta => "Okta",
            Self::EntraId => "Microsoft Entra ID",
            Self::GoogleWorkspace => "Google Workspace",
            Self::Adfs => "AD FS",
            Self::OneLogin => "OneLogin",
            Self::JumpCloud => "JumpCloud",
            Self::Ping => "PingOne",
            Self::Keycloak => "Keycloak",
            Self::Auth0 => "Auth0",
            Self::OtherSaml | Self::OtherOidc => "",
        }
    }
}

words! {
    /// Whether somebody whom the provider sends for the first time becomes a member.
    Arrival {
        /// They need an invitation.
        Invited = "invited",
        /// They ask, by coming, and somebody decides.
        Approved = "approved",
        /// They are in.
        Joins = "joins",
    }
}

/// What a connection is called in the addresses that its provider knows: random, the same for its whole life, and telling nothing of whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConnectionKey(String);

/// As many letters as hold 80 bits.
const KEY_LETTERS: usize = 16;
/// Crockford's base 32 in lower case: nothing in it is mistaken for something else when it is read out.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl ConnectionKey {
    pub fn new(random: [u8; 10]) -> Self {
        let bits = random.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        let letter = |place: usize| char::from(LETTERS[(bits >> (5 * place)) as usize & 31]);
        Self((0..KEY_LETTERS).rev().map(letter).collect())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// It isn't the key of any connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoKey;

impl FromStr for ConnectionKey {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Self, NoKey> {
        let known = text.len() == KEY_LETTERS && text.bytes().all(|byte| LETTERS.contains(&byte));
        if known { Ok(Self(text.to_owned())) } else { Err(NoKey) }
    }
}

impl fmt::Display for ConnectionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_what_it_writes() {
        let key = ConnectionKey::new([0xFF; 10]);
        assert_eq!(key.as_str(), "zzzzzzzzzzzzzzzz");
        assert_eq!(ConnectionKey::new([0; 10]).as_str(), "0000000000000000");
        assert_eq!(key.as_str().parse(), Ok(key));
        for bad in ["", "zzzzzzzzzzzzzzz", "zzzzzzzzzzzzzzzzz", "ZZZZZZZZZZZZZZZZ", "uuuuuuuuuuuuuuuu", "../../../../../.."] {
            assert_eq!(bad.parse::<ConnectionKey>(), Err(NoKey), "{bad}");
        }
    }

    #[test]
    fn every_provider_can_be_connected() {
        assert!(IdentityProvider::ALL.iter().all(|provider| !provider.protocols().is_empty()));
        assert_eq!(IdentityProvider::from_key("entra_id"), Some(IdentityProvider::EntraId));
    }
}
