use super::{Button, Doing, Letter};
use contract::Locale;

/// To somebody with an account whose address was used to sign up: the code signs them in instead. The page says the same to everybody.
#[derive(Debug)]
pub struct SignUpKnown<'a> {
    pub code: &'a str,
    /// Opens the page with the button, in the browser that asked.
    pub link: String,
    pub doing: &'a Doing,
}

impl SignUpKnown<'_> {
    pub fn letter(&self, locale: Locale, zone: &str, vendor: &str) -> Letter {
        let doing = self.doing.words(zone, locale);
        match locale {
            Locale::En => Letter {
                locale,
                subject: format!("You already have an account with {vendor}"),
                paragraphs: vec!["You, or somebody else, began to sign up with this address. It has an account already, so there is no need for another: this code signs you in, and you can create one more organisation from there.".into(), "It works for ten minutes, in the browser where you began.".into()],
                quote: None,
                code: Some(self.code.into()),
                button: Some(Button { label: "Sign in".into(), url: self.link.clone() }),
                note: format!("Asked for {doing}. If that wasn’t you, ignore this mail: nothing happens without the code."),
            },
            Locale::De => Letter {
                locale,
                subject: format!("Sie haben bereits ein Konto bei {vendor}"),
                paragraphs: vec!["Sie oder jemand anderes wollte sich mit dieser Adresse registrieren. Sie gehört schon zu einem Konto, ein weiteres brauchen Sie nicht: Dieser Code meldet Sie an, und von dort können Sie eine weitere Organisation anlegen.".into(), "Er gilt zehn Minuten, in dem Browser, in dem Sie begonnen haben.".into()],
                quote: None,
                code: Some(self.code.into()),
                button: Some(Button { label: "Anmelden".into(), url: self.link.clone() }),
                note: format!("Angefordert {doing}. Wenn Sie das nicht waren, ignorieren Sie diese Mail: Ohne den Code geschieht nichts."),
            },
        }
    }
}
