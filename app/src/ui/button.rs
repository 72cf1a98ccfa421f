use super::Icon;
use icondata_core::Icon as Glyph;
use leptos::prelude::*;

/// How much a button asks for. A page has one primary action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    Primary,
    #[default]
    Secondary,
    Quiet,
    Danger,
}

/// A button; submits its form unless `kind_of` says otherwise (`"button"` for one that opens something).
///
/// While its form is under way for more than 150 ms the door script marks it `aria-busy`: it keeps its width and turns.
#[component]
pub fn Button(
    #[prop(optional)] kind: Kind,
    /// `type`: `submit` or `button`.
    #[prop(default = "submit")]
    acts: &'static str,
    #[prop(optional)] icon: Option<Glyph>,
    #[prop(optional)] busy: bool,
    #[prop(optional)] disabled: bool,
    /// 32 px, in rows and bars.
    #[prop(optional)]
    small: bool,
    #[prop(default = "")] class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <button type=acts disabled=disabled aria-busy=busy.then_some("true") class=look(kind, small, class)>
            {icon.map(|glyph| view! { <Icon glyph /> })}
            {children()}
        </button>
    }
    .into_any()
}

/// A link that looks like a button, for an action that is a page.
#[component]
pub fn ButtonLink(
    #[prop(into)] href: String,
    #[prop(optional)] kind: Kind,
    #[prop(optional)] icon: Option<Glyph>,
    #[prop(optional)] small: bool,
    #[prop(default = "")] class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <a href=href class=look(kind, small, class)>
            {icon.map(|glyph| view! { <Icon glyph /> })}
            {children()}
        </a>
    }
    .into_any()
}

/// A button that is only an icon: its `name` is what screen readers say and what hovering shows.
#[component]
pub fn IconButton(#[prop(into)] name: String, glyph: Glyph, #[prop(default = "button")] acts: &'static str) -> impl IntoView {
    view! {
        <button type=acts title=name.clone() aria-label=name class=ICON>
            <Icon glyph />
        </button>
    }
    .into_any()
}

/// The look of a button, for what isn't one, as the label of a file field. `class` adds what the look leaves open: width, margins.
pub fn look(kind: Kind, small: bool, class: &'static str) -> String {
    let colours = match kind {
        Kind::Primary => "border-transparent bg-accent text-on-accent hover:bg-accent-strong",
        Kind::Secondary => "border-line-strong bg-surface text-text hover:bg-sunken",
        Kind::Quiet => "border-transparent text-soft hover:bg-chip hover:text-text",
        Kind::Danger => "border-transparent bg-danger text-on-danger hover:bg-danger-strong",
    };
    let size = match (small, kind) {
        (true, _) => "button-small",
        (false, Kind::Quiet) => "px-2.5",
        (false, _) => "",
    };
    format!("button {colours} {size} {class}")
}

/// A button that is only an icon.
pub(super) const ICON: &str = "icon-button";
