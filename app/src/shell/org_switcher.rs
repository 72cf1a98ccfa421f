use super::nav::{OrgNav, Place};
use crate::ui::{Icon, OrgMark, Size};
use leptos::prelude::*;
use words::t;

/// With more organisations than this, a list of them can be searched.
pub const SEEN_AT_A_GLANCE: usize = 7;

/// Which organisation this is, and the way to the others: to the same page there, which decides itself whether it may be seen.
#[component]
pub(super) fn OrgSwitcher(nav: OrgNav, place: Place) -> impl IntoView {
    let OrgNav { name, role, others, invitations, .. } = nav;
    let (many, alone) = (others.len() > SEEN_AT_A_GLANCE, others.is_empty());
    let waiting = !invitations.is_empty();
    let others = others.into_iter().map(move |org| {
        let (found, goal) = (org.name.to_lowercase(), org.name.clone());
        view! {
            <li data-found=found>
                <a href=place.path(&org.slug) data-goal=goal class=CHOICE>
                    <OrgMark name=org.name.clone() size=Size::Small />
                    <span class="grid min-w-0">
                        <span class="truncate">{org.name}</span>
                        <span class="truncate text-xs text-muted">{org.role}</span>
                    </span>
                </a>
            </li>
        }
    });
    let invitations = invitations.into_iter().map(|invitation| {
        view! {
            <li>
                <a href=invitation.href class=CHOICE>
                    <OrgMark name=invitation.org.clone() size=Size::Small />
                    <span class="grid min-w-0">
                        <span class="truncate">{invitation.org}</span>
                        <span class="truncate text-xs text-accent">{t!(shell.org.invited)}</span>
                    </span>
                </a>
            </li>
        }
    });
    view! {
        <button
            type="button"
            popovertarget="orgs"
            class="mb-2 flex w-full cursor-pointer items-center gap-2.5 rounded-control p-2 text-left hover:bg-chip/70"
        >
            <OrgMark name=name.clone() />
            <span class="grid min-w-0 grow">
                <span class="truncate font-semibold">{name}</span>
                <span class="truncate text-xs text-muted">{role}</span>
            </span>
            {waiting.then(|| view! { <span class="size-2 shrink-0 rounded-full bg-accent" /> })}
            <span class="sr-only">{t!(shell.org.switch)}</span>
            <Icon glyph=icondata_lu::LuChevronsUpDown class="size-4 text-muted" />
        </button>
        <div id="orgs" popover="auto" class="menu menu-start w-72 flex-col open:flex">
            {waiting.then(|| view! { <p class=HEADING>{t!(shell.org.waiting)}</p> })}
            <ul>{invitations.collect_view()}</ul>
            {(!alone).then(|| view! { <p class=HEADING>{t!(shell.org.others)}</p> })}
            {many
                .then(|| {
                    view! {
                        <input
                            type="search"
                            aria-label=t!(shell.org.find)
                            placeholder=t!(shell.org.find)
                            data-find="orgs"
                            class="mx-1.5 my-1 h-8 shrink-0 w-[calc(100%-0.75rem)] rounded-sm border border-control bg-surface px-2.5 focus-visible:outline-offset-0 noscript:hidden pointer-coarse:h-11 pointer-coarse:text-base"
                        />
                    }
                })}
            <ul class="min-h-11 overflow-y-auto empty:hidden">{others.collect_view()}</ul>
            <a href="/organizations" data-goal=t!(shell.org.all) class=CHOICE>
                <span class="grid size-5.5 place-items-center text-muted">
                    <Icon glyph=icondata_lu::LuLayoutGrid />
                </span>
                {t!(shell.org.all)}
            </a>
            <a href="/sign-up/organization" class=CHOICE>
                <span class="grid size-5.5 place-items-center text-muted">
                    <Icon glyph=icondata_lu::LuPlus />
                </span>
                {t!(shell.org.create)}
            </a>
        </div>
    }
    .into_any()
}

const CHOICE: &str = "flex shrink-0 items-center gap-2.5 rounded-sm px-2 py-1.5 hover:bg-chip focus-visible:outline-offset-0 pointer-coarse:min-h-11 pointer-coarse:py-2.5";
const HEADING: &str = "px-2 pt-2 pb-1 text-xs font-medium text-muted";
