use crate::ssr;
use crate::ui::{ButtonLink, CopyField, Icon, Kind, PageTitle};
use contract::{Problem, ProblemKind};
use leptos::prelude::*;
use words::t;

/// A page that couldn't be shown: what happened, what to do next, and what support needs to find it. In the door or in the house.
#[component]
pub fn ProblemView(
    problem: Problem,
    /// This page's path and query, to try again or to come back to after signing in.
    #[prop(into)]
    here: String,
) -> impl IntoView {
    let explanation = words::explain(&problem);
    let glyph = match problem.kind {
        ProblemKind::NotFound | ProblemKind::Gone => icondata_lu::LuMapPinOff,
        ProblemKind::Unauthenticated | ProblemKind::Forbidden | ProblemKind::CrossSite => icondata_lu::LuLock,
        ProblemKind::Limited | ProblemKind::Unavailable => icondata_lu::LuHourglass,
        _ => icondata_lu::LuTriangleAlert,
    };
    let act = match problem.kind {
        ProblemKind::Unauthenticated => Some((ssr::sign_in_and_back(&here), t!(shell.problem.sign_in))),
        ProblemKind::Limited | ProblemKind::Unavailable | ProblemKind::Internal => Some((here, t!(shell.problem.again))),
        _ => None,
    };
    view! {
        <PageTitle text=explanation.title />
        <section class="mx-auto grid w-full max-w-form justify-items-start gap-5 py-6 tablet:py-12">
            <span class="grid size-11 place-items-center rounded-full bg-chip text-muted">
                <Icon glyph class="size-5" />
            </span>
            <div class="grid gap-2">
                <h1 class="text-xl font-semibold tracking-tight">{explanation.title}</h1>
                <p class="text-soft">{explanation.text}</p>
            </div>
            {problem.reference.map(|reference| view! { <div class="w-full"><CopyField label=t!(shell.problem.reference) value=reference /></div> })}
            <div class="flex flex-wrap gap-2">
                {act.map(|(href, label)| view! { <ButtonLink href kind=Kind::Primary>{label}</ButtonLink> })}
                <ButtonLink href="/">{t!(shell.problem.to_start)}</ButtonLink>
            </div>
        </section>
    }
    .into_any()
}
