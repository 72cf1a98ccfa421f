use super::{Button, Letter};
use contract::Locale;

/// What became of somebody's membership.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Suspended,
    Reactivated,
    Removed,
}

/// To a member whom somebody suspended, reactivated or removed: better from us than from a closed door.
#[derive(Debug)]
pub struct StandingChanged<'a> {
    pub org: &'a str,
    /// Who did it.
    pub by: &'a str,
    pub standing: Standing,
    /// The organisation's home.
    pub link: String,
}

impl StandingChanged<'_> {
    pub fn letter(&self, locale: Locale) -> Letter {
        let Self { org, by, .. } = self;
        let (subject, paragraph) = match (locale, self.standing) {
            (Locale::En, Standing::Suspended) => {
                (format!("You are suspended at {org}"), format!("{by} suspended you at {org}: for now you can’t enter it. You stay a member."))
            }
            (Locale::En, Standing::Reactivated) => {
                (format!("You can enter {org} again"), format!("{by} ended your suspension: you can enter {org} again, with the roles you had."))
            }
            (Locale::En, Standing::Removed) => {
                (format!("You are no longer a member of {org}"), format!("{by} removed you from {org}: you can’t enter it any more."))
            }
            (Locale::De, Standing::Suspended) => (
                format!("Sie sind bei {org} gesperrt"),
                format!("{by} hat Sie bei {org} gesperrt: Sie haben dort vorerst keinen Zugang. Mitglied bleiben Sie."),
            ),
            (Locale::De, Standing::Reactivated) => (
                format!("Sie haben wieder Zugang zu {org}"),
                format!("{by} hat Ihre Sperre aufgehoben: Sie haben wieder Zugang zu {org}, mit den Rollen, die Sie hatten."),
            ),
            (Locale::De, Standing::Removed) => {
                (format!("Sie sind nicht mehr Mitglied von {org}"), format!("{by} hat Sie aus {org} entfernt: Sie haben dort keinen Zugang mehr."))
            }
        };
        let in_again = self.standing == Standing::Reactivated;
        let (elsewhere, note, label) = match locale {
            Locale::En => (
                "Your account and your other organisations are not affected.",
                format!("If you think this is a mistake, ask {by} or somebody else who administers {org}."),
                "Go to the organisation",
            ),
            Locale::De => (
                "Ihr Konto und Ihre anderen Organisationen sind davon nicht betroffen.",
                format!("Wenn Sie das für einen Irrtum halten, fragen Sie {by} oder jemand anderen, der {org} verwaltet."),
                "Zur Organisation",
            ),
        };
        let button = in_again.then(|| Button { label: label.into(), url: self.link.clone() });
        let paragraphs = std::iter::once(paragraph).chain((!in_again).then(|| elsewhere.to_owned())).collect();
        Letter { locale, subject, paragraphs, quote: None, code: None, button, note }
    }
}
