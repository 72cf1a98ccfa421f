use super::{Button, Letter, moment::moment};
use contract::Locale;
use time::OffsetDateTime;

/// To those who manage sign-in: a proven domain's proof is gone.
#[derive(Debug)]
pub struct DomainMissing<'a> {
    pub domain: &'a str,
    pub org: &'a str,
    /// When the domain is lost unless the proof is back.
    pub until: OffsetDateTime,
    pub page: String,
}

impl DomainMissing<'_> {
    pub fn letter(&self, locale: Locale, zone: &str) -> Letter {
        let Self { domain, org, .. } = self;
        let until = moment(self.until, zone, locale);
        let button = |label: &str| Some(Button { label: label.into(), url: self.page.clone() });
        match locale {
            Locale::En => Letter {
                locale,
                subject: format!("The proof of {domain} is gone"),
                paragraphs: vec![
                    format!(
                        "{org} has proven that {domain} is its own. We look every day whether the proof is still published, and now it isn’t any more."
                    ),
                    format!(
                        "Nobody is signed out, and nobody else can take the domain for now. Publish the value again before {until}, or {org} loses the domain. The page shows the value and what the name servers answer."
                    ),
                ],
                quote: None,
                code: None,
                button: button("See what to publish"),
                note: format!("You get this mail because you look after sign-in at {org}. If the domain isn’t yours any more, remove it there."),
            },
            Locale::De => Letter {
                locale,
                subject: format!("Der Nachweis für {domain} ist weg"),
                paragraphs: vec![
                    format!(
                        "{org} hat nachgewiesen, dass {domain} dazugehört. Jeden Tag sehen wir nach, ob der Nachweis noch veröffentlicht ist, und jetzt ist er es nicht mehr."
                    ),
                    format!(
                        "Niemand wird abgemeldet, und vorerst kann niemand anders die Domain übernehmen. Veröffentlichen Sie den Wert wieder vor dem {until}, sonst verliert {org} die Domain. Die Seite zeigt den Wert und was die Nameserver antworten."
                    ),
                ],
                quote: None,
                code: None,
                button: button("Ansehen, was zu veröffentlichen ist"),
                note: format!(
                    "Sie erhalten diese Mail, weil Sie sich bei {org} um die Anmeldung kümmern. Wenn die Domain nicht mehr Ihnen gehört, entfernen Sie sie dort."
                ),
            },
        }
    }
}
