use crate::Flaw;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Somewhere on this portal that a person was going: safe to redirect to.
///
/// Begins with one `/`, at most 512 visible ASCII characters, no backslash (browsers read it as `/`), and neither a server
/// function nor a mail's link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LocalPath(String);

impl LocalPath {
    /// Reads what came in a URL or form.
    ///
    /// # Errors
    /// `TooLong`, or `Malformed` for anything else that isn't such a path.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        if text.len() > 512 {
            return Err(Flaw::TooLong { most: 512 });
        }
        let local = text.starts_with('/') && !text.starts_with("//");
        let visible = text.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
        let first = text.trim_start_matches('/').split(['/', '?', '#']).next().unwrap_or_default();
        if !local || !visible || first == "fn" || first == "l" {
            return Err(Flaw::Malformed);
        }
        Ok(Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LocalPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for LocalPath {
    type Error = Flaw;
    fn try_from(text: String) -> Result<Self, Flaw> {
        Self::parse(&text)
    }
}

impl From<LocalPath> for String {
    fn from(path: LocalPath) -> Self {
        path.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn where_one_was_going_is_kept() {
        for path in ["/", "/o/acme/members?tab=invitations#x", "/account", "/fnord", "/long"] {
            assert_eq!(LocalPath::parse(path).unwrap().as_str(), path);
        }
    }

    #[test]
    fn elsewhere_is_refused() {
        for path in [
            "",
            "o/acme",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\tx",
            "/x\r\nSet-Cookie: a=b",
            "/fn/sign_out",
            "/l/secret",
            "/l?x",
            "/ü",
        ] {
            assert!(LocalPath::parse(path).is_err(), "{path:?}");
        }
        assert_eq!(LocalPath::parse(&format!("/{}", "a".repeat(512))), Err(Flaw::TooLong { most: 512 }));
    }

    proptest! {
        #[test]
        fn an_accepted_path_stays_on_this_host(text in "/?\\PC{0,60}|[/\\\\a-z.:@?#\\r\\n\\t]{0,40}") {
            if let Ok(path) = LocalPath::parse(&text) {
                prop_assert!(path.as_str().starts_with('/') && !path.as_str().starts_with("//"));
                prop_assert!(path.as_str().bytes().all(|b| (0x21..0x7f).contains(&b) && b != b'\\'));
            }
        }
    }
}
