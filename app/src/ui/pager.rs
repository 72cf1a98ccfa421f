use super::{ButtonLink, MaybeText};
use leptos::prelude::*;
use words::t;

/// To the page before and after, by cursor. Shows nothing when there is only one.
#[component]
pub fn Pager(
    /// What is seen of how much: "50 of 412".
    #[prop(optional, into)]
    note: String,
    #[prop(optional, into)] previous: MaybeText,
    #[prop(optional, into)] next: MaybeText,
) -> impl IntoView {
    let (previous, next) = (previous.0, next.0);
    let several = previous.is_some() || next.is_some();
    let step = |href: Option<String>, word: &'static str, rel: &'static str| {
        match href {
        Some(href) => view! { <ButtonLink href attr:rel=rel>{word}</ButtonLink> }.into_any(),
        None => view! { <span role="link" aria-disabled="true" class="inline-flex h-9 items-center rounded-control border border-line px-3.5 font-medium text-muted opacity-60 select-none pointer-coarse:h-11">{word}</span> }.into_any(),
    }
    };
    several
        .then(|| {
            view! {
                <nav aria-label=t!(common.pages) class="flex items-center justify-between gap-4 pt-3.5 text-muted">
                    <span>{note}</span>
                    <span class="flex gap-2">
                        {step(previous, t!(common.previous), "prev")} {step(next, t!(common.next), "next")}
                    </span>
                </nav>
            }
        })
        .into_any()
}
