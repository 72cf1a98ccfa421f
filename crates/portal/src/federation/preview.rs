use super::{asserted::groups, decide::given, model::Report};
use crate::connection::Settings;
use contract::Role;

/// What a mapping would make of somebody who came back in a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Their groups, as the mapping finds them.
    pub groups: Vec<String>,
    /// The roles that those give; empty where the default role is what they get.
    pub roles: Vec<Role>,
}

/// By the same functions as a sign-in.
pub fn preview(settings: &Settings, report: &Report) -> Preview {
    let groups = groups(&report.attributes, &settings.mapping);
    Preview { roles: given(settings, &groups), groups }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::GroupRole;
    use contract::Protocol;

    #[test]
    fn a_preview_gives_what_a_sign_in_would() {
        let mut settings = Settings::fresh(Protocol::Saml);
        settings.mapping.roles =
            vec![GroupRole { group: "IT".to_owned(), role: Role::Auditor }, GroupRole { group: "Chiefs".to_owned(), role: Role::Owner }];
        let groups = vec!["Chiefs".to_owned(), "IT".to_owned()];
        let report = Report { attributes: [("memberOf".to_owned(), groups.clone())].into(), ..Report::default() };
        assert_eq!(preview(&settings, &report), Preview { groups, roles: vec![Role::Auditor] });

        settings.mapping.groups = Some("department".to_owned());
        assert_eq!(preview(&settings, &report), Preview { groups: Vec::new(), roles: Vec::new() });
    }
}
