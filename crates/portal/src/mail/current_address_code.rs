use super::{Doing, Letter};
use contract::Locale;

/// To the address a person moves away from.
#[derive(Debug)]
pub struct CurrentAddressCode<'a> {
    pub code: &'a str,
    /// Where the account would move to.
    pub new_address: &'a str,
    pub doing: &'a Doing,
}

impl CurrentAddressCode<'_> {
    pub fn letter(&self, locale: Locale, zone: &str, vendor: &str) -> Letter {
        let doing = self.doing.words(zone, locale);
        let new_address = self.new_address;
        match locale {
            Locale::En => Letter {
                locale,
                subject: "Confirm that your address changes".into(),
                paragraphs: vec![format!(
                    "Somebody who is signed in as you wants to move your account at {vendor} to {new_address}. If it is you, type this code on the page where you are changing your address. It works for ten minutes."
                )],
                quote: None,
                code: Some(self.code.into()),
                button: None,
                note: format!(
                    "Asked for {doing}. If that wasn’t you, pass the code to nobody, and sign out your other sessions on the page of your account."
                ),
            },
            Locale::De => Letter {
                locale,
                subject: "Bestätigen Sie die Änderung Ihrer Adresse".into(),
                paragraphs: vec![format!(
                    "Jemand, der mit Ihrem Konto angemeldet ist, möchte es bei {vendor} auf {new_address} umstellen. Wenn Sie das sind, geben Sie diesen Code auf der Seite ein, auf der Sie Ihre Adresse ändern. Er gilt zehn Minuten."
                )],
                quote: None,
                code: Some(self.code.into()),
                button: None,
                note: format!(
                    "Angefordert {doing}. Wenn Sie das nicht waren, geben Sie den Code nicht weiter und beenden Sie auf der Seite Ihres Kontos Ihre anderen Sitzungen."
                ),
            },
        }
    }
}
