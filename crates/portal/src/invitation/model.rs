use crate::{Error, Fields, Result, access::permission};
use contract::{Flaw, Locale, Message, Role, Rule};
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

/// What an invitation offers and says, for all of a list alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// At least one.
    pub roles: Vec<Role>,
    /// The mail's language, for those who have none on record.
    pub locale: Locale,
    pub message: Message,
    /// How long it stays open: 1 to 30 days.
    pub days: u8,
}

/// How long an invitation stays open unless told otherwise.
pub const DAYS: u8 = 7;
const MOST_DAYS: u8 = 30;

impl Terms {
    /// What an invitation is unless told otherwise.
    pub fn usual(locale: Locale) -> Self {
        Self { roles: vec![Role::Member], locale, message: Message::default(), days: DAYS }
    }

    /// Reads a form's fields `roles`, `locale`, `message` and `days`.
    pub fn read(fields: &mut Fields, roles: &[String], locale: &str, message: &str, days: &str) -> Option<Self> {
        let roles = fields.read("roles", read_roles(roles));
        let locale = fields.read("locale", Locale::from_tag(locale).ok_or(Flaw::Unknown));
        let message = fields.read("message", Message::parse(message));
        let days = fields.read("days", read_days(days));
        Some(Self { roles: roles?, locale: locale?, message: message?, days: days? })
    }

    pub(crate) fn expires_at(&self, now: OffsetDateTime) -> OffsetDateTime {
        now + Duration::days(self.days.into())
    }
}

/// Roles by their keys, at least one.
///
/// # Errors
/// `Missing`, `Unknown`.
pub fn read_roles(keys: &[String]) -> std::result::Result<Vec<Role>, Flaw> {
    if keys.iter().any(|key| Role::from_key(key).is_none()) {
        return Err(Flaw::Unknown);
    }
    let roles = permission::roles(keys);
    if roles.is_empty() { Err(Flaw::Missing) } else { Ok(roles) }
}

fn read_days(text: &str) -> std::result::Result<u8, Flaw> {
    match text.trim() {
        "" => Err(Flaw::Missing),
        text => text.parse().ok().filter(|days| (1..=MOST_DAYS).contains(days)).ok_or(Flaw::OutOfRange { least: 1, most: MOST_DAYS.into() }),
    }
}

/// An invitation's life: pending until it is accepted or revoked; expired is pending whose time is over, and can be renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    Pending,
    Expired,
    Accepted,
    Revoked,
}

impl State {
    pub const ALL: [Self; 4] = [Self::Pending, Self::Expired, Self::Accepted, Self::Revoked];

    /// The word in URLs.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Expired => "expired",
            Self::Accepted => "accepted",
            Self::Revoked => "revoked",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub(crate) fn of(status: &str, expires_at: OffsetDateTime, now: OffsetDateTime) -> Self {
        match status {
            "accepted" => Self::Accepted,
            "revoked" => Self::Revoked,
            _ if expires_at <= now => Self::Expired,
            _ => Self::Pending,
        }
    }

    /// Whether it can still be sent again or revoked.
    ///
    /// # Errors
    /// `Gone`: `InvitationAccepted`, `InvitationRevoked`.
    pub(crate) fn open_or_expired(self) -> Result<()> {
        match self {
            Self::Pending | Self::Expired => Ok(()),
            Self::Accepted => Err(Error::Gone(Rule::InvitationAccepted)),
            Self::Revoked => Err(Error::Gone(Rule::InvitationRevoked)),
        }
    }

    /// Whether it can be accepted.
    ///
    /// # Errors
    /// As [`Self::open_or_expired`], and `Gone(InvitationExpired)`.
    pub(crate) fn open(self) -> Result<()> {
        match self {
            Self::Expired => Err(Error::Gone(Rule::InvitationExpired)),
            other => other.open_or_expired(),
        }
    }
}

/// What a link was made for. One that was mailed proves the address it was mailed to; a copied one proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeFor {
    Mail,
    Copy,
}

impl MadeFor {
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Copy => "copy",
        }
    }

    pub(crate) fn from_key(key: &str) -> Self {
        if key == "mail" { Self::Mail } else { Self::Copy }
    }
}

/// An invitation as an act needs to know it, its row locked.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    pub address: String,
    pub state: State,
    pub expires_at: OffsetDateTime,
    /// Who asks, as they are called now.
    pub inviter: String,
    pub days: i32,
    pub roles: Vec<Role>,
    pub mail: LastMail,
}

/// The last mail of an invitation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LastMail {
    /// When it was left for later. `None` for one that was never to be mailed.
    pub asked_at: Option<OffsetDateTime>,
    /// When one has left.
    pub sent_at: Option<OffsetDateTime>,
}

impl LastMail {
    /// Whether it still waits to leave. After a day nobody tries any more.
    pub(crate) fn is_under_way(self, now: OffsetDateTime) -> bool {
        self.asked_at.is_some_and(|asked| self.sent_at.is_none_or(|sent| sent < asked) && now < asked + Duration::DAY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(roles: &[&str], locale: &str, message: &str, days: &str) -> Result<Terms> {
        let mut fields = Fields::new();
        let roles: Vec<String> = roles.iter().map(|role| (*role).to_owned()).collect();
        Terms::read(&mut fields, &roles, locale, message, days).ok_or_else(|| fields.error())
    }

    #[test]
    fn terms_are_read_or_every_flaw_is_named() {
        let terms = read(&["member", "auditor", "member"], "de", " Hallo!\r\nBis bald ", "30").unwrap();
        assert_eq!((terms.roles.as_slice(), terms.days), ([Role::Auditor, Role::Member].as_slice(), 30));
        assert_eq!(terms.message.as_str(), "Hallo!\nBis bald");
        let Err(Error::Invalid(flaws)) = read(&[], "fr", "see https://x.example", "31") else { panic!("all four are wrong") };
        let flaws: Vec<_> = flaws.iter().map(|flaw| (flaw.field.as_ref(), flaw.flaw.clone())).collect();
        assert_eq!(
            flaws,
            [
                ("roles", Flaw::Missing),
                ("locale", Flaw::Unknown),
                ("message", Flaw::HasWebAddress),
                ("days", Flaw::OutOfRange { least: 1, most: 30 })
            ]
        );
        assert!(matches!(read(&["king"], "en", "", "1"), Err(Error::Invalid(_))));
    }
}
