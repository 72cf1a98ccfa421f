use super::{Doing, Letter};
use contract::Locale;

/// To every owner, when one of them kept the organisation.
#[derive(Debug)]
pub struct DeletionCancelled<'a> {
    pub org: &'a str,
    /// Who kept it.
    pub by: &'a str,
    pub doing: &'a Doing,
}

impl DeletionCancelled<'_> {
    pub fn letter(&self, locale: Locale, zone: &str) -> Letter {
        let Self { org, by, .. } = self;
        let doing = self.doing.words(zone, locale);
        match locale {
            Locale::En => Letter {
                locale,
                subject: format!("{org} stays"),
                paragraphs: vec![format!("{by} cancelled the deletion of {org} {doing}. Nothing was lost, and nothing will be deleted.")],
                quote: None,
                code: None,
                button: None,
                note: format!("You get this mail because you own {org}. There is nothing to do."),
            },
            Locale::De => Letter {
                locale,
                subject: format!("{org} bleibt"),
                paragraphs: vec![format!(
                    "{by} hat die Löschung von {org} {doing} abgebrochen. Es ist nichts verloren gegangen, und es wird nichts gelöscht."
                )],
                quote: None,
                code: None,
                button: None,
                note: format!("Sie erhalten diese Mail, weil Sie Inhaber von {org} sind. Es ist nichts zu tun."),
            },
        }
    }
}
