use contract::Permission;
use std::collections::BTreeSet;

/// What the rail of the house shows: this organisation, what the person may do in it, and where else they can go.
#[derive(Debug, Clone)]
pub struct OrgNav {
    /// The organisation's name.
    pub name: String,
    pub slug: String,
    /// What the person is here, in words: "Owner", "Auditor and People administrator".
    pub role: String,
    /// Entries appear for what they may see.
    pub may: BTreeSet<Permission>,
    /// As shown beside Members: "412", "1,000+".
    pub members: Option<String>,
    /// Requests to join that wait for somebody to decide, if any do.
    pub waiting: Option<Waiting>,
    pub person: PersonNav,
    /// The person's other organisations, by name.
    pub others: Vec<OrgChoice>,
    /// Invitations to further ones.
    pub invitations: Vec<Invited>,
}

/// How much waits: as it is shown, and in words.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub count: String,
    pub words: String,
}

/// Who is signed in.
#[derive(Debug, Clone)]
pub struct PersonNav {
    pub name: String,
    pub address: String,
}

/// Another organisation to go to.
#[derive(Debug, Clone)]
pub struct OrgChoice {
    pub name: String,
    pub slug: String,
    /// What the person is there, in words.
    pub role: String,
}

/// An invitation that waits.
#[derive(Debug, Clone)]
pub struct Invited {
    /// The organisation that asks.
    pub org: String,
    /// Where the invitation opens.
    pub href: String,
}

/// The pages of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Home,
    Members,
    Roles,
    Domains,
    Connections,
    Policy,
    Activity,
    Settings,
    /// None of them: a person's own pages inside the house.
    Elsewhere,
}

impl Place {
    /// Where it is in an organisation.
    pub fn path(self, slug: &str) -> String {
        match self {
            Self::Home | Self::Elsewhere => format!("/o/{slug}"),
            Self::Members => format!("/o/{slug}/members"),
            Self::Roles => format!("/o/{slug}/roles"),
            Self::Domains => format!("/o/{slug}/domains"),
            Self::Connections => format!("/o/{slug}/connections"),
            Self::Policy => format!("/o/{slug}/policy"),
            Self::Activity => format!("/o/{slug}/activity"),
            Self::Settings => format!("/o/{slug}/settings"),
        }
    }
}
