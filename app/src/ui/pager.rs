use super::{ButtonLink, MaybeText};
use leptos::prelude::*;
use words::t;

/// How much there is, and the way to the page before and after, by cursor. Where there is one page there are no ways.
#[component]
pub fn Pager(
    /// How much there is: "412 members".
    #[prop(optional, into)]
    note: MaybeText,
    #[prop(optional, into)] previous: MaybeText,
    #[prop(optional, into)] next: MaybeText,
) -> impl IntoView {
    let (note, previous, next) = (note.0, previous.0, next.0);
    let several = previous.is_some() || next.is_some();
    let step = |href: Option<String>, word: &'static str, rel: &'static str| {
        match href {
        Some(href) => view! { <ButtonLink href attr:rel=rel>{word}</ButtonLink> }.into_any(),
        None => view! { <span role="link" aria-disabled="true" class="inline-flex h-9 items-center rounded-control border border-line px-3.5 font-medium text-muted opacity-60 select-none pointer-coarse:h-11">{word}</span> }.into_any(),
    }
    };
    if !several {
        return note.map(|note| view! { <p class="pt-3.5 text-muted">{note}</p> }).into_any();
    }
    view! {
        <nav aria-label=t!(common.pages) class="flex items-center justify-between gap-4 pt-3.5 text-muted">
            <span>{note}</span>
            <span class="flex gap-2">
                {step(previous, t!(common.previous), "prev")} {step(next, t!(common.next), "next")}
            </span>
        </nav>
    }
    .into_any()
}
