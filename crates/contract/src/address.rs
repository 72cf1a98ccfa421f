use crate::Flaw;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An e-mail address as Portico keeps it: trimmed and lower-cased, so that one mailbox is one person.
///
/// A practical subset of RFC 5321, section 4.1.2: at most 254 bytes, an unquoted ASCII local part of at most 64,
/// a domain of at least two labels (internationalised ones in their ASCII form).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Reads what a person typed.
    ///
    /// # Errors
    /// `Missing` when empty, `TooLong` over 254 bytes, `Malformed` otherwise.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Flaw::Missing);
        }
        if text.len() > 254 {
            return Err(Flaw::TooLong { most: 254 });
        }
        let (local, domain) = text.rsplit_once('@').ok_or(Flaw::Malformed)?;
        if !is_local_part(local) || !is_domain(domain) {
            return Err(Flaw::Malformed);
        }
        Ok(Self(text.to_ascii_lowercase()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands behind the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

fn is_local_part(local: &str) -> bool {
    (1..=64).contains(&local.len())
        && local.split('.').all(|atom| !atom.is_empty())
        && local.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let mut labels = domain.rsplit('.');
    let top = labels.next().unwrap_or_default();
    let mut rest = labels.peekable();
    rest.peek().is_some() && label(top) && top.bytes().any(|b| b.is_ascii_alphabetic()) && rest.all(label)
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = Flaw;
    fn try_from(text: String) -> Result<Self, Flaw> {
        Self::parse(&text)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_mailbox_is_one_address() {
        assert_eq!(EmailAddress::parse("  Ana@Acme.Example ").unwrap().as_str(), "ana@acme.example");
        assert_eq!(EmailAddress::parse("ana+x@acme.example").unwrap().domain(), "acme.example");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "ana",
            "@acme.example",
            "ana@",
            "ana@acme",
            "a..b@acme.example",
            "ana@-acme.example",
            "ana@acme.123",
            "a b@acme.example",
            "ana@acme.example\n",
            "ana@acme .example",
            "\"ana\"@acme.example",
            "ana@[127.0.0.1]",
            "ana\r\nBcc: x@acme.example",
        ] {
            let parsed = EmailAddress::parse(text);
            assert!(parsed.is_err() || text.trim() == "ana@acme.example", "{text:?} gave {parsed:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_accepted_is_safe_in_a_header_and_stays_itself(text in "\\PC{0,300}|[a-z.@\\r\\n<>\"]{0,40}") {
            if let Ok(address) = EmailAddress::parse(&text) {
                prop_assert!(address.as_str().is_ascii() && address.as_str().len() <= 254);
                prop_assert!(!address.as_str().contains(['\r', '\n', '<', '>', '"', ' ', ',']));
                prop_assert_eq!(EmailAddress::parse(address.as_str()), Ok(address));
            }
        }
    }
}
