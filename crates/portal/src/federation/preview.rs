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
