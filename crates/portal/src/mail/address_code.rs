use super::{Doing, Letter};
use contract::Locale;

/// To the address a person moves to.
#[derive(Debug)]
pub struct AddressCode<'a> {
    pub code: &'a str,
    pub doing: &'a Doing,
}

impl AddressCode<'_> {
    pub fn letter(&self, locale: Locale, zone: &str, vendor: &str) -> Letter {
        let doing = self.doing.words(zone, locale);
        match locale {
            Locale::En => Letter {
                locale,
                subject: format!("Confirm your new address for {vendor}"),
                paragraphs: vec!["Type this code on the page where you are changing your address. It works for ten minutes. A second code went to your present address: both are needed.".into()],
                quote: None,
                code: Some(self.code.into()),
                button: None,
                note: format!("Asked for {doing}. If that wasn’t you, ignore this mail: nothing happens without the code."),
            },
            Locale::De => Letter {
                locale,
                subject: format!("Bestätigen Sie Ihre neue Adresse für {vendor}"),
                paragraphs: vec!["Geben Sie diesen Code auf der Seite ein, auf der Sie Ihre Adresse ändern. Er gilt zehn Minuten. Ein zweiter Code ging an Ihre bisherige Adresse: Beide werden gebraucht.".into()],
                quote: None,
                code: Some(self.code.into()),
                button: None,
                note: format!("Angefordert {doing}. Wenn Sie das nicht waren, ignorieren Sie diese Mail: Ohne den Code geschieht nichts."),
            },
        }
    }
}
