use super::{Icon, MaybeText};
use leptos::prelude::*;
use words::t;

/// How far one step of a longer job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Done,
    /// The page one is on.
    Current,
    Open,
}

/// One step: what it is called, where it is, and what there is to know about it before it is opened.
#[derive(Debug, Clone)]
pub struct StepEntry {
    pub label: String,
    /// None: it can't be opened (yet).
    pub href: Option<String>,
    pub mark: Mark,
    /// Waits for something, in a few words.
    pub note: MaybeText,
}

/// The steps of a longer job: beside its page where there is room for it, in a line above it where there isn't.
#[component]
pub fn Stepper(#[prop(into)] label: String, steps: Vec<StepEntry>) -> impl IntoView {
    let steps = steps.into_iter().zip(1..).map(|(step, nth): (StepEntry, usize)| view! { <li class="shrink-0">{entry(step, nth)}</li> });
    view! {
        <nav id="steps" data-beside-live aria-label=label class="min-w-0">
            <ol data-row class="relative flex items-center gap-0.5 max-desk:overflow-x-auto max-desk:p-1 max-desk:[scrollbar-width:none] desk:grid">
                {steps.collect_view()}
            </ol>
        </nav>
    }
    .into_any()
}

fn entry(step: StepEntry, nth: usize) -> AnyView {
    let StepEntry { label, href, mark, note } = step;
    let sign = match mark {
        Mark::Done => view! { <Icon glyph=icondata_lu::LuCheck name=t!(common.done) class="size-3 stroke-3" /> }.into_any(),
        Mark::Current | Mark::Open => view! { <span aria-hidden="true">{nth}</span> }.into_any(),
    };
    let (ring, words) = match mark {
        Mark::Done => ("border-transparent bg-accent text-on-accent", "max-desk:sr-only text-soft"),
        Mark::Current => ("border-accent bg-surface text-accent ring-3 ring-accent-tint", "font-medium"),
        Mark::Open => ("border-line-strong text-muted", "max-desk:sr-only text-soft"),
    };
    let note = note.0.map(|note| view! { <span class="text-xs font-normal text-warn max-desk:sr-only">{note}</span> });
    let inside = view! {
        <span class=format!("grid size-5 shrink-0 place-items-center rounded-full border text-[0.6875rem] font-semibold tabular-nums {ring}")>{sign}</span>
        <span class=format!("grid min-w-0 {words}")>
            <span class="max-desk:whitespace-nowrap">{label}</span>
            {note}
        </span>
    };
    let current = (mark == Mark::Current).then_some("step");
    match href {
        Some(href) => view! { <a href=href aria-current=current class=format!("{BOX} transition-colors hover:bg-chip/70")>{inside}</a> }.into_any(),
        None => view! { <span aria-current=current class=BOX>{inside}</span> }.into_any(),
    }
}

const BOX: &str = "flex items-start gap-3 rounded-control p-2 max-desk:items-center max-desk:gap-2 pointer-coarse:p-3";
