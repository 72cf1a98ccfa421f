use super::Choice;
use contract::Locale;

/// Every language, by its own name.
pub fn languages() -> Vec<Choice> {
    Locale::ALL.map(|locale| Choice::new(locale.tag(), language(locale))).to_vec()
}

/// A language by its own name.
pub const fn language(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "English",
        Locale::De => "Deutsch",
    }
}
