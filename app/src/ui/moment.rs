use leptos::prelude::*;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// How an instant is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Told {
    /// "4 min ago", "in 3 days"; the exact time on hover.
    #[default]
    Relative,
    /// "12 Sep"; the exact time on hover.
    Day,
    /// "14:02", under a heading that says the day; the exact time on hover.
    Clock,
    /// To the minute, with weekday and zone.
    Exact,
}

/// An instant in the reader's zone and language.
#[component]
pub fn Moment(at: OffsetDateTime, #[prop(optional)] told: Told) -> impl IntoView {
    let exact = words::exact(at);
    let (text, title) = match told {
        Told::Relative => (words::relative(at), Some(exact)),
        Told::Day => (words::day(at), Some(exact)),
        Told::Clock => (words::clock(at), Some(exact)),
        Told::Exact => (exact, None),
    };
    view! {
        <time datetime=at.format(&Rfc3339).unwrap_or_default() title=title>
            {text}
        </time>
    }
    .into_any()
}
