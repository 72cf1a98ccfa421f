use crate::{
    Error, Result,
    audit::{Actor, Origin},
    secret::SecretHash,
    session::Proof,
};
use contract::{EmailAddress, Locale, PersonId, SessionId};
use std::sync::Arc;
use time::OffsetDateTime;

/// Whoever sent this request.
#[derive(Debug, Clone, Default)]
pub struct Visitor {
    /// Signed in as whom, if anybody.
    pub signed_in: Option<Arc<SignedIn>>,
    /// The signed-out browser's cookie, which ends with it: holds failed forms, and what leads into an account.
    pub visit: Option<SecretHash>,
    /// The same for what is taken up again next morning: signing up, and accepting an invitation.
    pub newcomer: Option<SecretHash>,
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
    /// What this session has proven, each once.
    pub proofs: Vec<Proof>,
    /// The key of what is kept for this session, such as a failed form.
    pub session_hash: SecretHash,
    pub since: OffsetDateTime,
    /// When the session was last used, to the minute.
    pub last_used: OffsetDateTime,
}

impl SignedIn {
    /// Whether the person has proven a factor of their own in this session. A connection proves them for its organisation alone.
    pub fn own_proof(&self) -> bool {
        self.proofs.iter().any(|proof| proof.is_own())
    }
}

impl Visitor {
    /// The person, proven by a factor of their own: what concerns themselves, or more than one organisation, asks for that.
    ///
    /// # Errors
    /// `Unauthenticated`, also for somebody whom only a connection has proven.
    pub fn person(&self) -> Result<&SignedIn> {
        self.anybody().and_then(|person| if person.own_proof() { Ok(person) } else { Err(Error::Unauthenticated) })
    }

    /// The person, however they were proven: for entering an organisation, which looks at the proof itself, and for signing out.
    ///
    /// # Errors
    /// `Unauthenticated`.
    pub fn anybody(&self) -> Result<&SignedIn> {
        self.signed_in.as_deref().ok_or(Error::Unauthenticated)
    }

    /// As the record names them.
    pub(crate) fn actor(&self) -> Result<Actor> {
        let person = self.anybody()?;
        Ok(Actor { person: Some(person.person), name: person.name.clone(), address: person.address.to_string(), origin: self.origin.clone() })
    }

    /// What failed forms are kept under: the session, else the visit.
    pub fn holder(&self) -> Option<SecretHash> {
        self.signed_in.as_ref().map(|person| person.session_hash).or(self.visit)
    }
}
