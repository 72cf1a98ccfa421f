use leptos::prelude::*;

/// A link in running text. Underlined where it stands among words, so that colour alone doesn't tell it.
#[component]
pub fn Link(#[prop(into)] href: String, children: Children) -> impl IntoView {
    view! {
        <a href=href class=LINK>
            {children()}
        </a>
    }
    .into_any()
}

/// How a link in text looks; also for a `<button>` that acts like one, and for tags of `rich!`.
pub const LINK: &str = "cursor-pointer font-medium text-accent underline decoration-accent/40 underline-offset-3 hover:decoration-accent";
