use leptos::prelude::*;
use words::t;

/// How many questions are still to come, at the head of a page of the door.
#[component]
pub fn Steps(
    /// From 1.
    step: u8,
    of: u8,
) -> impl IntoView {
    let bar = |nth: u8| {
        let colour = if nth <= step { "bg-accent" } else { "bg-line-strong" };
        view! { <span class=format!("h-[3px] grow rounded-full {colour}") /> }
    };
    view! {
        <div role="img" aria-label=t!(common.step_of, step = step, steps = of) class="mb-7 flex gap-1.5">
            {(1..=of).map(bar).collect_view()}
        </div>
    }
    .into_any()
}
