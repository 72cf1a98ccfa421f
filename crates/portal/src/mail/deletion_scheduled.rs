use super::{Button, Doing, Letter, moment::moment};
use contract::Locale;
use time::OffsetDateTime;

/// To every owner, at once: the fortnight has begun.
#[derive(Debug)]
pub struct DeletionScheduled<'a> {
    pub org: &'a str,
    /// Who began it.
    pub by: &'a str,
    pub delete_after: OffsetDateTime,
    pub doing: &'a Doing,
    /// The page with the button that keeps it.
    pub settings: String,
}

impl DeletionScheduled<'_> {
    pub fn letter(&self, locale: Locale, zone: &str) -> Letter {
        let Self { org, by, .. } = self;
        let (doing, end) = (self.doing.words(zone, locale), moment(self.delete_after, zone, locale));
        match locale {
            Locale::En => Letter {
                locale,
                subject: format!("{org} will be deleted in two weeks"),
                paragraphs: vec![
                    format!("{by} scheduled the deletion of {org} {doing}."),
                    format!(
                        "Everything works as before until {end}. Then its members, invitations and activity are deleted, and nobody can bring them back. Until then every owner can keep it with one press of a button."
                    ),
                ],
                quote: None,
                code: None,
                button: Some(Button { label: format!("Keep {org}"), url: self.settings.clone() }),
                note: format!("You get this mail because you own {org}. If this surprises you, keep it now, and then talk to {by}."),
            },
            Locale::De => Letter {
                locale,
                subject: format!("{org} wird in zwei Wochen gelöscht"),
                paragraphs: vec![
                    format!("{by} hat {doing} die Löschung von {org} veranlasst."),
                    format!(
                        "Bis {end} funktioniert alles wie bisher. Dann werden Mitglieder, Einladungen und Aktivität gelöscht, und niemand kann sie zurückholen. Bis dahin kann jeder Inhaber sie mit einem Knopfdruck behalten."
                    ),
                ],
                quote: None,
                code: None,
                button: Some(Button { label: format!("{org} behalten"), url: self.settings.clone() }),
                note: format!(
                    "Sie erhalten diese Mail, weil Sie Inhaber von {org} sind. Wenn Sie das überrascht, behalten Sie die Organisation jetzt und sprechen Sie danach mit {by}."
                ),
            },
        }
    }
}
