//! Signed-in sessions. The cookie carries a random id, the table only its hash; a row that is gone means signed out, and
//! nothing brings it back.

mod store;

pub use store::SessionStore;

use crate::{
    Error, Portal, Result,
    access::{SignedIn, Visitor},
    person::Generation,
    secret::SecretHash,
    sign_in::SignedInNow,
};
use contract::{EmailAddress, Locale, PersonId, Rule, SessionId};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use time::{Duration, OffsetDateTime};
use tower_sessions_core::{
    session::{self, Id},
    session_store,
};
use uuid::Uuid;

/// How long sessions live.
#[derive(Debug, Clone, Copy)]
pub struct Lifetimes {
    /// Without a request.
    pub idle: Duration,
    /// In all.
    pub absolute: Duration,
}

/// What a new session is made of; the web layer puts it under [`KEY`] when somebody has been proven.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NewSession {
    pub person: PersonId,
    /// Everything that it has proven, each once.
    pub proofs: Vec<Proof>,
    /// Of the person's, in which it was proven: no session comes of it in another.
    pub generation: Option<Generation>,
    /// The session of the same person in the same browser that it goes on with, if any: its handle stays, its cookie's id doesn't.
    pub goes_on: Option<GoesOn>,
    pub device: String,
    pub ip: Option<IpAddr>,
}

/// The session that another goes on with.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct GoesOn {
    pub session: SessionId,
    /// When it began, if its end stays where it is: a connection doesn't prolong what the person themselves has proven.
    #[serde(with = "time::serde::rfc3339::option")]
    pub since: Option<OffsetDateTime>,
}

/// How a person was proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    Password,
    /// A code or link from their mailbox.
    Code,
    /// An organisation's identity provider: for that organisation alone.
    SingleSignOn,
}

impl Proof {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Code => "code",
            Self::SingleSignOn => "single_sign_on",
        }
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        [Self::Password, Self::Code, Self::SingleSignOn].into_iter().find(|proof| proof.key() == key)
    }

    /// Whether it is a factor of the person's own.
    pub const fn is_own(self) -> bool {
        matches!(self, Self::Password | Self::Code)
    }
}

impl NewSession {
    /// For whoever was proven just now. In a browser where the same person is signed in already, that session ends here, and this one goes on
    /// with it and what it has proven; anybody else's ends. `handle`: the session's public id, where something is kept under it already.
    ///
    /// # Errors
    /// `Gone(FlowOver)` when the session that it would go on with was ended meanwhile.
    pub async fn of(portal: &Portal, visitor: &Visitor, now: &SignedInNow, handle: Option<SessionId>) -> Result<Self> {
        let SignedInNow { person, by: proof, generation, .. } = *now;
        let before = visitor.signed_in.as_deref().filter(|before| before.person == person);
        let handed_over = match before {
            Some(before) => Some(hand_over(portal, before).await?),
            None => None,
        };
        let kept = before.map_or(&[][..], |before| &before.proofs).iter().copied().filter(|kept| *kept != proof);
        let since = before.filter(|before| before.own_proof() && !proof.is_own()).map(|before| before.since);
        let goes_on = before.map(|before| before.session).or(handle).map(|session| GoesOn { session, since });
        Ok(Self {
            person,
            proofs: kept.chain([proof]).collect(),
            // Both have to be of the present one.
            generation: [generation, handed_over].into_iter().flatten().min(),
            goes_on,
            device: visitor.origin.device.clone(),
            ip: visitor.origin.ip,
        })
    }
}

/// Ends a session for another to go on with it, and answers in which generation that was.
async fn hand_over(portal: &Portal, before: &SignedIn) -> Result<Generation> {
    let generation = sqlx::query_scalar!(
        r#"delete from session s using person p where s.id_hash = $1 and p.id = s.person_id returning p.generation as "generation!""#,
        before.session_hash.as_slice()
    );
    generation.fetch_optional(&portal.db.web).await?.map(Generation).ok_or(Error::Gone(Rule::FlowOver))
}

/// What [`SessionStore`] answers where no session is made because what was proven has ended: its library's errors are texts.
const OVER: &str = "what was proven has ended meanwhile";

/// Why no session was made: `Gone(FlowOver)` when the person's sessions were ended since they were proven.
pub fn refusal(error: session::Error) -> Error {
    match error {
        session::Error::Store(session_store::Error::Backend(text)) if text == OVER => Error::Gone(Rule::FlowOver),
        error => Error::internal(error),
    }
}

/// Where [`NewSession`] stands in a session that is being made, and [`LiveSession`] in one that was loaded.
pub const KEY: &str = "person";

/// A session as it was loaded, with its person as they are now.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LiveSession {
    id: Uuid,
    proofs: Vec<Proof>,
    person: PersonId,
    name: String,
    address: String,
    locale: String,
    zone: String,
    #[serde(with = "time::serde::rfc3339")]
    since: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339")]
    last_used: OffsetDateTime,
}

impl LiveSession {
    /// The person, for the request that came with this session's cookie.
    pub fn signed_in(self, cookie: Id) -> Option<SignedIn> {
        Some(SignedIn {
            person: self.person,
            name: self.name,
            address: EmailAddress::parse(&self.address).ok()?,
            locale: Locale::from_tag(&self.locale).unwrap_or_default(),
            zone: self.zone,
            session: SessionId(self.id),
            proofs: self.proofs,
            session_hash: hash(cookie),
            since: self.since,
            last_used: self.last_used,
        })
    }
}

/// What the table knows a cookie by.
fn hash(cookie: Id) -> SecretHash {
    SecretHash::of(&cookie.0.to_be_bytes())
}

/// How stale "last used" may be before it is written again.
const TOUCH_EVERY: Duration = Duration::minutes(1);

/// Puts off the idle end. Not for speculative requests, which change nothing (DECISIONS 17).
pub async fn touch(portal: &Portal, lifetimes: Lifetimes, signed_in: &SignedIn) -> Result<()> {
    let now = portal.clock.now();
    if now - signed_in.last_used < TOUCH_EVERY {
        return Ok(());
    }
    sqlx::query!(
        "update session set last_used_at = $2, idle_expires_at = $3 where id_hash = $1",
        signed_in.session_hash.as_slice(),
        now,
        now + lifetimes.idle
    )
    .execute(&portal.db.web)
    .await?;
    Ok(())
}
