use serde::{Deserialize, Serialize};

/// The built-in roles. A membership holds one or more; its permissions are their union (DECISIONS 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Owner,
    Administrator,
    PeopleAdministrator,
    SignInAdministrator,
    Auditor,
    Member,
}

impl Role {
    pub const ALL: [Self; 6] = [Self::Owner, Self::Administrator, Self::PeopleAdministrator, Self::SignInAdministrator, Self::Auditor, Self::Member];

    /// The word in URLs, forms and the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Administrator => "administrator",
            Self::PeopleAdministrator => "people_administrator",
            Self::SignInAdministrator => "sign_in_administrator",
            Self::Auditor => "auditor",
            Self::Member => "member",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }
}
