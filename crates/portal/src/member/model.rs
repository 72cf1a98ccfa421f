use contract::{EmailAddress, MembershipId, PersonId, PersonName, Role};

/// How somebody came to be a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    Founder,
    Invitation,
    Request,
}

impl Source {
    pub const ALL: [Self; 3] = [Self::Founder, Self::Invitation, Self::Request];

    /// The word in URLs and the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Founder => "founder",
            Self::Invitation => "invitation",
            Self::Request => "request",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.key() == key)
    }
}

/// A membership's life: active and suspended change into each other, either into removed, and removed into active only by an
/// explicit invitation or approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Holds a seat, may enter.
    Active,
    /// Still a member, without a seat; may not enter until reactivated.
    Suspended,
    /// No member any more; kept so that nobody is silently let back in.
    Removed,
}

impl Status {
    pub const ALL: [Self; 3] = [Self::Active, Self::Suspended, Self::Removed];

    /// The word in URLs and the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Removed => "removed",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.key() == key)
    }
}

/// Somebody at the moment they become a member, by whichever way in.
#[derive(Debug, Clone)]
pub struct JoiningPerson {
    pub person: PersonId,
    pub name: PersonName,
    pub address: EmailAddress,
}

/// The roles of `text[]` columns; an unknown word is left out.
pub(crate) fn roles_of(keys: &[String]) -> Vec<Role> {
    let mut roles: Vec<Role> = keys.iter().filter_map(|key| Role::from_key(key)).collect();
    roles.sort_unstable();
    roles
}

/// For a `text[]` parameter.
pub(crate) fn keys_of(roles: &[Role]) -> Vec<String> {
    roles.iter().map(|role| role.key().to_owned()).collect()
}

/// A member as an act needs to know them, under the organisation's lock.
#[derive(Debug)]
pub(crate) struct Subject {
    pub id: MembershipId,
    pub name: String,
    pub status: Status,
    pub roles: Vec<Role>,
}
