use super::{MaybeText, OrgMark};
use leptos::prelude::*;

/// Some of many, to go on with one of them: [`Tile`]s.
#[component]
pub fn Tiles(children: Children) -> impl IntoView {
    view! { <ul class="grid gap-2.5 phone:grid-cols-2 desk:grid-cols-3">{children()}</ul> }.into_any()
}

/// One of them: a link, by its name and a word about it.
#[component]
pub fn Tile(
    #[prop(into)] href: String,
    #[prop(into)] title: String,
    #[prop(optional, into)] text: MaybeText,
    /// The one that is meant, as far as we can tell.
    #[prop(optional)]
    marked: bool,
) -> impl IntoView {
    let border = if marked { "border-accent ring ring-accent" } else { "border-line hover:border-line-strong" };
    view! {
        <li class="grid">
            <a href=href class=format!("flex min-h-16 items-center gap-3 rounded-card border bg-surface px-3.5 py-3 transition-colors hover:bg-sunken {border}")>
                <OrgMark name=title.clone() />
                <span class="grid min-w-0">
                    <span class="font-medium">{title}</span>
                    {text.0.map(|text| view! { <span class="text-xs text-muted">{text}</span> })}
                </span>
            </a>
        </li>
    }
    .into_any()
}
