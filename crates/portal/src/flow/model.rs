use contract::{EmailAddress, FlowId, LocalPath, Locale, PersonId};
use time::{Duration, OffsetDateTime};

/// What an address is proven for. A proof for one is none for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    SignUp,
    SignIn,
    Recovery,
    /// Accepting an invitation to that address.
    Invitation,
    /// The address a person moves to.
    AddressChange,
    /// The address a person moves away from.
    AddressChangeCurrent,
}

impl Purpose {
    const ALL: [Self; 6] = [Self::SignUp, Self::SignIn, Self::Recovery, Self::Invitation, Self::AddressChange, Self::AddressChangeCurrent];

    pub const fn key(self) -> &'static str {
        match self {
            Self::SignUp => "sign_up",
            Self::SignIn => "sign_in",
            Self::Recovery => "recovery",
            Self::Invitation => "invitation",
            Self::AddressChange => "address_change",
            Self::AddressChangeCurrent => "address_change_current",
        }
    }

    pub(super) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.key() == key)
    }

    /// The name of the code's field in its form; changing one's address asks for two codes on one page.
    pub const fn code_field(self) -> &'static str {
        match self {
            Self::AddressChangeCurrent => "current_code",
            _ => "code",
        }
    }

    /// How long a flow waits for its code, from the last mail on.
    pub(super) const UNPROVEN_FOR: Duration = Duration::HOUR;

    /// How long a proof holds: sign-up and acceptance can be taken up again next morning, also in a browser that was closed; the rest is done
    /// in one go.
    pub(super) const fn proven_for(self) -> Duration {
        match self {
            Self::SignUp | Self::Invitation => Duration::DAY,
            Self::SignIn | Self::Recovery | Self::AddressChange | Self::AddressChangeCurrent => Duration::minutes(30),
        }
    }
}

/// What one browser is in the middle of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    pub id: FlowId,
    pub purpose: Purpose,
    /// What is to be proven.
    pub address: EmailAddress,
    /// Whose address changes; nobody's in all other flows.
    pub person: Option<PersonId>,
    pub locale: Locale,
    /// Where the person was going.
    pub next: Option<LocalPath>,
    pub stage: Stage,
}

/// How far a flow has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// An address was named, and no code asked for yet.
    Named,
    /// A code was asked for.
    Mailed(Mailed),
    /// The address is this browser's person's.
    Proven(ProvenBy),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProvenBy {
    Code,
    Link,
}

/// The mails of a flow so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mailed {
    pub sends: i32,
    pub last_at: OffsetDateTime,
    /// When the flow ends if no code is typed.
    pub until: OffsetDateTime,
}

/// Whether a further mail may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    Now,
    In(Duration),
    /// The flow has had all its mails; a new one may begin after this.
    Never(Duration),
}

impl Mailed {
    /// The most mails of one flow.
    pub const MOST: i32 = 5;

    /// The wait doubles with every mail: 30 s, 1, 2, 4 minutes.
    pub fn again(&self, now: OffsetDateTime) -> Again {
        if self.sends >= Self::MOST {
            return Again::Never(self.until - now);
        }
        let wait = Duration::seconds(30 << (self.sends - 1).clamp(0, 4));
        let left = self.last_at + wait - now;
        if left.is_positive() { Again::In(left) } else { Again::Now }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn each_further_mail_takes_longer_until_there_are_no_more() {
        let at = datetime!(2026-11-24 10:00 UTC);
        let until = at + Duration::HOUR;
        let again = |sends, seconds| Mailed { sends, last_at: at, until }.again(at + Duration::seconds(seconds));
        assert_eq!(again(1, 12), Again::In(Duration::seconds(18)));
        assert_eq!(again(1, 30), Again::Now);
        assert_eq!(again(2, 30), Again::In(Duration::seconds(30)));
        assert_eq!(again(4, 0), Again::In(Duration::minutes(4)));
        assert_eq!(again(5, 3000), Again::Never(Duration::minutes(10)));
    }

    #[test]
    fn every_purpose_has_its_key() {
        for purpose in Purpose::ALL {
            assert_eq!(Purpose::from_key(purpose.key()), Some(purpose));
        }
    }
}
