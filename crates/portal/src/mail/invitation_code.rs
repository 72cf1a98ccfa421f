use super::{Button, Doing, Letter};
use contract::Locale;

/// The code by which somebody accepts an invitation on the device they are at.
#[derive(Debug)]
pub struct InvitationCode<'a> {
    pub code: &'a str,
    /// Opens the page with the button, in the browser that asked.
    pub link: String,
    pub doing: &'a Doing,
}

impl InvitationCode<'_> {
    pub fn letter(&self, locale: Locale, zone: &str) -> Letter {
        let doing = self.doing.words(zone, locale);
        match locale {
            Locale::En => Letter {
                locale,
                subject: "Your code to accept the invitation".into(),
                paragraphs: vec!["Type this code where you opened the invitation, or press the button in that same browser. It works for ten minutes.".into()],
                quote: None,
                code: Some(self.code.into()),
                button: Some(Button { label: "Confirm my address".into(), url: self.link.clone() }),
                note: format!("Asked for {doing}. If that wasn’t you, ignore this mail: the invitation stays open for you."),
            },
            Locale::De => Letter {
                locale,
                subject: "Ihr Code zum Annehmen der Einladung".into(),
                paragraphs: vec!["Geben Sie diesen Code dort ein, wo Sie die Einladung geöffnet haben, oder klicken Sie im selben Browser auf die Schaltfläche. Er gilt zehn Minuten.".into()],
                quote: None,
                code: Some(self.code.into()),
                button: Some(Button { label: "Adresse bestätigen".into(), url: self.link.clone() }),
                note: format!("Angefordert {doing}. Wenn Sie das nicht waren, ignorieren Sie diese Mail: Die Einladung bleibt für Sie offen."),
            },
        }
    }
}
