use crate::{
    form::Filled,
    shell::Outside,
    ssr,
    ui::{PageHeader, Tab, Tabs},
};
use leptos::prelude::*;
use words::t;

/// The sections of one's account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Profile,
    Address,
    Password,
    Sessions,
    Record,
}

impl Section {
    const ALL: [Self; 5] = [Self::Profile, Self::Address, Self::Password, Self::Sessions, Self::Record];

    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Profile => "/account",
            Self::Address => "/account/address",
            Self::Password => "/account/password",
            Self::Sessions => "/account/sessions",
            Self::Record => "/account/record",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Profile => t!(account.tab.profile),
            Self::Address => t!(account.tab.address),
            Self::Password => t!(account.tab.password),
            Self::Sessions => t!(account.tab.sessions),
            Self::Record => t!(account.tab.record),
        }
    }
}

/// A page of one's account, with a word of what went well just before.
///
/// # Errors
/// `Internal` outside a request.
pub(super) async fn room(section: Section, page: impl IntoView + 'static) -> portal::Result<AnyView> {
    let vendor = ssr::vendor();
    let notice = Filled::notice().await;
    let tabs = Section::ALL.map(|tab| Tab {
        href: tab.path().to_owned(),
        label: tab.label().to_owned(),
        count: None,
        calls: false,
        current: tab == section,
    });
    Ok(view! {
        <Outside vendor>
            {notice}
            <PageHeader title=t!(account.title) text=t!(account.text) />
            <Tabs label=t!(account.sections) tabs=tabs.to_vec() />
            <div class="grid gap-6">{page}</div>
        </Outside>
    }
    .into_any())
}
