use super::Letter;
use contract::Locale;

/// To everybody who was an owner when the fortnight ended.
#[derive(Debug)]
pub struct OrganizationDeleted<'a> {
    pub org: &'a str,
}

impl OrganizationDeleted<'_> {
    pub fn letter(&self, locale: Locale, vendor: &str) -> Letter {
        let Self { org } = self;
        match locale {
            Locale::En => Letter {
                locale,
                subject: format!("{org} was deleted"),
                paragraphs: vec![
                    format!("The two weeks are over: {org} was deleted with its members, invitations and activity."),
                    format!("Your own account with {vendor} stays as it is, as do your other organisations."),
                ],
                quote: None,
                code: None,
                button: None,
                note: format!("You get this mail because you owned {org}. There is nothing to do."),
            },
            Locale::De => Letter {
                locale,
                subject: format!("{org} wurde gelöscht"),
                paragraphs: vec![
                    format!("Die zwei Wochen sind vorbei: {org} wurde mit Mitgliedern, Einladungen und Aktivität gelöscht."),
                    format!("Ihr eigenes Konto bei {vendor} bleibt, wie es ist, ebenso Ihre anderen Organisationen."),
                ],
                quote: None,
                code: None,
                button: None,
                note: format!("Sie erhalten diese Mail, weil Sie Inhaber von {org} waren. Es ist nichts zu tun."),
            },
        }
    }
}
