use super::{Button, Doing, Letter};
use contract::Locale;

/// The code that lets somebody choose a new password.
#[derive(Debug)]
pub struct RecoveryCode<'a> {
    pub code: &'a str,
    /// Opens the page with the button, in the browser that asked.
    pub link: String,
    pub doing: &'a Doing,
}

impl RecoveryCode<'_> {
    pub fn letter(&self, locale: Locale, zone: &str, vendor: &str) -> Letter {
        let doing = self.doing.words(zone, locale);
        match locale {
            Locale::En => Letter {
                locale,
                subject: format!("Choose a new password for {vendor}"),
                paragraphs: vec!["Type this code where you asked for it, or press the button in that same browser; then you can choose a new password. It works for ten minutes.".into()],
                quote: None,
                code: Some(self.code.into()),
                button: Some(Button { label: "Choose a new password".into(), url: self.link.clone() }),
                note: format!("Asked for {doing}. If that wasn’t you, ignore this mail and pass the code to nobody: your password stays as it is."),
            },
            Locale::De => Letter {
                locale,
                subject: format!("Neues Passwort für {vendor} wählen"),
                paragraphs: vec!["Geben Sie diesen Code dort ein, wo Sie ihn angefordert haben, oder klicken Sie im selben Browser auf die Schaltfläche; dann können Sie ein neues Passwort wählen. Er gilt zehn Minuten.".into()],
                quote: None,
                code: Some(self.code.into()),
                button: Some(Button { label: "Neues Passwort wählen".into(), url: self.link.clone() }),
                note: format!("Angefordert {doing}. Wenn Sie das nicht waren, ignorieren Sie diese Mail und geben Sie den Code nicht weiter: Ihr Passwort bleibt, wie es ist."),
            },
        }
    }
}
