use super::nav::{OrgNav, Place};
use crate::ui::Icon;
use contract::Permission;
use icondata_core::Icon as Glyph;
use leptos::prelude::*;
use words::t;

/// The id of the dialog.
const PALETTE: &str = "palette";

/// Where to go, by a few letters. The door script opens it by ⌘K too, and puts the goals of the rail (`data-goal`) before what is done most;
/// without script the rail itself has to do.
#[component]
pub(super) fn Palette(nav: OrgNav) -> impl IntoView {
    let may = |permission| nav.may.contains(&permission);
    let goal = |permission, glyph, label: &'static str, path: String| may(permission).then(|| view! { <Goal glyph label href=path /> });
    let members = Place::Members.path(&nav.slug);
    let invite = goal(Permission::InvitePeople, icondata_lu::LuUserPlus, t!(invitations.invite), format!("{members}/invite"));
    let add = goal(Permission::ManageSignIn, icondata_lu::LuGlobe, t!(domains.add.title), format!("{}/add", Place::Domains.path(&nav.slug)));
    let connect =
        goal(Permission::ManageSignIn, icondata_lu::LuKeyRound, t!(connections.connect), format!("{}/new", Place::Connections.path(&nav.slug)));
    let search = may(Permission::SeeMembers).then(|| {
        let sought = format!("{members}?q=");
        view! {
            <li data-sought=sought hidden=true>
                <a href=members class=GOAL>
                    <Icon glyph=icondata_lu::LuSearch />
                    <span class="truncate">{t!(shell.palette.members)} " " <b class="font-medium text-text" /></span>
                </a>
            </li>
        }
    });
    view! {
        <dialog
            id=PALETTE
            closedby="any"
            aria-label=t!(shell.palette.title)
            class="sheet mx-auto mt-[12vh] mb-auto w-[min(34rem,calc(100vw-2rem))] rounded-card border border-line bg-raised p-1.5 text-text shadow-float backdrop:bg-shade"
        >
            <input
                type="search"
                autofocus=true
                aria-label=t!(shell.palette.title)
                placeholder=t!(shell.palette.hint)
                data-find="goals"
                class="h-11 w-full rounded-sm px-2.5 text-base placeholder:text-muted focus-visible:-outline-offset-2"
            />
            <ul id="goals" data-each=GOAL class="mt-1.5 max-h-[50vh] overflow-y-auto">
                {invite}
                {add}
                {connect}
                {search}
            </ul>
            <p class="hidden px-2.5 py-2 text-muted [ul:not(:has(>li:not([hidden])))+&]:block">{t!(shell.palette.none)}</p>
        </dialog>
    }
    .into_any()
}

/// Opens it: for a mouse or a finger, and to say which key does.
#[component]
pub(super) fn PaletteButton() -> impl IntoView {
    view! {
        <button
            type="button"
            hidden=true
            command="show-modal"
            commandfor=PALETTE
            class="mb-2 flex h-8 shrink-0 cursor-pointer items-center gap-2.5 rounded-control border border-line px-2.5 text-muted hover:bg-chip/70 hover:text-text pointer-coarse:h-11"
        >
            <Icon glyph=icondata_lu::LuSearch />
            <span class="grow text-left">{t!(shell.palette.title)}</span>
            <kbd aria-hidden="true" class="font-sans text-xs pointer-coarse:hidden">
                "Ctrl K"
            </kbd>
        </button>
    }
    .into_any()
}

#[component]
fn Goal(glyph: Glyph, label: &'static str, href: String) -> impl IntoView {
    view! {
        <li data-found=label.to_lowercase()>
            <a href=href class=GOAL>
                <Icon glyph />
                <span class="truncate">{label}</span>
            </a>
        </li>
    }
    .into_any()
}

const GOAL: &str = "flex min-h-9 items-center gap-2.5 rounded-sm px-2.5 text-soft [&>svg]:mx-0.75 hover:bg-chip focus-visible:-outline-offset-2 focus-visible:bg-chip focus-visible:text-text pointer-coarse:min-h-11";
