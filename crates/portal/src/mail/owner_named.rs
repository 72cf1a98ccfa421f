use super::{Button, Doing, Letter, role::roles_lines};
use contract::{Locale, Role};

/// To a member whom an owner made one too.
#[derive(Debug)]
pub struct OwnerNamed<'a> {
    pub org: &'a str,
    /// Who did it.
    pub by: &'a str,
    pub doing: &'a Doing,
    /// The organisation's home.
    pub link: String,
}

impl OwnerNamed<'_> {
    pub fn letter(&self, locale: Locale, zone: &str) -> Letter {
        let Self { org, by, .. } = self;
        let doing = self.doing.words(zone, locale);
        let (subject, made, label, note) = match locale {
            Locale::En => (
                format!("You are an owner of {org} now"),
                format!("{by} made you an owner of {org} {doing}."),
                "Go to the organisation",
                format!("If this surprises you, talk to {by}. You can give the role up on your own page among the members."),
            ),
            Locale::De => (
                format!("Sie sind jetzt Inhaber von {org}"),
                format!("{by} hat Ihnen {doing} die Rolle eines Inhabers von {org} gegeben."),
                "Zur Organisation",
                format!(
                    "Wenn Sie das überrascht, sprechen Sie mit {by}. Auf Ihrer eigenen Seite unter den Mitgliedern können Sie die Rolle ablegen."
                ),
            ),
        };
        let paragraphs = std::iter::once(made).chain(roles_lines(&[Role::Owner], locale)).collect();
        let button = Some(Button { label: label.into(), url: self.link.clone() });
        Letter { locale, subject, paragraphs, quote: None, code: None, button, note }
    }
}
