//! The address in an assertion: where it is found, and whether this provider may speak for it.

use super::name_id;
use super::{Assertion, Code};

/// What providers call the address when nobody has told us, the most telling first.
const USUAL: [&str; 8] = [
    "email",
    "mail",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
    "urn:oid:0.9.2342.19200300.100.1.3",
    "urn:oid:1.2.840.113549.1.9.1",
    "emailAddress",
    "Email",
    "User.email",
];

/// Nowhere an address, and what there was instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no e-mail address; received: {}", names.join(", "))]
pub struct NoEmail {
    /// The names of the attributes received, from which an administrator picks one.
    pub names: Vec<String>,
}

impl NoEmail {
    pub fn code(&self) -> Code {
        Code::S11
    }
}

/// The address: of the attribute that the connection names; if it names none, of one with a usual name, or the NameID when its format
/// says that it is an address.
///
/// # Errors
/// When there is none, or when the attribute holds something else than exactly one address.
pub fn find(assertion: &Assertion, attribute: Option<&str>) -> Result<String, NoEmail> {
    let of = |name: &str| {
        let mut values: Vec<&str> = assertion.values(name).collect();
        values.dedup();
        match values[..] {
            [only] if plausible(only) => Some(only.to_owned()),
            _ => None,
        }
    };
    let found = match attribute {
        Some(name) => of(name),
        None => USUAL.into_iter().find_map(of).or_else(|| from_name_id(assertion)),
    };
    found.ok_or_else(|| NoEmail { names: assertion.attributes.iter().map(|attribute| attribute.name.clone()).collect() })
}

fn from_name_id(assertion: &Assertion) -> Option<String> {
    let id = &assertion.name_id;
    (id.format.as_deref() == Some(name_id::EMAIL) && plausible(&id.value)).then(|| id.value.clone())
}

/// Two halves without spaces or control characters. The product's own parser is stricter, and comes after.
pub(crate) fn plausible(address: &str) -> bool {
    let halves = address.rsplit_once('@');
    halves.is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'))
        && !address.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// The address is in none of the organisation's domains.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the domain {domain} is not proven")]
pub struct Outside {
    pub domain: String,
}

impl Outside {
    pub fn code(&self) -> Code {
        Code::S12
    }
}

/// Is the address of a domain that the organisation has proven? A sub-domain is another domain. Asked before anybody is looked up.
/// `proven` is in the form that the product stores; a domain in another spelling (Unicode for Punycode) is outside.
///
/// # Errors
/// [`Outside`] with the domain as it was sent.
pub fn within<D: AsRef<str>>(address: &str, proven: &[D]) -> Result<(), Outside> {
    let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
    match proven.iter().any(|own| !domain.is_empty() && own.as_ref().eq_ignore_ascii_case(domain)) {
        true => Ok(()),
        false => Err(Outside { domain: domain.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_speaks_for_proven_domains_alone() {
        let proven = ["acme.example", "acme.test"];
        assert_eq!(within("alice@ACME.example", &proven), Ok(()));
        for address in ["alice@globex.example", "alice@sub.acme.example", "alice@acme.example@globex.example", "alice", "@", ""] {
            assert_eq!(within(address, &proven).unwrap_err().code(), Code::S12, "{address}");
        }
        assert!(within("alice@", &[""]).is_err());
        // A Cyrillic а looks the same and is not.
        assert!(within("alice@\u{430}cme.example", &proven).is_err());
    }
}
