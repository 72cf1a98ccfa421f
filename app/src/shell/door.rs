use super::{MAILBOX, Mark, preferences::ChooseLanguage};
use crate::{
    ssr,
    ui::{Icon, PageTitle, TitleEnd, language},
};
use leptos::{prelude::*, server_fn::ServerFn};
use words::{Reader, t};

/// The door: one column, one question, nothing else to click.
#[component]
pub fn Door(
    #[prop(into)] vendor: String,
    /// This page's path and query, for the language switch to come back to.
    #[prop(into)]
    here: String,
    children: Children,
) -> impl IntoView {
    view! {
        <TitleEnd place=vendor.clone() />
        <div data-room="door" class="grid min-h-dvh grid-rows-[auto_1fr_auto]">
            <header class="px-5 py-4.5 tablet:px-8 tablet:py-6">
                <a href="/" class="inline-flex items-center rounded-control pointer-coarse:h-11">
                    <Mark vendor />
                </a>
            </header>
            <main class="mx-auto w-full max-w-[calc(var(--container-door)+2.5rem)] px-5 pt-[2vh] pb-12 tablet:pt-[6vh]">{children()}</main>
            <footer class="flex flex-wrap items-center justify-center gap-x-4 px-5 pt-2 pb-6">
                {ssr::visitor().signed_in.is_none().then(|| view! { <Languages here /> })} <ToMailbox />
            </footer>
        </div>
    }
    .into_any()
}

/// The head of a page of the door: the question, and a sentence.
#[component]
pub fn DoorHeading(#[prop(into)] title: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <PageTitle text=title.clone() />
        <div class="mb-7 grid gap-2">
            <h1 class="text-xl font-semibold tracking-tight">{title}</h1>
            {children.map(|children| view! { <p class="text-soft">{children()}</p> })}
        </div>
    }
    .into_any()
}

/// Where the mail is that a page speaks of, on a portal that is tried out.
#[component]
fn ToMailbox() -> impl IntoView {
    ssr::keeps_mail().then(|| {
        view! {
            <a
                href=MAILBOX
                target="_blank"
                class="inline-flex h-8 items-center gap-1.5 rounded-control px-2.5 text-sm text-muted hover:text-text pointer-coarse:h-11"
            >
                <Icon glyph=icondata_lu::LuMailOpen />
                {t!(mailbox.title)}
            </a>
        }
    })
}

/// Every language by its own name; a form, so it works without script. For visitors: a person reads in their own.
#[component]
fn Languages(here: String) -> impl IntoView {
    let now = Reader::current().locale;
    let choice = |locale: contract::Locale| {
        view! {
            <button
                name="locale"
                value=locale.tag()
                lang=locale.tag()
                aria-pressed=if locale == now { "true" } else { "false" }
                class="h-8 cursor-pointer rounded-control px-2.5 text-sm text-muted hover:text-text aria-pressed:text-text pointer-coarse:h-11"
            >
                {language(locale)}
            </button>
        }
    };
    view! {
        <form method="post" action=ChooseLanguage::url() aria-label=t!(shell.language) class="flex gap-1">
            <input type="hidden" name="back" value=here />
            {contract::Locale::ALL.map(choice).collect_view()}
        </form>
    }
    .into_any()
}
