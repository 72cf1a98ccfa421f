use super::{Button, Letter};
use contract::Locale;

/// To whoever can send an invitation again that can't be accepted as it is: its time is over, or its inviter may no longer.
#[derive(Debug)]
pub struct RenewalAsked<'a> {
    /// Who was invited.
    pub address: &'a str,
    pub org: &'a str,
    /// Whether its time was over; otherwise it is for whoever sent it.
    pub has_expired: bool,
    /// The list where it is sent again.
    pub link: String,
}

impl RenewalAsked<'_> {
    pub fn letter(&self, locale: Locale) -> Letter {
        let Self { address, org, has_expired, .. } = self;
        match locale {
            Locale::En => Letter {
                locale,
                subject: format!("{address} asks for a new invitation to {org}"),
                paragraphs: vec![if *has_expired {
                    format!(
                        "The invitation to {address} had expired when it was opened. Whoever opened it asks for a new one. Sending it again gives it a new link and its days from now."
                    )
                } else {
                    format!(
                        "The invitation to {address} can’t be accepted, because whoever sent it may no longer give its roles. Whoever opened it asks for a new one. Sent again by you it is your invitation, with a new link and its days from now."
                    )
                }],
                quote: None,
                code: None,
                button: Some(Button { label: "See the invitation".into(), url: self.link.clone() }),
                note: "If they should no longer come, there is nothing to do: the old invitation stays closed.".into(),
            },
            Locale::De => Letter {
                locale,
                subject: format!("{address} bittet um eine neue Einladung zu {org}"),
                paragraphs: vec![if *has_expired {
                    format!(
                        "Die Einladung an {address} war abgelaufen, als sie geöffnet wurde. Wer sie geöffnet hat, bittet um eine neue. Erneut gesendet, erhält sie einen neuen Link und gilt ab jetzt ihre Tage."
                    )
                } else {
                    format!(
                        "Die Einladung an {address} lässt sich nicht annehmen, weil die Person, die sie gesendet hat, ihre Rollen nicht mehr vergeben darf. Wer sie geöffnet hat, bittet um eine neue. Senden Sie sie erneut, ist es Ihre Einladung, mit neuem Link und voller Frist."
                    )
                }],
                quote: None,
                code: None,
                button: Some(Button { label: "Einladung ansehen".into(), url: self.link.clone() }),
                note: "Soll die Person nicht mehr dazukommen, müssen Sie nichts tun: Die alte Einladung bleibt geschlossen.".into(),
            },
        }
    }
}
