use super::{Button, Letter};
use contract::Locale;

/// To those who decide: somebody would like to join.
#[derive(Debug)]
pub struct JoinRequested<'a> {
    pub name: &'a str,
    pub address: &'a str,
    pub org: &'a str,
    /// May be empty.
    pub message: &'a str,
    pub link: String,
}

impl JoinRequested<'_> {
    pub fn letter(&self, locale: Locale) -> Letter {
        let Self { name, address, org, .. } = self;
        let quote = (!self.message.is_empty()).then(|| self.message.to_owned());
        let button = |label: &str| Some(Button { label: label.into(), url: self.link.clone() });
        match locale {
            Locale::En => Letter {
                locale,
                subject: format!("{name} asks to join {org}"),
                paragraphs: vec![format!(
                    "{name} ({address}) would like to join {org}. The address is proven. You can approve with a role, or decline; {name} hears of it by mail."
                )],
                quote,
                code: None,
                button: button("See the request"),
                note: format!("You get this because you decide requests to join {org}. Who may ask is set in the organisation’s settings."),
            },
            Locale::De => Letter {
                locale,
                subject: format!("{name} möchte zu {org}"),
                paragraphs: vec![format!(
                    "{name} ({address}) möchte bei {org} mitarbeiten. Die Adresse ist bestätigt. Sie können mit einer Rolle zustimmen oder ablehnen; {name} erfährt es per Mail."
                )],
                quote,
                code: None,
                button: button("Anfrage ansehen"),
                note: format!(
                    "Sie erhalten diese Mail, weil Sie über Anfragen an {org} entscheiden. Wer anfragen darf, steht in den Einstellungen der Organisation."
                ),
            },
        }
    }
}
