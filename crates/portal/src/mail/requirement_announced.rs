use super::{Button, Letter, moment::moment};
use contract::Locale;
use time::OffsetDateTime;

/// To everybody who must use single sign-on from a day on.
#[derive(Debug)]
pub struct RequirementAnnounced<'a> {
    pub org: &'a str,
    /// The connections' names, as the buttons say them.
    pub by: &'a str,
    pub from: OffsetDateTime,
    /// Where they can sign in that way already.
    pub page: String,
}

impl RequirementAnnounced<'_> {
    pub fn letter(&self, locale: Locale, zone: &str) -> Letter {
        let Self { org, by, .. } = self;
        let from = moment(self.from, zone, locale);
        match locale {
            Locale::En => Letter {
                locale,
                subject: format!("{org}: another way to sign in from {from}"),
                paragraphs: vec![
                    format!(
                        "From {from} on you sign in to {org} with the account of your company ({by}) and no longer with a password or a code by mail."
                    ),
                    "You can do it that way already today. If it doesn’t work, tell whoever administers it before then.".into(),
                ],
                quote: None,
                code: None,
                button: Some(Button { label: format!("Go to {org}"), url: self.page.clone() }),
                note: format!("You get this mail because you are a member of {org}. Nothing changes for other organisations that you belong to."),
            },
            Locale::De => Letter {
                locale,
                subject: format!("{org}: andere Anmeldung ab {from}"),
                paragraphs: vec![
                    format!(
                        "Ab {from} melden Sie sich bei {org} mit dem Konto Ihres Unternehmens an ({by}), nicht mehr mit Passwort oder Code per Mail."
                    ),
                    "So können Sie sich schon heute anmelden. Wenn es nicht klappt, sagen Sie es vorher der Person, die sich darum kümmert.".into(),
                ],
                quote: None,
                code: None,
                button: Some(Button { label: format!("Zu {org}"), url: self.page.clone() }),
                note: format!(
                    "Sie erhalten diese Mail, weil Sie Mitglied von {org} sind. Für andere Organisationen, denen Sie angehören, ändert sich nichts."
                ),
            },
        }
    }
}
