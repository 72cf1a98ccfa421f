/// The part of the wizard that happens in the provider's console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chapter {
    CreateApp,
    /// Our values there, theirs here.
    Exchange,
    /// What is said about a person, and their groups.
    Attributes,
    /// Who may use it.
    Assign,
}

impl Chapter {
    pub const ALL: [Self; 4] = [Self::CreateApp, Self::Exchange, Self::Attributes, Self::Assign];

    /// About how long it takes somebody who does it for the first time.
    pub const fn minutes(self) -> u8 {
        match self {
            Self::CreateApp | Self::Assign => 2,
            Self::Exchange | Self::Attributes => 3,
        }
    }
}
