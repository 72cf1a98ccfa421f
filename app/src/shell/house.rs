use super::{
    nav::{OrgNav, Place},
    org_switcher::OrgSwitcher,
    palette::{Palette, PaletteButton},
    person_menu::PersonMenu,
};
use crate::ui::{Icon, IconButton, TitleEnd};
use contract::Permission;
use icondata_core::Icon as Glyph;
use leptos::prelude::*;
use words::t;

/// The house: a rail on the left, the page beside it. Below 896 px the rail is a drawer, opened from a bar on top by the browser itself.
#[component]
pub fn House(
    nav: OrgNav,
    place: Place,
    /// This page's path and query, for the switches to come back to.
    #[prop(into)]
    here: String,
    children: Children,
) -> impl IntoView {
    let (name, person) = (nav.name.clone(), nav.person.clone());
    view! {
        <TitleEnd place=name.clone() />
        <a href="#content" class="sr-only z-40 rounded-control bg-raised px-3 py-2 font-medium focus:not-sr-only focus:fixed focus:top-2 focus:left-2">
            {t!(shell.skip)}
        </a>
        <div data-room="house" class="min-h-dvh house:grid house:grid-cols-[15rem_minmax(0,1fr)]">
            <header class="sticky top-0 z-20 flex h-14 items-center gap-1 border-b border-line bg-surface px-2 house:hidden">
                <IconButton name=t!(shell.menu) glyph=icondata_lu::LuMenu attr:popovertarget="rail" />
                <span class="truncate font-semibold">{name}</span>
            </header>
            <nav
                id="rail"
                popover="auto"
                aria-label=t!(shell.navigation)
                class="drawer inset-y-0 left-0 m-0 h-dvh w-72 max-w-[85vw] flex-col gap-0.5 overflow-y-auto border-0 border-r border-line bg-canvas p-3 text-text shadow-float open:flex house:sticky house:top-0 house:flex house:w-auto house:max-w-none house:shadow-none house:[view-transition-name:rail]"
            >
                <OrgSwitcher nav=nav.clone() place />
                <PaletteButton />
                <Entries nav=nav.clone() place />
                <PersonMenu person here />
            </nav>
            <Palette nav />
            <main id="content" tabindex="-1" class="mx-auto w-full max-w-house min-w-0 px-4 pt-5 pb-16 tablet:px-6 tablet:pt-7 desk:px-10">
                {children()}
            </main>
        </div>
    }
    .into_any()
}

/// The pages, in groups.
#[component]
fn Entries(nav: OrgNav, place: Place) -> impl IntoView {
    let may = |permission| nav.may.contains(&permission);
    let entry = |to: Place, glyph, label| {
        view! { <Entry href=to.path(&nav.slug) glyph label current=place == to /> }
    };
    let waiting = nav.waiting.clone().map(|waiting| {
        view! {
            <span class="rounded-full bg-accent-tint px-1.5 text-xs font-medium text-accent">
                <span aria-hidden="true">{waiting.count}</span>
                <span class="sr-only">{waiting.words}</span>
            </span>
        }
    });
    let members = nav.members.clone().map(|count| view! { <span class="text-xs text-muted">{count}</span> });
    view! {
        {entry(Place::Home, icondata_lu::LuHouse, t!(shell.nav.home))}
        {may(Permission::SeeMembers)
            .then(|| {
                view! {
                    <Group label=t!(shell.nav.people) />
                    <Entry href=Place::Members.path(&nav.slug) glyph=icondata_lu::LuUsers label=t!(shell.nav.members) current=place == Place::Members>
                        {waiting}
                        {members}
                    </Entry>
                    {entry(Place::Roles, icondata_lu::LuShieldCheck, t!(shell.nav.roles))}
                }
            })}
        {may(Permission::SeeSignIn)
            .then(|| {
                view! {
                    <Group label=t!(shell.nav.sign_in) />
                    {entry(Place::Domains, icondata_lu::LuGlobe, t!(shell.nav.domains))}
                    {entry(Place::Connections, icondata_lu::LuKeyRound, t!(shell.nav.connections))}
                    {entry(Place::Policy, icondata_lu::LuShield, t!(shell.nav.policy))}
                }
            })}
        {may(Permission::SeeActivity)
            .then(|| {
                view! {
                    <Group label=t!(shell.nav.record) />
                    {entry(Place::Activity, icondata_lu::LuHistory, t!(shell.nav.activity))}
                }
            })}
        {may(Permission::SeeSettings)
            .then(|| {
                view! {
                    <Group label=t!(shell.nav.org) />
                    {entry(Place::Settings, icondata_lu::LuSettings, t!(shell.nav.settings))}
                }
            })}
    }
    .into_any()
}

#[component]
fn Group(label: &'static str) -> impl IntoView {
    view! { <h2 class="mx-2.5 mt-4 mb-1 text-xs font-medium text-muted">{label}</h2> }.into_any()
}

#[component]
fn Entry(href: String, glyph: Glyph, label: &'static str, current: bool, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <a
            href=href
            data-goal=label
            aria-current=current.then_some("page")
            class="flex h-8 items-center gap-2.5 rounded-control px-2.5 text-soft transition-colors hover:bg-chip/70 aria-[current]:bg-surface aria-[current]:font-medium aria-[current]:text-text aria-[current]:ring aria-[current]:ring-line pointer-coarse:h-11"
        >
            <Icon glyph />
            <span class="grow truncate">{label}</span>
            {children.map(|children| children())}
        </a>
    }
    .into_any()
}
