use super::{Button, Doing, Letter};
use contract::Locale;

/// To an address that nobody has yet: the code that goes on with signing up.
#[derive(Debug)]
pub struct SignUpCode<'a> {
    pub code: &'a str,
    /// Opens the page with the button, in the browser that asked.
    pub link: String,
    pub doing: &'a Doing,
}

impl SignUpCode<'_> {
    pub fn letter(&self, locale: Locale, zone: &str, vendor: &str) -> Letter {
        let doing = self.doing.words(zone, locale);
        match locale {
            Locale::En => Letter {
                locale,
                subject: format!("Your code for {vendor}"),
                paragraphs: vec!["Type this code where you are signing up, or press the button in that same browser. It works for ten minutes.".into()],
                quote: None,
                code: Some(self.code.into()),
                button: Some(Button { label: "Confirm my address".into(), url: self.link.clone() }),
                note: format!("Asked for {doing}. If that wasn’t you, ignore this mail: nothing happens without the code."),
            },
            Locale::De => Letter {
                locale,
                subject: format!("Ihr Code für {vendor}"),
                paragraphs: vec!["Geben Sie diesen Code dort ein, wo Sie sich registrieren, oder klicken Sie im selben Browser auf die Schaltfläche. Er gilt zehn Minuten.".into()],
                quote: None,
                code: Some(self.code.into()),
                button: Some(Button { label: "Adresse bestätigen".into(), url: self.link.clone() }),
                note: format!("Angefordert {doing}. Wenn Sie das nicht waren, ignorieren Sie diese Mail: Ohne den Code geschieht nichts."),
            },
        }
    }
}
