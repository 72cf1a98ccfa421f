use super::{Button, Doing, Letter};
use contract::Locale;

/// To an address without an account, for which somebody wanted a new password. The page says the same to everybody.
#[derive(Debug)]
pub struct RecoveryUnknown<'a> {
    /// The page to sign up at.
    pub sign_up: String,
    pub doing: &'a Doing,
}

impl RecoveryUnknown<'_> {
    pub fn letter(&self, locale: Locale, zone: &str, vendor: &str) -> Letter {
        let doing = self.doing.words(zone, locale);
        match locale {
            Locale::En => Letter {
                locale,
                subject: "There is no account for this address".into(),
                paragraphs: vec![format!(
                    "You, or somebody else, wanted a new password for {vendor} with this address. It has no account: perhaps you used another one. If you are new here, create an account."
                )],
                quote: None,
                code: None,
                button: Some(Button { label: "Create an account".into(), url: self.sign_up.clone() }),
                note: format!("Asked for {doing}. If that wasn’t you, ignore this mail."),
            },
            Locale::De => Letter {
                locale,
                subject: "Zu dieser Adresse gibt es kein Konto".into(),
                paragraphs: vec![format!(
                    "Sie oder jemand anderes wollte mit dieser Adresse ein neues Passwort für {vendor}. Zu ihr gibt es kein Konto: Vielleicht haben Sie eine andere verwendet. Wenn Sie neu hier sind, legen Sie ein Konto an."
                )],
                quote: None,
                code: None,
                button: Some(Button { label: "Konto anlegen".into(), url: self.sign_up.clone() }),
                note: format!("Angefordert {doing}. Wenn Sie das nicht waren, ignorieren Sie diese Mail."),
            },
        }
    }
}
