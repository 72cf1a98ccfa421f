use super::{Button, Doing, Letter};
use contract::Locale;

/// To somebody whose password was changed or recovered, at once.
#[derive(Debug)]
pub struct PasswordChanged<'a> {
    pub doing: &'a Doing,
    /// The page to choose another one at.
    pub recovery: String,
}

impl PasswordChanged<'_> {
    pub fn letter(&self, locale: Locale, zone: &str, vendor: &str) -> Letter {
        let doing = self.doing.words(zone, locale);
        match locale {
            Locale::En => Letter {
                locale,
                subject: format!("Your password for {vendor} was changed"),
                paragraphs: vec![format!("A new password was chosen for your account {doing}. All other sessions were signed out.")],
                quote: None,
                code: None,
                button: Some(Button { label: "That wasn’t me".into(), url: self.recovery.clone() }),
                note: "If it was you, all is well. If not, choose another password now: that signs out whoever did it.".into(),
            },
            Locale::De => Letter {
                locale,
                subject: format!("Ihr Passwort für {vendor} wurde geändert"),
                paragraphs: vec![format!("Für Ihr Konto wurde {doing} ein neues Passwort gewählt. Alle anderen Sitzungen wurden beendet.")],
                quote: None,
                code: None,
                button: Some(Button { label: "Das war ich nicht".into(), url: self.recovery.clone() }),
                note:
                    "Wenn Sie das waren, ist alles in Ordnung. Wenn nicht, wählen Sie jetzt ein anderes Passwort: Das meldet auch den ab, der es war."
                        .into(),
            },
        }
    }
}
