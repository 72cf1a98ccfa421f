use crate::sign_up::{AddressKind, address_kind};
use contract::{EmailAddress, Flaw};
use std::{fmt, net::IpAddr};

/// A domain that an organisation can own: in ASCII (RFC 5890, A-labels), lower case, without a final dot, at least one label below
/// a public suffix.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DomainName(String);

/// Which endings there are beside those of the public DNS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endings {
    /// None.
    Public,
    /// `.example` and `.test` (RFC 6761, sections 6.2 and 6.5), which a development portal answers for itself.
    AndDevelopment,
}

/// Endings that no public name server has, for a development portal to play with.
const DEVELOPMENT: [&str; 2] = ["example", "test"];

impl DomainName {
    /// Reads what somebody typed or pasted: a domain in any alphabet, an address at it, or a page of it.
    ///
    /// # Errors
    /// `Missing`, `Malformed`, `IpAddress`, `NotPublic`, `PublicSuffix`, `ConsumerDomain`, `DisposableDomain`.
    pub fn parse(text: &str, endings: Endings) -> Result<Self, Flaw> {
        let typed = without_wrapping(text);
        if typed.is_empty() {
            return Err(Flaw::Missing);
        }
        if is_ip(typed) {
            return Err(Flaw::IpAddress);
        }
        let name = idna::domain_to_ascii_strict(typed).map_err(|_| Flaw::Malformed)?;
        if is_ip(&name) || name.rsplit('.').next().is_some_and(|top| top.bytes().all(|b| b.is_ascii_digit())) {
            return Err(Flaw::IpAddress);
        }
        let is_known = is_of_development(&name) && endings == Endings::AndDevelopment || psl::suffix(name.as_bytes()).is_some_and(|s| s.is_known());
        if !is_known {
            // Somebody who forgot the ending typed no domain; somebody with another ending, one of their own network.
            return Err(if name.contains('.') { Flaw::NotPublic } else { Flaw::Malformed });
        }
        let name = Self(name);
        let Some(registrable) = name.registrable().map(str::to_owned) else { return Err(Flaw::PublicSuffix) };
        // Pasted from a browser: mailboxes are at the domain itself.
        let name = if name.0 == format!("www.{registrable}") { Self(registrable.clone()) } else { name };
        for candidate in [name.as_str(), &registrable] {
            match EmailAddress::parse(&format!("somebody@{candidate}")).map(|address| address_kind(&address)) {
                Ok(AddressKind::Work) => {}
                Ok(AddressKind::Consumer) => return Err(Flaw::ConsumerDomain),
                Ok(AddressKind::Disposable) => return Err(Flaw::DisposableDomain),
                Err(_) => return Err(Flaw::Malformed),
            }
        }
        Ok(name)
    }

    /// As it was stored.
    pub(crate) fn stored(name: String) -> Self {
        Self(name)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As people of its alphabet read it (RFC 5890, U-labels).
    pub fn unicode(&self) -> String {
        let (unicode, read) = idna::domain_to_unicode(&self.0);
        if read.is_ok() { unicode } else { self.0.clone() }
    }

    /// The domain that was registered: one label below the public suffix. `None` for a suffix itself.
    pub fn registrable(&self) -> Option<&str> {
        psl::domain_str(&self.0)
    }

    /// Whether only a development portal knows it.
    pub(super) fn is_of_development(&self) -> bool {
        is_of_development(&self.0)
    }
}

/// Whether a name's ending is one of those that a development portal answers for.
pub(super) fn is_of_development(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, top)| DEVELOPMENT.contains(&top))
}

/// What was typed or pasted, piece by piece: lines, commas, semicolons and spaces part them.
pub fn entries(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
        .map(|piece| piece.trim_matches(WRAPPING))
        .filter(|piece| !piece.is_empty())
        .collect()
}

const WRAPPING: [char; 12] = ['<', '>', '"', '\'', '(', ')', '[', ']', '`', '“', '”', '„'];

