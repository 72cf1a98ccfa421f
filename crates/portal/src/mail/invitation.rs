use super::{Button, Letter, moment::moment, role::roles_lines};
use contract::{Locale, Role};
use time::OffsetDateTime;

/// To somebody who is asked to join: who asks, as what, until when. Its link can be spent by a person only.
#[derive(Debug)]
pub struct Invitation<'a> {
    pub inviter: &'a str,
    pub inviter_address: &'a str,
    pub org: &'a str,
    pub roles: &'a [Role],
    /// May be empty.
    pub message: &'a str,
    pub expires_at: OffsetDateTime,
    pub link: String,
}

impl Invitation<'_> {
    pub fn letter(&self, locale: Locale, zone: &str, vendor: &str) -> Letter {
        let Self { inviter, inviter_address, org, .. } = self;
        let until = moment(self.expires_at, zone, locale);
        let quote = (!self.message.is_empty()).then(|| self.message.to_owned());
        let (subject, first, open, writes, label, note) = match locale {
            Locale::En => (
                format!("{inviter} asks you to join {org}"),
                format!("{inviter} ({inviter_address}) asks you to join {org} on {vendor}."),
                format!("The invitation is open until {until}."),
                format!("{inviter} writes:"),
                "See the invitation",
                format!(
                    "You don’t know {inviter}, or don’t expect this? Ignore this mail: you are in only when you accept. The link is for you; please don’t pass it on."
                ),
            ),
            Locale::De => (
                format!("{inviter} lädt Sie zu {org} ein"),
                format!("{inviter} ({inviter_address}) lädt Sie ein, bei {org} auf {vendor} mitzuarbeiten."),
                format!("Die Einladung ist offen bis {until}."),
                format!("{inviter} schreibt:"),
                "Einladung ansehen",
                format!(
                    "Sie kennen {inviter} nicht oder haben nichts erwartet? Ignorieren Sie diese Mail: Dabei sind Sie erst, wenn Sie annehmen. Der Link ist für Sie; geben Sie ihn bitte nicht weiter."
                ),
            ),
        };
        let mut paragraphs = vec![first];
        paragraphs.extend(roles_lines(self.roles, locale));
        paragraphs.push(open);
        paragraphs.extend(quote.is_some().then_some(writes));
        Letter { locale, subject, paragraphs, quote, code: None, button: Some(Button { label: label.into(), url: self.link.clone() }), note }
    }
}
