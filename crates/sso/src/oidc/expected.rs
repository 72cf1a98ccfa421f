use super::{Client, Pending, Provider};
use time::OffsetDateTime;

/// What an answer has to agree with: this connection, this sign-in, this moment.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    pub provider: &'a Provider,
    pub client: &'a Client,
    /// What was kept when the sign-in began; that it is this browser's, and taken once, is for the caller to know.
    pub pending: &'a Pending,
    pub user_info: UserInfo,
    /// The chance for `jti` of a client assertion; used only with a private key.
    pub assertion_id: [u8; 16],
    pub now: OffsetDateTime,
}

/// Whether the provider is asked once more, for claims that it doesn't write into ID tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UserInfo {
    #[default]
    Never,
    /// Where the provider has such an endpoint. What the ID token says is never replaced by it.
    Ask,
}
