use crate::Flaw;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An organisation's address in URLs: 3 to 40 of `a-z 0-9 -`, beginning and ending with a letter or digit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrgSlug(String);

/// Words that would look like a page of ours, or like somebody official.
const RESERVED: [&str; 20] = [
    "about",
    "account",
    "admin",
    "api",
    "app",
    "assets",
    "billing",
    "help",
    "invitation",
    "login",
    "new",
    "portico",
    "security",
    "settings",
    "sign-in",
    "sign-up",
    "static",
    "status",
    "support",
    "www",
];

impl OrgSlug {
    /// Reads what a person typed.
    ///
    /// # Errors
    /// `Missing`, `TooShort`, `TooLong`, `Malformed`, `Reserved`.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        let text = text.trim().to_ascii_lowercase();
        match text.len() {
            0 => return Err(Flaw::Missing),
            1..=2 => return Err(Flaw::TooShort { least: 3 }),
            3..=40 => {}
            _ => return Err(Flaw::TooLong { most: 40 }),
        }
        let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if !text.bytes().all(inner) || text.starts_with('-') || text.ends_with('-') || text.contains("--") {
            return Err(Flaw::Malformed);
        }
        if RESERVED.contains(&text.as_str()) {
            return Err(Flaw::Reserved);
        }
        Ok(Self(text))
    }

    /// A first guess from a name or a domain's first label; `None` when nothing usable is left.
    pub fn suggest(text: &str) -> Option<Self> {
        let mut slug = String::new();
        for c in text.to_lowercase().chars() {
            match c {
                'a'..='z' | '0'..='9' => slug.push(c),
                'ä' => slug.push_str("ae"),
                'ö' => slug.push_str("oe"),
                'ü' => slug.push_str("ue"),
                'ß' => slug.push_str("ss"),
                _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
                _ => {}
            }
        }
        slug.truncate(40);
        Self::parse(slug.trim_end_matches('-')).ok()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OrgSlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for OrgSlug {
    type Error = Flaw;
    fn try_from(text: String) -> Result<Self, Flaw> {
        Self::parse(&text)
    }
}

impl From<OrgSlug> for String {
    fn from(slug: OrgSlug) -> Self {
        slug.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_slug_is_guessed_from_a_name() {
        assert_eq!(OrgSlug::suggest("Müller & Söhne GmbH").unwrap().as_str(), "mueller-soehne-gmbh");
        assert_eq!(OrgSlug::suggest("李"), None);
    }

    #[test]
    fn what_would_mislead_is_refused() {
        assert_eq!(OrgSlug::parse("Support"), Err(Flaw::Reserved));
        assert_eq!(OrgSlug::parse("../x"), Err(Flaw::Malformed));
        assert_eq!(OrgSlug::parse("ab"), Err(Flaw::TooShort { least: 3 }));
    }

    proptest! {
        #[test]
        fn a_slug_is_safe_in_a_path(text in "\\PC{0,60}|[a-z0-9-]{0,50}") {
            for slug in [OrgSlug::parse(&text).ok(), OrgSlug::suggest(&text)].into_iter().flatten() {
                prop_assert!(slug.as_str().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
                prop_assert!((3..=40).contains(&slug.as_str().len()));
            }
        }
    }
}
