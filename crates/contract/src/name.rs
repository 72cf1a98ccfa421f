use crate::{Flaw, web_address::mentions_web_address};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Trims, folds inner white space, and refuses what a mail or a page must not carry as a name.
fn clean(text: &str, most: usize) -> Result<String, Flaw> {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.is_empty() {
        return Err(Flaw::Missing);
    }
    if folded.chars().count() > most {
        return Err(Flaw::TooLong { most: most as u32 });
    }
    if folded.chars().any(is_unprintable) {
        return Err(Flaw::Malformed);
    }
    if mentions_web_address(&folded) {
        return Err(Flaw::HasWebAddress);
    }
    Ok(folded)
}

/// Control characters, and the invisible and direction-changing ones that make one name look like another (UTR 36).
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

macro_rules! name {
    ($(#[$doc:meta] $name:ident($most:literal)),+ $(,)?) => {$(
        #[$doc]
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The most characters it may have.
            pub const MOST: usize = $most;

            /// Reads what a person typed.
            ///
            /// # Errors
            /// `Missing`, `TooLong`, `Malformed` (control or invisible characters), `HasWebAddress`.
            pub fn parse(text: &str) -> Result<Self, Flaw> {
                clean(text, Self::MOST).map(Self)
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = Flaw;
            fn try_from(text: String) -> Result<Self, Flaw> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }
    )+};
}

name! {
    /// What a person is called; at most 80 characters, no web addresses (they make mails into billboards).
    PersonName(80),
    /// What an organisation is called; at most 80 characters, no web addresses.
    OrgName(80),
    /// What an organisation calls a connection; at most 60 characters (it stands on a button), no web addresses (it stands in mails).
    ConnectionName(60),
}

/// A few words to go with an invitation or a request: plain text, at most 500 characters, no links. May be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Message(String);

impl Message {
    /// The most characters it may have.
    pub const MOST: usize = 500;

    /// Reads what a person typed; line breaks are kept.
    ///
    /// # Errors
    /// `TooLong`, `Malformed` (control characters other than line breaks), `HasWebAddress`.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        let text = text.replace("\r\n", "\n");
        let text = text.trim();
        if text.chars().count() > Self::MOST {
            return Err(Flaw::TooLong { most: Self::MOST as u32 });
        }
        if text.chars().any(|c| c != '\n' && is_unprintable(c)) {
            return Err(Flaw::Malformed);
        }
        if mentions_web_address(text) {
            return Err(Flaw::HasWebAddress);
        }
        Ok(Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_folded_and_kept_as_typed() {
        for name in ["Ana Lindqvist", "Dariusz Wójcik", "李小龍", "Acme & Sons, Inc.", "3M"] {
            assert_eq!(PersonName::parse(name).unwrap().as_str(), name);
        }
        assert_eq!(OrgName::parse("  Acme \t Logistics ").unwrap().as_str(), "Acme Logistics");
    }

    #[test]
    fn billboards_and_disguises_are_refused() {
        for text in ["Free money evil.com", "win at https://evil.example", "Visit t.me/prize"] {
            assert_eq!(PersonName::parse(text), Err(Flaw::HasWebAddress), "{text}");
            assert_eq!(OrgName::parse(text), Err(Flaw::HasWebAddress), "{text}");
            assert_eq!(ConnectionName::parse(text), Err(Flaw::HasWebAddress), "{text}");
            assert_eq!(Message::parse(&format!("Hello,\n{text}\nAna")), Err(Flaw::HasWebAddress), "{text}");
        }
        assert_eq!(PersonName::parse("Ana\u{202E}tsivqdniL"), Err(Flaw::Malformed));
        for unseen in ["\u{3164}", "\u{115F}\u{1160}", "\u{2800}", "\u{E0041}", "Ana Lind\u{AD}qvist", "Ana\u{61C}"] {
            assert_eq!(PersonName::parse(unseen), Err(Flaw::Malformed), "{unseen:?}");
        }
        assert_eq!(PersonName::parse("evil\u{2024}com"), Err(Flaw::HasWebAddress));
        assert_eq!(PersonName::parse(" \n "), Err(Flaw::Missing));
        assert_eq!(PersonName::parse(&"a".repeat(81)), Err(Flaw::TooLong { most: 80 }));
    }

    proptest! {
        #[test]
        fn an_accepted_name_is_one_printable_line(text in "\\PC{0,120}|[a-zA-Z .:/\\r\\n\\x00]{0,60}") {
            if let Ok(name) = PersonName::parse(&text) {
                prop_assert!(!name.as_str().contains(char::is_control));
                prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name.clone()));
            }
        }

        #[test]
        fn an_accepted_message_has_no_link(text in "\\PC{0,120}|[a-z .:/\\r\\n]{0,60}") {
            if let Ok(message) = Message::parse(&text) {
                prop_assert!(!message.as_str().contains("://") && !message.as_str().contains('\r'));
            }
        }
    }
}
