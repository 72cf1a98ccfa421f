use super::{Button, Letter, role::roles_lines};
use contract::{Locale, Role};

/// To somebody who asked to join: in, or not.
#[derive(Debug)]
pub struct JoinDecided<'a> {
    pub org: &'a str,
    /// The roles they have now; `None`: declined.
    pub approved: Option<&'a [Role]>,
    /// The organisation's home.
    pub link: String,
}

impl JoinDecided<'_> {
    pub fn letter(&self, locale: Locale) -> Letter {
        let org = self.org;
        let (subject, paragraphs, label, note) = match (locale, self.approved) {
            (Locale::En, Some(roles)) => {
                let mut paragraphs = vec![format!("Your request was approved: you are a member of {org} now.")];
                paragraphs.extend(roles_lines(roles, locale));
                (
                    format!("Welcome to {org}"),
                    paragraphs,
                    Some("Go to the organisation"),
                    "You asked for this. If you no longer want it, you can leave on the organisation’s home page.".to_owned(),
                )
            }
            (Locale::De, Some(roles)) => {
                let mut paragraphs = vec![format!("Ihrer Anfrage wurde zugestimmt: Sie sind jetzt Mitglied von {org}.")];
                paragraphs.extend(roles_lines(roles, locale));
                (
                    format!("Willkommen bei {org}"),
                    paragraphs,
                    Some("Zur Organisation"),
                    "Sie hatten darum gebeten. Möchten Sie das nicht mehr, können Sie die Organisation auf ihrer Startseite verlassen.".to_owned(),
                )
            }
            (Locale::En, None) => (
                format!("Your request to join {org}"),
                vec![format!("Those who decide for {org} declined your request to join.")],
                None,
                "If you think this is a mistake, ask a colleague there to invite you.".to_owned(),
            ),
            (Locale::De, None) => (
                format!("Ihre Anfrage an {org}"),
                vec![format!("Die Verantwortlichen von {org} haben Ihre Anfrage abgelehnt.")],
                None,
                "Wenn Sie das für einen Irrtum halten, bitten Sie dort jemanden, Sie einzuladen.".to_owned(),
            ),
        };
        let button = label.map(|label| Button { label: label.into(), url: self.link.clone() });
        Letter { locale, subject, paragraphs, quote: None, code: None, button, note }
    }
}
