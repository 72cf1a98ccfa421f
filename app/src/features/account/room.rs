use crate::{
    features::sign_in::SignOut,
    form::Filled,
    shell::Mark,
    ssr,
    ui::{Button, Kind, Link, PageHeader, Tab, Tabs, TitleEnd},
};
use leptos::{prelude::*, server_fn::ServerFn};
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
    let vendor = ssr::portal()?.settings.vendor.clone();
    let notice = Filled::notice().await;
    let tabs = Section::ALL.map(|tab| Tab {
        href: tab.path().to_owned(),
        label: tab.label().to_owned(),
        count: None,
        calls: false,
        current: tab == section,
    });
    Ok(view! {
        <TitleEnd place=vendor.clone() />
        <div data-room="house" class="min-h-dvh">
            <header class="flex flex-wrap items-center gap-x-5 gap-y-2 border-b border-line bg-surface px-4 py-3 tablet:px-8">
                <a href="/" class="inline-flex items-center rounded-control pointer-coarse:h-11">
                    <Mark vendor />
                </a>
                <nav class="ml-auto flex items-center gap-3">
                    <Link href="/">{t!(account.back)}</Link>
                    <form method="post" action=SignOut::url()>
                        <Button kind=Kind::Quiet small=true>{t!(shell.person.sign_out)}</Button>
                    </form>
                </nav>
            </header>
            <main id="content" class="mx-auto grid w-full max-w-prose min-w-0 px-4 pt-6 pb-16 tablet:pt-10">
                {notice}
                <PageHeader title=t!(account.title) text=t!(account.text) />
                <Tabs label=t!(account.sections) tabs=tabs.to_vec() />
                <div class="grid gap-6">{page}</div>
            </main>
        </div>
    }
    .into_any())
}
