use super::{Avatar, Badge, MaybeText};
use leptos::prelude::*;

/// A person in a list: face, name, and below it their address or what tells them apart.
#[component]
pub fn Who(
    #[prop(into)] name: String,
    #[prop(into)] detail: String,
    /// Where their page is.
    #[prop(optional, into)]
    href: MaybeText,
    /// A word beside the name: "you".
    #[prop(optional, into)]
    note: MaybeText,
) -> impl IntoView {
    let (href, note) = (href.0, note.0);
    let title = match href {
        Some(href) => view! {
            <a href=href class="truncate font-medium text-text after:absolute after:-inset-y-2 after:inset-x-0 hover:underline">
                {name.clone()}
            </a>
        }
        .into_any(),
        None => view! { <span class="truncate font-medium text-text">{name.clone()}</span> }.into_any(),
    };
    view! {
        <span class="relative flex min-w-0 items-center gap-3">
            <span class="max-[23rem]:hidden">
                <Avatar name />
            </span>
            <span class="grid min-w-0">
                <span class="flex min-w-0 items-center gap-2">{title} {note.map(|note| view! { <Badge>{note}</Badge> })}</span>
                <span class="truncate text-xs text-muted">{detail}</span>
            </span>
        </span>
    }
    .into_any()
}
