use super::Mark;
use crate::{
    ssr,
    ui::{Button, Kind, TitleEnd},
};
use leptos::prelude::*;
use words::t;

/// A person's own pages, outside every organisation: their account, their organisations.
#[component]
pub fn Outside(#[prop(into)] vendor: String, children: Children) -> impl IntoView {
    let here = ssr::here();
    let link = move |href: &'static str, label: &'static str| {
        let current = here.starts_with(href).then_some("page");
        view! {
            <a href=href aria-current=current class=ENTRY>
                {label}
            </a>
        }
    };
    view! {
        <TitleEnd place=vendor.clone() />
        <div data-room="house" class="min-h-dvh">
            <header class="flex flex-wrap items-center gap-x-5 gap-y-1 border-b border-line bg-surface px-4 py-2.5 tablet:px-8">
                <a href="/" class="mr-auto inline-flex items-center rounded-control pointer-coarse:h-11">
                    <Mark vendor />
                </a>
                <nav aria-label=t!(shell.navigation) class="-mx-2.5 flex flex-wrap items-center">
                    {link("/organizations", t!(shell.org.yours))}
                    {link("/account", t!(shell.person.account))}
                    <form method="post" action="/fn/sign-out">
                        <Button kind=Kind::Quiet small=true>{t!(shell.person.sign_out)}</Button>
                    </form>
                </nav>
            </header>
            <main id="content" class="mx-auto grid w-full max-w-prose min-w-0 px-4 pt-6 pb-16 tablet:pt-10">{children()}</main>
        </div>
    }
    .into_any()
}

const ENTRY: &str = "inline-flex h-8 items-center rounded-control px-2.5 font-medium text-soft hover:bg-chip hover:text-text aria-[current=page]:text-text pointer-coarse:h-11";
