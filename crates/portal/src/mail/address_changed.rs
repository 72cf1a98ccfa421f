use super::{Doing, Letter};
use contract::Locale;

/// To both addresses of somebody who moved from one to the other.
#[derive(Debug)]
pub struct AddressChanged<'a> {
    pub before: &'a str,
    pub after: &'a str,
    pub doing: &'a Doing,
}

impl AddressChanged<'_> {
    pub fn letter(&self, locale: Locale, zone: &str, vendor: &str) -> Letter {
        let Self { before, after, .. } = self;
        let doing = self.doing.words(zone, locale);
        match locale {
            Locale::En => Letter {
                locale,
                subject: format!("Your address for {vendor} was changed"),
                paragraphs: vec![
                    format!("Your account moved from {before} to {after} {doing}. Both addresses confirmed it by a code."),
                    "From now on you sign in with the new address. All other sessions were signed out.".into(),
                ],
                quote: None,
                code: None,
                button: None,
                note: format!("If that wasn’t you, somebody can read your mail: change your mailbox’s password, and write to {vendor} at once."),
            },
            Locale::De => Letter {
                locale,
                subject: format!("Ihre Adresse für {vendor} wurde geändert"),
                paragraphs: vec![
                    format!("Ihr Konto wurde {doing} von {before} auf {after} umgestellt. Beide Adressen haben das mit einem Code bestätigt."),
                    "Ab jetzt melden Sie sich mit der neuen Adresse an. Alle anderen Sitzungen wurden beendet.".into(),
                ],
                quote: None,
                code: None,
                button: None,
                note: format!(
                    "Wenn Sie das nicht waren, kann jemand Ihre Mails lesen: Ändern Sie das Passwort Ihres Postfachs und schreiben Sie sofort an {vendor}."
                ),
            },
        }
    }
}
