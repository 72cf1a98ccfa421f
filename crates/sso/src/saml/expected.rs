use super::{Certificate, PrivateKey};
use time::OffsetDateTime;

/// What a response has to agree with: this connection, this request, this moment.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// The provider's entity id, to the letter.
    pub idp_entity_id: &'a str,
    /// Ours, for this connection: the audience.
    pub sp_entity_id: &'a str,
    /// The address of this connection's assertion consumer service: Destination and Recipient.
    pub acs: &'a str,
    pub answering: Answering<'a>,
    /// The provider's signing certificates, all of them equal; five at most ([`super::certificate::MOST`]).
    pub certificates: &'a [Certificate],
    /// Ours, for encrypted assertions: today's, and the one that comes after or was before.
    pub keys: &'a [&'a PrivateKey],
    pub must_sign: MustSign,
    pub now: OffsetDateTime,
}

/// To what the response is the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answering<'a> {
    /// The request of ours with this id; that this browser sent it is for the caller to know.
    Request(&'a str),
    /// To nothing: the person began at the provider. Only where the organisation has opted in, and never for linking an account or for step-up.
    Unsolicited,
}

impl<'a> Answering<'a> {
    pub(crate) fn request(self) -> Option<&'a str> {
        match self {
            Self::Request(id) => Some(id),
            Self::Unsolicited => None,
        }
    }
}

/// What the organisation insists on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MustSign {
    /// Either holds an assertion together; providers differ.
    #[default]
    ResponseOrAssertion,
    Assertion,
    Both,
}
