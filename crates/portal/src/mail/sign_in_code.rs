use super::{Button, Doing, Letter};
use contract::Locale;

/// The code that signs somebody in.
#[derive(Debug)]
pub struct SignInCode<'a> {
    pub code: &'a str,
    /// Opens the page with the button, in the browser that asked.
    pub link: String,
    pub doing: &'a Doing,
}

impl SignInCode<'_> {
    pub fn letter(&self, locale: Locale, zone: &str, vendor: &str) -> Letter {
        let doing = self.doing.words(zone, locale);
        match locale {
            Locale::En => Letter {
                locale,
                subject: format!("Your sign-in code for {vendor}"),
                paragraphs: vec!["Type this code where you are signing in, or press the button in that same browser. It works for ten minutes.".into()],
                quote: None,
                code: Some(self.code.into()),
                button: Some(Button { label: "Sign in".into(), url: self.link.clone() }),
                note: format!("Asked for {doing}. If that wasn’t you, ignore this mail and pass the code to nobody: without it they don’t get in."),
            },
            Locale::De => Letter {
                locale,
                subject: format!("Ihr Anmeldecode für {vendor}"),
                paragraphs: vec!["Geben Sie diesen Code dort ein, wo Sie sich anmelden, oder klicken Sie im selben Browser auf die Schaltfläche. Er gilt zehn Minuten.".into()],
                quote: None,
                code: Some(self.code.into()),
                button: Some(Button { label: "Anmelden".into(), url: self.link.clone() }),
                note: format!("Angefordert {doing}. Wenn Sie das nicht waren, ignorieren Sie diese Mail und geben Sie den Code nicht weiter: Ohne ihn kommt niemand hinein."),
            },
        }
    }
}