/// Without what a domain is wrapped in where it is copied from: scheme, path and port of a page, the front of an address, a
/// wildcard, brackets, a final dot.
fn without_wrapping(text: &str) -> &str {
    let text = text.trim().trim_matches(['<', '>', '"', '\'', '(', ')', '`', '“', '”', '„']);
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    let text = text.split(['/', '?', '#']).next().unwrap_or_default();
    let text = text.rsplit_once('@').map_or(text, |(_, domain)| domain);
    let text = text.trim_matches(['<', '>']);
    let port = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    let text = match text.rsplit_once(':') {
        Some((host, rest)) if port(rest) && !host.contains(':') => host,
        _ => text,
    };
    let text = text.strip_prefix("*.").unwrap_or(text);
    text.strip_suffix('.').unwrap_or(text)
}

fn is_ip(text: &str) -> bool {
    text.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
}

impl fmt::Display for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<String, Flaw> {
        DomainName::parse(text, Endings::Public).map(|name| name.as_str().to_owned())
    }

    #[test]
    fn what_people_paste_is_understood() {
        for text in [
            "acme.com",
            " ACME.com. ",
            "ana@acme.com",
            "<ana@acme.com>",
            "mailto:ana@acme.com",
            "@acme.com",
            "https://www.acme.com/about?x#y",
            "http://acme.com:8080/",
            "www.acme.com",
            "*.acme.com",
            "\"acme.com\"",
        ] {
            assert_eq!(read(text), Ok("acme.com".into()), "{text}");
        }
        assert_eq!(read("eu.acme.co.uk"), Ok("eu.acme.co.uk".into()));
        assert_eq!(read("Bücher.de"), Ok("xn--bcher-kva.de".into()));
        assert_eq!(DomainName::parse("xn--bcher-kva.de", Endings::Public).unwrap().unicode(), "bücher.de");
        assert_eq!(read("例え。jp"), Ok("xn--r8jz45g.jp".into()), "the full stop of another alphabet");
        assert_eq!(DomainName::parse("eu.acme.co.uk", Endings::Public).unwrap().registrable(), Some("acme.co.uk"));
    }

    #[test]
    fn what_nobody_can_own_is_refused_by_its_reason() {
        for (text, flaw) in [
            ("", Flaw::Missing),
            ("acme", Flaw::Malformed),
            ("acme..com", Flaw::Malformed),
            ("-acme.com", Flaw::Malformed),
            ("ac me.com", Flaw::Malformed),
            ("_portico.acme.com", Flaw::Malformed),
            ("com", Flaw::PublicSuffix),
            ("co.uk", Flaw::PublicSuffix),
            ("github.io", Flaw::PublicSuffix),
            ("127.0.0.1", Flaw::IpAddress),
            ("http://10.0.0.1/x", Flaw::IpAddress),
            ("ana@[192.0.2.1]", Flaw::IpAddress),
            ("[::1]", Flaw::IpAddress),
            ("2001:db8::1", Flaw::IpAddress),
            ("1.2.3", Flaw::IpAddress),
            ("acme.local", Flaw::NotPublic),
            ("acme.example", Flaw::NotPublic),
            ("acme.internal", Flaw::NotPublic),
            ("gmail.com", Flaw::ConsumerDomain),
            ("ana@mail.gmail.com", Flaw::ConsumerDomain),
            ("mailinator.com", Flaw::DisposableDomain),
        ] {
            assert_eq!(read(text), Err(flaw), "{text}");
        }
        assert!(DomainName::parse("acme.example", Endings::AndDevelopment).is_ok());
        assert_eq!(DomainName::parse("example", Endings::AndDevelopment), Err(Flaw::Malformed));
    }

    #[test]
    fn a_list_is_taken_apart() {
        assert_eq!(entries("acme.com, acme.de;ana@acme.at\n <acme.ch>\r\n\n"), ["acme.com", "acme.de", "ana@acme.at", "acme.ch"]);
    }

    proptest! {
        #[test]
        fn an_accepted_name_is_plain_and_stays_itself(text in "\\PC{0,40}|([a-zäöü0-9-]{1,10}\\.){1,4}(com|de|co\\.uk|io)|[a-z.@:/*<>\\[\\]0-9]{0,30}") {
            if let Ok(name) = DomainName::parse(&text, Endings::AndDevelopment) {
                prop_assert!(name.as_str().len() <= 253 && name.as_str().contains('.'));
                prop_assert!(name.as_str().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.'));
                prop_assert_eq!(DomainName::parse(name.as_str(), Endings::AndDevelopment), Ok(name.clone()));
                prop_assert_eq!(DomainName::parse(&name.unicode(), Endings::AndDevelopment), Ok(name));
            }
        }
    }
}
