use crate::{
    Error, Result,
    audit::{Actor, Origin},
    secret::SecretHash,
};
use contract::{EmailAddress, Locale, PersonId, SessionId};
use std::sync::Arc;
use time::OffsetDateTime;

/// Whoever sent this request.
#[derive(Debug, Clone, Default)]
pub struct Visitor {
    /// Signed in as whom, if anybody.
    pub signed_in: Option<Arc<SignedIn>>,
    /// The signed-out browser's cookie: holds door flows and failed forms.
    pub visit: Option<SecretHash>,
    /// The long-lived cookie of a browser that somebody has signed in with before.
    pub browser: Option<SecretHash>,
    pub origin: Origin,
    /// A speculative request (`Sec-Purpose: prefetch`): it may change nothing, not even "last active" (DECISIONS 17).
    pub prefetch: bool,
}

/// A person with a live session.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub person: PersonId,
    pub name: String,
    pub address: EmailAddress,
    pub locale: Locale,
    /// IANA name.
    pub zone: String,
    pub session: SessionId,
    /// The key of what is kept for this session, such as a failed form.
    pub session_hash: SecretHash,
    pub since: OffsetDateTime,
    /// When the session was last used, to the minute.
    pub last_used: OffsetDateTime,
}

impl Visitor {
    /// The person, or `Unauthenticated`.
    pub fn person(&self) -> Result<&SignedIn> {
        self.signed_in.as_deref().ok_or(Error::Unauthenticated)
    }

    /// As the record names them.
    pub(crate) fn actor(&self) -> Result<Actor> {
        let person = self.person()?;
        Ok(Actor { person: Some(person.person), name: person.name.clone(), address: person.address.to_string(), origin: self.origin.clone() })
    }

    /// What failed forms are kept under: the session, else the visit.
    pub fn holder(&self) -> Option<SecretHash> {
        self.signed_in.as_ref().map(|person| person.session_hash).or(self.visit)
    }
}
