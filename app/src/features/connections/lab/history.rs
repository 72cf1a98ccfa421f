use super::result::{Standing, said, standing};
use crate::{
    features::connections::{about::About, path},
    ui::{Card, Moment, StatusDot, Tone},
};
use leptos::prelude::*;
use portal::{connection::Step, federation::tests::Test};
use words::t;

/// The last tests, each with its result a link away; nothing where there is no second one.
pub(super) fn history(about: &About, tests: &[Test], shown: Option<&Test>) -> AnyView {
    if tests.len() < 2 {
        return view! { <div id="tests" data-beside-live hidden></div> }.into_any();
    }
    let lines = tests.iter().map(|test| {
        let href = format!("{}?test={}", path::step(&about.org, about.id, Step::Test), test.id);
        let tone = match standing(test) {
            Standing::Passed => Tone::Ok,
            Standing::Failed => Tone::Danger,
            Standing::Waiting | Standing::UnderWay => Tone::Info,
            Standing::Over => Tone::Neutral,
        };
        let current = shown.is_some_and(|shown| shown.id == test.id).then_some("true");
        let (said, name, at, code) = (said(test), test.asked_by.clone(), test.created_at, test.code.clone());
        view! {
            <li>
                <a
                    href=href
                    aria-current=current
                    class="flex flex-wrap items-center gap-x-4 gap-y-0.5 px-4 py-2.5 hover:bg-sunken aria-[current]:bg-sunken tablet:px-5 pointer-coarse:py-3.5"
                >
                    <span class="grow basis-52">
                        <StatusDot tone>{said}</StatusDot>
                    </span>
                    <span class="font-mono text-xs text-muted">{code}</span>
                    <span class="text-muted">{name}</span>
                    <span class="text-xs text-muted">
                        <Moment at />
                    </span>
                </a>
            </li>
        }
    });
    let lines = lines.collect_view();
    view! {
        <div id="tests" data-beside-live>
            <Card title=t!(connections.lab.history) flush=true>
                <ul class="divide-y divide-line">{lines}</ul>
            </Card>
        </div>
    }
    .into_any()
}
