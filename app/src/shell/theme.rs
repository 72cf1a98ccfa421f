use crate::{cookie, ssr};

/// The look somebody chose in this browser; without a choice the system's preference holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    /// The choice of whoever asked for this page.
    pub fn chosen() -> Option<Self> {
        ssr::cookie(cookie::THEME).as_deref().and_then(Self::from_key)
    }

    /// The word in the cookie, the form and `data-theme`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The choice of that key; anything else is the system's.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Light, Self::Dark].into_iter().find(|theme| theme.key() == key)
    }
}
