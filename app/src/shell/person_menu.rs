use super::{MAILBOX, nav::PersonNav, preferences::ChooseTheme, theme::Theme};
use crate::{
    ssr,
    ui::{Avatar, ITEM, Icon, Size},
};
use leptos::{prelude::*, server_fn::ServerFn};
use words::t;

/// Who is signed in, at the foot of the rail: their own pages, the look, the way out.
#[component]
pub(super) fn PersonMenu(person: PersonNav, here: String) -> impl IntoView {
    let PersonNav { name, address } = person;
    view! {
        <div class="mt-auto pt-4">
            <button
                type="button"
                popovertarget="you"
                class="flex h-10 w-full cursor-pointer items-center gap-2.5 rounded-control px-2 text-left text-soft hover:bg-chip/70 pointer-coarse:h-11"
            >
                <Avatar name=name.clone() size=Size::Small />
                <span class="grow truncate">{name.clone()}</span>
                <span class="sr-only">{t!(shell.person.menu)}</span>
                <Icon glyph=icondata_lu::LuChevronsUpDown class="size-4 text-muted" />
            </button>
            <div id="you" popover="auto" class="menu menu-start w-64">
                <div class="grid px-2.5 py-2">
                    <span class="truncate font-medium">{name}</span>
                    <span class="truncate text-xs text-muted">{address}</span>
                </div>
                <a href="/account" data-goal=t!(shell.person.account) class=ITEM>
                    <Icon glyph=icondata_lu::LuCircleUser />
                    {t!(shell.person.account)}
                </a>
                {ssr::keeps_mail()
                    .then(|| {
                        view! {
                            <a href=MAILBOX target="_blank" class=ITEM>
                                <Icon glyph=icondata_lu::LuMailOpen />
                                {t!(mailbox.title)}
                            </a>
                        }
                    })}
                <Look here />
                <form method="post" action="/fn/sign-out" class="mt-1 border-t border-line pt-1">
                    <button class=ITEM>
                        <Icon glyph=icondata_lu::LuLogOut />
                        {t!(shell.person.sign_out)}
                    </button>
                </form>
            </div>
        </div>
    }
    .into_any()
}

/// Light, dark, or as the system does. The door script changes it in place.
#[component]
fn Look(here: String) -> impl IntoView {
    let theme = Theme::chosen();
    let choice = |value: Option<Theme>, label: &'static str| {
        view! {
            <button
                name="theme"
                value=value.map_or("system", Theme::key)
                aria-pressed=if value == theme { "true" } else { "false" }
                class="h-7 grow cursor-pointer rounded-sm px-2 text-xs text-soft hover:text-text aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-text aria-pressed:ring aria-pressed:ring-line pointer-coarse:h-10"
            >
                {label}
            </button>
        }
    };
    view! {
        <form method="post" action=ChooseTheme::url() data-theme-switch aria-label=t!(shell.theme.label) class="m-1.5 flex rounded-control bg-sunken p-0.5">
            <input type="hidden" name="back" value=here />
            {choice(None, t!(shell.theme.system))}
            {choice(Some(Theme::Light), t!(shell.theme.light))}
            {choice(Some(Theme::Dark), t!(shell.theme.dark))}
        </form>
    }
    .into_any()
}
