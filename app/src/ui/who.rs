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
    let face = name.clone();
    let title = match href {
        Some(href) => view! { <a href=href class=NAME>{name}</a> }.into_any(),
        None => view! { <span class=NAME>{name}</span> }.into_any(),
    };
    view! {
        <span class="who">
            <Avatar name=face />
            <span>
                <span>{title} {note.map(|note| view! { <Badge>{note}</Badge> })}</span>
                {(!detail.is_empty()).then(|| view! { <small>{detail}</small> })}
            </span>
        </span>
    }
    .into_any()
}

/// On a phone a name takes the lines that it needs: cut, it tells nobody apart.
const NAME: &str = "truncate max-tablet:wrap-anywhere max-tablet:whitespace-normal";
