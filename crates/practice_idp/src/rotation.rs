use crate::keys::Which;

/// Where a place stands with its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rotation {
    /// One key, and nobody expects another.
    Steady(Which),
    /// It signs with this one, and publishes the next one beside it.
    Announced(Which),
    /// It signs with this one since, and still publishes the one before.
    Switched(Which),
}

impl Rotation {
    pub(crate) fn signs(self) -> Which {
        match self {
            Self::Steady(key) | Self::Announced(key) | Self::Switched(key) => key,
        }
    }

    /// What it publishes, the signing one first.
    pub(crate) fn published(self) -> Vec<Which> {
        match self {
            Self::Steady(key) => vec![key],
            Self::Announced(key) | Self::Switched(key) => vec![key, key.other()],
        }
    }

    pub(crate) fn announce(self) -> Self {
        Self::Announced(self.signs())
    }

    /// From one day to the next, if nothing was announced.
    pub(crate) fn switch(self) -> Self {
        match self {
            Self::Announced(key) => Self::Switched(key.other()),
            Self::Steady(key) | Self::Switched(key) => Self::Steady(key.other()),
        }
    }

    pub(crate) fn retire(self) -> Self {
        Self::Steady(self.signs())
    }
}
