use super::Code;

/// The provider's identifier of a person (SAML Core 2.2.3): text, and what kind of text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NameId {
    /// Exactly as signed. Compared to the letter, never folded or trimmed.
    pub value: String,
    /// A URI; absent means [`UNSPECIFIED`].
    pub format: Option<String>,
}

/// Another one at each sign-in, by definition (SAML Core 8.3.8).
pub const TRANSIENT: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
/// Made for one service provider and kept (SAML Core 8.3.7).
pub const PERSISTENT: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
pub const EMAIL: &str = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
pub const UNSPECIFIED: &str = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";

/// The longest that a persistent identifier may be (SAML Core 8.3.7), taken for all.
pub const LONGEST: usize = 256;

/// Why a person can't be recognised by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unstable {
    #[error("the identifier is another one at each sign-in")]
    Transient,
    #[error("the identifier differs from last time")]
    Changed,
}

impl Unstable {
    pub fn code(self) -> Code {
        Code::S13
    }
}

impl NameId {
    /// May a person be recognised by it? `before` is what the same person, known by address, had at their last sign-in.
    ///
    /// # Errors
    /// [`Unstable::Transient`] by its format, whatever the value; [`Unstable::Changed`] when it isn't the one from before.
    pub fn stable(&self, before: Option<&str>) -> Result<(), Unstable> {
        match before {
            _ if self.format.as_deref() == Some(TRANSIENT) => Err(Unstable::Transient),
            Some(before) if before != self.value => Err(Unstable::Changed),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_recognised_by_what_stays() {
        let id = |format: &str| NameId { value: "00u1".into(), format: Some(format.into()) };
        assert_eq!(id(PERSISTENT).stable(None), Ok(()));
        assert_eq!(id(UNSPECIFIED).stable(Some("00u1")), Ok(()));
        assert_eq!(id(TRANSIENT).stable(Some("00u1")), Err(Unstable::Transient));
        assert_eq!(id(PERSISTENT).stable(Some("00U1")), Err(Unstable::Changed));
        assert_eq!(Unstable::Changed.code(), Code::S13);
    }
}
