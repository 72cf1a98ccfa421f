use crate::{
    features::{count_in_words, house_knowing},
    shell::Place,
    ui::{Tab, Tabs},
};
use leptos::prelude::*;
use portal::{
    Result,
    access::OrgContext,
    switcher::{Counts, Rail},
};
use std::sync::Arc;
use words::t;

/// The lists of people, beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeopleTab {
    Members,
    Invitations,
    Requests,
}

impl PeopleTab {
    const ALL: [Self; 3] = [Self::Members, Self::Invitations, Self::Requests];

    /// Where it is in an organisation.
    pub fn path(self, slug: &str) -> String {
        match self {
            Self::Members => Place::Members.path(slug),
            Self::Invitations => format!("{}/invitations", Place::Members.path(slug)),
            Self::Requests => format!("{}/requests", Place::Members.path(slug)),
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Members => t!(people.members.title),
            Self::Invitations => t!(invitations.title),
            Self::Requests => t!(requests.title),
        }
    }

    fn count(self, counts: Counts) -> String {
        match self {
            Self::Members => count_in_words(counts.members),
            Self::Invitations => count_in_words(counts.invitations),
            Self::Requests => count_in_words(counts.requests),
        }
    }
}

/// One of the lists of people: its head, the tabs with what each of them counts, and the list.
///
/// # Errors
/// As [`house_knowing`].
pub async fn people_page(
    here: &Arc<OrgContext>,
    rail: Rail,
    tab: PeopleTab,
    head: impl IntoView + 'static,
    list: impl IntoView + 'static,
) -> Result<AnyView> {
    let slug = here.org().slug.clone();
    house_knowing(here, rail, Place::Members, move |counts| {
        let tabs = PeopleTab::ALL.map(|one| Tab {
            href: one.path(slug.as_str()),
            label: one.label().to_owned(),
            count: counts.map(|counts| one.count(counts)),
            calls: one == PeopleTab::Requests && counts.is_some_and(|counts| !counts.requests.is_zero()),
            current: one == tab,
        });
        view! {
            {head}
            <Tabs label=t!(shell.nav.people) tabs=tabs.to_vec() />
            {list}
        }
    })
    .await
}
