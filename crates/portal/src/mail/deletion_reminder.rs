use super::{Button, Letter, moment::moment};
use contract::Locale;
use time::OffsetDateTime;

/// To every owner, three days before the end.
#[derive(Debug)]
pub struct DeletionReminder<'a> {
    pub org: &'a str,
    pub delete_after: OffsetDateTime,
    /// The page with the button that keeps it.
    pub settings: String,
}

impl DeletionReminder<'_> {
    pub fn letter(&self, locale: Locale, zone: &str) -> Letter {
        let Self { org, .. } = self;
        let end = moment(self.delete_after, zone, locale);
        match locale {
            Locale::En => Letter {
                locale,
                subject: format!("{org} will be deleted in three days"),
                paragraphs: vec![
                    format!("On {end}, {org} will be deleted with all its members, invitations and activity."),
                    "Nobody can bring them back afterwards. If you need a copy of the activity, export it before then.".into(),
                ],
                quote: None,
                code: None,
                button: Some(Button { label: format!("Keep {org}"), url: self.settings.clone() }),
                note: format!("You get this mail because you own {org}. If it may go, there is nothing to do."),
            },
            Locale::De => Letter {
                locale,
                subject: format!("{org} wird in drei Tagen gelöscht"),
                paragraphs: vec![
                    format!("Am {end} wird {org} mit allen Mitgliedern, Einladungen und der Aktivität gelöscht."),
                    "Danach kann sie niemand zurückholen. Wenn Sie eine Kopie der Aktivität brauchen, exportieren Sie sie vorher.".into(),
                ],
                quote: None,
                code: None,
                button: Some(Button { label: format!("{org} behalten"), url: self.settings.clone() }),
                note: format!("Sie erhalten diese Mail, weil Sie Inhaber von {org} sind. Wenn die Organisation gehen darf, ist nichts zu tun."),
            },
        }
    }
}
