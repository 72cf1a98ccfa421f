use crate::saml::Code;

/// Why the gate did not open. For the log and the test page; a person reads one sentence that is the same for all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    #[error("not base64")]
    NotBase64,
    #[error("not UTF-8 text")]
    NotText,
    #[error("too large")]
    TooLarge,
    #[error("holds control characters")]
    ControlCharacter,
    #[error("holds a DOCTYPE, a comment or a CDATA section")]
    Markup,
    #[error("holds a processing instruction")]
    Instruction,
    #[error("declares {0}; only XML 1.0 in UTF-8 is read")]
    Declaration(String),
    #[error("more than {} attributes in one element", super::MOST_ATTRIBUTES)]
    TooManyAttributes,
    #[error("more than {} namespaces in scope", super::MOST_NAMESPACES)]
    TooManyNamespaces,
    #[error("elements nested more than {} deep", super::MOST_DEEP)]
    TooDeep,
    #[error("more than {} elements", super::MOST_ELEMENTS)]
    TooManyElements,
    #[error("not well-formed XML: {0}")]
    IllFormed(String),
    #[error("the namespace \"{0}\" is no absolute URI")]
    RelativeNamespace(String),
    #[error("the attribute {0} could be taken for an ID")]
    IdAlias(String),
    #[error("the ID \"{0}\" is not a name")]
    IdForm(String),
    #[error("the ID \"{0}\" is there twice")]
    IdTwice(String),
    #[error("the outermost element is {0}")]
    NotExpected(String),
    #[error("{0} is there more than once, or in a place that is not its own")]
    Misplaced(&'static str),
    #[error("a Response has no part {0}")]
    Stranger(String),
    #[error("SAML version {0}")]
    Version(String),
    #[error("{element} has no {attribute}, or one of another form")]
    Missing { element: &'static str, attribute: &'static str },
    /// The provider's own answer. Boxed, because it is the one large variant.
    #[error("{0}")]
    Status(Box<Status>),
    #[error("no assertion")]
    NoAssertion,
    #[error("not signed")]
    NotSigned,
    #[error("a signature is not made as SAML prescribes: {0}")]
    SignatureForm(&'static str),
    #[error("the algorithm {0} is broken")]
    Broken(String),
    #[error("the algorithm {0} is not accepted")]
    Algorithm(String),
    #[error("the encryption is not made as SAML prescribes: {0}")]
    EncryptionForm(&'static str),
}

/// A status other than Success (SAML Core 3.2.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// `urn:oasis:names:tc:SAML:2.0:status:Responder`, say.
    pub code: String,
    /// The code within, which says more: `…:AuthnFailed`.
    pub detail: Option<String>,
    pub message: Option<String>,
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.code)?;
        self.detail.iter().chain(&self.message).try_for_each(|part| write!(f, ", {part}"))
    }
}

impl Refusal {
    /// Which line of the catalogue it is.
    pub fn code(&self) -> Code {
        match self {
            Self::NotSigned => Code::S03,
            Self::Broken(_) => Code::S04,
            Self::Status(_) => Code::S10,
            Self::EncryptionForm(_) => Code::S14,
            Self::NotBase64
            | Self::NotText
            | Self::TooLarge
            | Self::ControlCharacter
            | Self::Markup
            | Self::Instruction
            | Self::Declaration(_)
            | Self::TooManyAttributes
            | Self::TooManyNamespaces
            | Self::TooDeep
            | Self::TooManyElements
            | Self::IllFormed(_)
            | Self::RelativeNamespace(_)
            | Self::IdAlias(_)
            | Self::IdForm(_)
            | Self::IdTwice(_)
            | Self::NotExpected(_)
            | Self::Misplaced(_)
            | Self::Stranger(_)
            | Self::Version(_)
            | Self::Missing { .. }
            | Self::NoAssertion
            | Self::SignatureForm(_)
            | Self::Algorithm(_) => Code::S02,
        }
    }
}
