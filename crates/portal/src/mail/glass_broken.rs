use super::{Button, Doing, Letter};
use contract::Locale;

/// To every owner, when one of them came in by a factor of their own while single sign-on is required.
#[derive(Debug)]
pub struct GlassBroken<'a> {
    pub org: &'a str,
    /// Who came in.
    pub by: &'a str,
    pub doing: &'a Doing,
    /// Where the record is.
    pub activity: String,
}

impl GlassBroken<'_> {
    pub fn letter(&self, locale: Locale, zone: &str) -> Letter {
        let Self { org, by, .. } = self;
        let doing = self.doing.words(zone, locale);
        let button = |label: &str| Some(Button { label: label.into(), url: self.activity.clone() });
        match locale {
            Locale::En => Letter {
                locale,
                subject: format!("{by} came into {org} without single sign-on"),
                paragraphs: vec![
                    format!("{by} used their break-glass way into {org} {doing}: with their password or a code by mail, although {org} requires single sign-on."),
                    "That is what this way is for, when the identity provider doesn’t work. If nobody knows why it was used, ask them, and look at the record.".to_owned(),
                ],
                quote: None,
                code: None,
                button: button("Look at the record"),
                note: format!("You get this mail because you own {org}. Every owner gets it each time."),
            },
            Locale::De => Letter {
                locale,
                subject: format!("{by} hat {org} ohne Single Sign-on betreten"),
                paragraphs: vec![
                    format!("{by} hat {doing} den Notzugang zu {org} benutzt: mit Passwort oder mit einem Code per Mail, obwohl {org} Single Sign-on vorschreibt."),
                    "Dafür gibt es diesen Zugang, wenn der Identity Provider nicht funktioniert. Wenn niemand weiß, warum er benutzt wurde, fragen Sie nach und sehen Sie ins Protokoll.".to_owned(),
                ],
                quote: None,
                code: None,
                button: button("Protokoll ansehen"),
                note: format!("Sie erhalten diese Mail, weil Sie Inhaber von {org} sind. Jeder Inhaber erhält sie jedes Mal."),
            },
        }
    }
}
