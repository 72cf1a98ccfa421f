use contract::{Locale, Role};

/// What a role is called, and what it means for somebody who has never seen a permission table. The words of the pages.
pub fn role_words(role: Role, locale: Locale) -> (&'static str, &'static str) {
    match (locale, role) {
        (Locale::En, Role::Owner) => ("Owner", "Can do everything, including naming other owners and deleting the organisation."),
        (Locale::En, Role::Administrator) => {
            ("Administrator", "Can run the organisation: people, sign-in and settings. Can’t act on owners or delete the organisation.")
        }
        (Locale::En, Role::PeopleAdministrator) => {
            ("People administrator", "Can invite, suspend and remove people and decide requests, and see the activity. Can’t change settings.")
        }
        (Locale::En, Role::SignInAdministrator) => {
            ("Sign-in administrator", "Can set up how people sign in: domains, single sign-on and policy. Sees people and activity.")
        }
        (Locale::En, Role::Auditor) => ("Auditor", "Can see people, sign-in, settings and activity, and change nothing."),
        (Locale::En, Role::Member) => ("Member", "Can work in the organisation. Doesn’t administer it."),
        (Locale::De, Role::Owner) => ("Inhaber", "Kann alles, auch weitere Inhaber benennen und die Organisation löschen."),
        (Locale::De, Role::Administrator) => (
            "Administration",
            "Kann die Organisation leiten: Personen, Anmeldung und Einstellungen. Kann an Inhabern nichts ändern und die Organisation nicht löschen.",
        ),
        (Locale::De, Role::PeopleAdministrator) => (
            "Personenverwaltung",
            "Kann Personen einladen, sperren und entfernen, über Anfragen entscheiden und die Aktivität sehen. Kann keine Einstellungen ändern.",
        ),
        (Locale::De, Role::SignInAdministrator) => (
            "Anmeldeverwaltung",
            "Kann einrichten, wie Personen sich anmelden: Domains, Single Sign-on und Richtlinien. Sieht Personen und Aktivität.",
        ),
        (Locale::De, Role::Auditor) => ("Revision", "Kann Personen, Anmeldung, Einstellungen und Aktivität sehen und nichts ändern."),
        (Locale::De, Role::Member) => ("Mitglied", "Kann in der Organisation arbeiten. Verwaltet sie nicht."),
    }
}

/// "Your role: Auditor. Can see …", a line for each.
pub(super) fn roles_lines(roles: &[Role], locale: Locale) -> Vec<String> {
    let lead = match locale {
        Locale::En => "Your role",
        Locale::De => "Ihre Rolle",
    };
    roles
        .iter()
        .map(|role| {
            let (name, means) = role_words(*role, locale);
            format!("{lead}: {name}. {means}")
        })
        .collect()
}
