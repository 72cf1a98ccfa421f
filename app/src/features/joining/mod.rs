//! Asking to join an organisation that welcomes one's address, waiting for its answer, and thinking better of it.

mod api;
mod waiting;
mod welcoming;

pub use api::{ASK, WITHDRAW};
pub use waiting::Waiting;
pub use welcoming::Welcoming;

/// The pages where one asks, and is led back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// The sign-up's last page.
    SignUp,
    /// One's organisations.
    Organizations,
}

impl Back {
    const fn key(self) -> &'static str {
        match self {
            Self::SignUp => "sign-up",
            Self::Organizations => "organizations",
        }
    }

    /// Whatever else a form says is the list of one's organisations.
    fn from_key(key: &str) -> Self {
        if key == Self::SignUp.key() { Self::SignUp } else { Self::Organizations }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::SignUp => "/sign-up/organization",
            Self::Organizations => "/organizations",
        }
    }
}
