use super::{Icon, button::ICON as DOTS};
use icondata_core::Icon as Glyph;
use leptos::prelude::*;
use words::t;

/// What can be done with one thing, behind three dots: a native popover, so it opens, closes and leaves the table without script.
#[component]
pub fn Menu(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// Whom or what its acts are about: "Actions for Ana Lindqvist".
    #[prop(into)]
    about: String,
    /// [`MenuLink`]s and [`MenuButton`]s.
    children: Children,
) -> impl IntoView {
    view! {
        <button type="button" class=DOTS aria-label=t!(common.actions_for, name = about) popovertarget=id.clone()>
            <Icon glyph=icondata_lu::LuEllipsis />
        </button>
        <div id=id popover="auto" class="menu">
            {children()}
        </div>
    }
    .into_any()
}

/// A page to go to. Menus that a list repeats in every row do without icons.
#[component]
pub fn MenuLink(
    #[prop(into)] href: String,
    #[prop(optional)] glyph: Option<Glyph>,
    #[prop(optional)] danger: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <a href=href class=if danger { DANGER } else { ITEM }>
            {glyph.map(|glyph| view! { <Icon glyph /> })}
            {children()}
        </a>
    }
    .into_any()
}

/// Something to do: submits its form, or with `acts="button"` opens a dialog (`attr:command="show-modal" attr:commandfor=id`).
#[component]
pub fn MenuButton(glyph: Glyph, #[prop(default = "submit")] acts: &'static str, #[prop(optional)] danger: bool, children: Children) -> impl IntoView {
    view! {
        <button type=acts class=if danger { DANGER } else { ITEM }>
            <Icon glyph />
            {children()}
        </button>
    }
    .into_any()
}

/// A line between kinds of acts.
#[component]
pub fn MenuRule() -> impl IntoView {
    view! { <hr class="mx-1.5 my-1 border-line" /> }.into_any()
}

/// An entry of a menu.
pub const ITEM: &str = "item";
const DANGER: &str = "item item-danger";
