use super::{Button, Letter};
use contract::Locale;

/// To the inviter of somebody who came too late.
#[derive(Debug)]
pub struct RenewalAsked<'a> {
    /// Who was invited.
    pub address: &'a str,
    pub org: &'a str,
    /// The list where it is sent again.
    pub link: String,
}

impl RenewalAsked<'_> {
    pub fn letter(&self, locale: Locale) -> Letter {
        let Self { address, org, .. } = self;
        match locale {
            Locale::En => Letter {
                locale,
                subject: format!("{address} asks for a new invitation to {org}"),
                paragraphs: vec![format!(
                    "The invitation to {address} had expired when it was opened. Whoever opened it asks for a new one. Sending it again gives it a new link and its days from now."
                )],
                quote: None,
                code: None,
                button: Some(Button { label: "See the invitation".into(), url: self.link.clone() }),
                note: "If they should no longer come, there is nothing to do: the old invitation stays closed.".into(),
            },
            Locale::De => Letter {
                locale,
                subject: format!("{address} bittet um eine neue Einladung zu {org}"),
                paragraphs: vec![format!(
                    "Die Einladung an {address} war abgelaufen, als sie geöffnet wurde. Wer sie geöffnet hat, bittet um eine neue. Erneut gesendet, erhält sie einen neuen Link und gilt ab jetzt ihre Tage."
                )],
                quote: None,
                code: None,
                button: Some(Button { label: "Einladung ansehen".into(), url: self.link.clone() }),
                note: "Soll die Person nicht mehr dazukommen, müssen Sie nichts tun: Die alte Einladung bleibt geschlossen.".into(),
            },
        }
    }
}
