use super::{Code, ProviderError, Stage};
use crate::report;

/// The table of a discovery or a sign-in; beside its rows it keeps what the network or the provider said.
pub type Report = report::Report<Check, Code, Reason>;
pub type Row = report::Row<Check, Code>;
pub type Verdict = report::Verdict<Code>;

/// The lines of the table, in the order of a connection's life: what the provider publishes, what the browser brings back, what the provider
/// answers for the code, what the ID token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Check {
    /// The document is there and can be read.
    Discovery,
    DiscoveryIssuer,
    AuthorizationEndpoint,
    TokenEndpoint,
    UserInfoEndpoint,
    KeysEndpoint,
    /// Those that can check signatures, and those that were left out.
    Keys,
    ResponseTypes,
    CodeChallengeMethods,
    /// Those that it signs with, of which we take some.
    Algorithms,
    ClientAuthentication,

    /// The query of the callback: each parameter once, a code or an error.
    Callback,
    State,
    /// `iss` of the callback (RFC 9207).
    CallbackIssuer,
    /// The provider's own answer, if it is an error.
    Answer,

    /// What was pasted as the secret looks like one.
    ClientSecret,
    /// The answer for the code.
    TokenResponse,
    IdToken,
    Algorithm,
    /// The key named by `kid`.
    Key,
    KeySize,
    Signature,
    Issuer,
    /// `tid`, which Entra ID writes.
    Tenant,
    Audience,
    AuthorizedParty,
    Expiry,
    IssuedAt,
    NotBefore,
    Nonce,
    Subject,
    /// `auth_time`, where a `max_age` was asked for.
    AuthTime,
    /// `at_hash`: the access token is the ID token's own.
    AccessTokenHash,
    UserInfo,
    UserInfoSubject,
    /// The names of those received.
    Claims,
    /// The names of those that the provider keeps elsewhere, such as the groups of somebody with very many.
    DistributedClaims,
}

/// Beyond the rows: why there is no answer, or what the answer was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// An endpoint of the provider.
    Unanswered(Stage),
    Provider(ProviderError),
}

impl Report {
    /// How far a request to the provider came, if that was it.
    pub fn stage(&self) -> Option<&Stage> {
        match &self.reason {
            Some(Reason::Unanswered(stage)) => Some(stage),
            _ => None,
        }
    }

    /// What the provider said, if it refused.
    pub fn provider_error(&self) -> Option<&ProviderError> {
        match &self.reason {
            Some(Reason::Provider(error)) => Some(error),
            _ => None,
        }
    }

    pub(crate) fn unanswered(&mut self, check: Check, address: &str, stage: Stage) {
        let code = match (check, &stage) {
            // An answer to the client's secret, even without the words that RFC 6749, 5.2 asks for.
            (Check::TokenResponse, Stage::Status(401)) => Code::O04,
            (Check::TokenResponse | Check::UserInfo, Stage::Json(_)) => Code::O08,
            _ => Code::O01,
        };
        self.fail(check, code, address, stage.to_string());
        self.reason.get_or_insert(Reason::Unanswered(stage));
    }

    pub(crate) fn refused(&mut self, check: Check, error: ProviderError) {
        self.fail(check, error.code(), "", error.to_string());
        self.reason.get_or_insert(Reason::Provider(error));
    }
}
