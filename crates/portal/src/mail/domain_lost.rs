use super::{Button, Letter};
use contract::Locale;

/// To those who manage sign-in: a domain's proof stayed away for too long.
#[derive(Debug)]
pub struct DomainLost<'a> {
    pub domain: &'a str,
    pub org: &'a str,
    pub page: String,
}

impl DomainLost<'_> {
    pub fn letter(&self, locale: Locale) -> Letter {
        let Self { domain, org, .. } = self;
        let button = |label: &str| Some(Button { label: label.into(), url: self.page.clone() });
        match locale {
            Locale::En => Letter {
                locale,
                subject: format!("{org} has lost the domain {domain}"),
                paragraphs: vec![
                    format!("The proof of {domain} was gone for two weeks, so the domain no longer counts as one of {org}."),
                    format!(
                        "Members stay members and sign in as before. People with an address at {domain} are no longer offered to ask to join, and whoever proves the domain has it. To have it back, publish the value again and press “Check now”."
                    ),
                ],
                quote: None,
                code: None,
                button: button("See the domain"),
                note: format!(
                    "You get this mail because you look after sign-in at {org}. If the domain isn’t yours any more, there is nothing to do."
                ),
            },
            Locale::De => Letter {
                locale,
                subject: format!("{org} hat die Domain {domain} verloren"),
                paragraphs: vec![
                    format!("Der Nachweis für {domain} fehlte zwei Wochen lang, daher zählt die Domain nicht mehr zu {org}."),
                    format!(
                        "Mitglieder bleiben Mitglieder und melden sich an wie bisher. Personen mit einer Adresse bei {domain} können nicht mehr um Aufnahme bitten, und wer die Domain nachweist, bekommt sie. Um sie wiederzubekommen, veröffentlichen Sie den Wert wieder und drücken Sie „Jetzt prüfen“."
                    ),
                ],
                quote: None,
                code: None,
                button: button("Domain ansehen"),
                note: format!(
                    "Sie erhalten diese Mail, weil Sie sich bei {org} um die Anmeldung kümmern. Wenn die Domain nicht mehr Ihnen gehört, müssen Sie nichts tun."
                ),
            },
        }
    }
}
