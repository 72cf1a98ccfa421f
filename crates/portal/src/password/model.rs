use contract::Flaw;
use std::fmt;
use unicode_normalization::UnicodeNormalization;
use zxcvbn::zxcvbn;

/// What somebody typed as a password, in NFKC, so that every keyboard's "ü" is the same (NIST SP 800-63B-4, section 3.1.1.2).
#[derive(Clone)]
pub struct Password(String);

impl Password {
    /// What is asked of a new password, in characters.
    pub const LEAST: u32 = 8;
    pub const MOST: u32 = 128;
    /// The most bytes that are looked at at all.
    const MOST_BYTES: usize = 512;
    /// The least zxcvbn score, of 0 to 4: 3 withstands an offline attack on a slow hash.
    const LEAST_SCORE: u8 = 3;
    /// zxcvbn's work grows faster than its input, and what follows these can only make it stronger.
    const SCORED: usize = 64;

    /// Reads a password to be checked against a hash: any that could ever have been chosen.
    ///
    /// # Errors
    /// `Missing`, `TooLong`.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        if text.is_empty() {
            return Err(Flaw::Missing);
        }
        if text.len() > Self::MOST_BYTES || text.chars().count() > Self::MOST as usize {
            return Err(Flaw::TooLong { most: Self::MOST });
        }
        Ok(Self(text.nfkc().collect()))
    }

    /// Reads a password to be kept. No rule of composition; it must only be hard to guess, also for somebody who knows
    /// these words (the person's name and address, the vendor's name).
    ///
    /// # Errors
    /// `Missing`, `TooShort`, `TooLong`, `TooWeak`.
    pub fn choose(text: &str, known_words: &[&str]) -> Result<Self, Flaw> {
        let password = Self::parse(text)?;
        if password.0.chars().count() < Self::LEAST as usize {
            return Err(Flaw::TooShort { least: Self::LEAST });
        }
        let scored: String = password.0.chars().take(Self::SCORED).collect();
        let words: Vec<&str> = known_words.iter().flat_map(|words| std::iter::once(*words).chain(words.split(['@', '.', ' ', '-']))).collect();
        let score = u8::from(zxcvbn(&scored, &words).score());
        if score < Self::LEAST_SCORE {
            return Err(Flaw::TooWeak { score });
        }
        Ok(password)
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// A PHC string of argon2id: what is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(pub(super) String);

impl PasswordHash {
    /// As it was stored.
    pub(crate) fn stored(phc: String) -> Self {
        Self(phc)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ANA: [&str; 3] = ["Ana Lindqvist", "ana@acme.example", "Northwind Cloud"];

    #[test]
    fn a_password_need_only_be_hard_to_guess() {
        for good in ["correct horse battery staple", "tr0ub4dor&3x!", "ünglaublich-gut 7", "           x7Q          ", "雪の中の静かな朝に歩く"]
        {
            assert!(Password::choose(good, &ANA).is_ok(), "{good}");
        }
        for weak in ["password1", "Passwort!", "12345678", "lindqvist99", "northwindcloud", "acmeacme"] {
            assert!(matches!(Password::choose(weak, &ANA), Err(Flaw::TooWeak { .. })), "{weak}");
        }
        assert!(matches!(Password::choose("x7Q!", &ANA), Err(Flaw::TooShort { least: 8 })));
        assert!(matches!(Password::choose(&"x".repeat(129), &ANA), Err(Flaw::TooLong { most: 128 })));
        assert!(matches!(Password::choose(&"雪".repeat(171), &ANA), Err(Flaw::TooLong { most: 128 })));
    }

    #[test]
    fn however_an_umlaut_was_typed_it_is_the_same() {
        assert_eq!(Password::parse("gru\u{308}n").unwrap().as_bytes(), Password::parse("grün").unwrap().as_bytes());
    }

    #[test]
    fn a_hash_is_not_printed() {
        let hash = PasswordHash::stored("$argon2id$v=19$m=19456,t=2,p=1$cG9ydGljbw$AAECAwQFBgcICQoL".to_owned());
        assert_eq!(format!("{hash:?}"), "PasswordHash(…)");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn whatever_is_typed_is_judged_quickly_and_without_panic(text in "\\PC{0,200}|[\\x00-\\x7f]{0,200}") {
            let _ = Password::choose(&text, &ANA);
            if let Ok(password) = Password::parse(&text) {
                let shown = format!("{password:?}");
                prop_assert_eq!(shown, "Password(…)");
            }
        }
    }
}
