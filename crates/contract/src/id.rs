use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta] $name:ident),+ $(,)?) => {$(
        #[$doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::try_parse(text).map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

id! {
    /// A human being, wherever they work: global, never owned by an organisation.
    PersonId,
    /// A tenant.
    OrgId,
    /// One person in one organisation.
    MembershipId,
    /// An invitation, through all the secrets and mails it may have.
    InvitationId,
    /// A list of people about to be invited.
    DraftId,
    /// Somebody's wish to join.
    RequestId,
    /// One line of an organisation's history; UUIDv7, so ids sort by time.
    EventId,
    /// One act over many rows.
    BulkId,
    /// A domain that an organisation says is its own.
    DomainId,
    /// An organisation's link to its identity provider.
    ConnectionId,
    /// One state of a connection's set-up: the live one, the next one, one from before.
    VersionId,
    /// One try of a connection that lets nobody in.
    TestId,
    /// What one signed-out browser is in the middle of at the door.
    FlowId,
    /// The public handle of a session (never the cookie's value).
    SessionId,
}
