use crate::{
    shell::Place,
    ui::{Link, Moment, StatusDot, Tone},
};
use leptos::prelude::*;
use portal::sign_in_policy::{DomainLine, Obstacle, Preflight, Requirement};
use words::{rich, t};

/// Whom it concerns: how many at each domain have come in that way and how many never have, and who keeps another way.
pub(super) fn concerned(preflight: &Preflight, requirement: Requirement) -> AnyView {
    if preflight.domains.is_empty() {
        return ().into_any();
    }
    let domains = preflight.domains.iter().cloned().map(|domain| line(domain, requirement)).collect_view();
    let outside = (preflight.outside > 0).then(|| {
        let names = named(&preflight.outside_names, preflight.outside);
        view! {
            <li class="grid gap-0.5">
                <span>{t!(policy.concerned.outside, count = preflight.outside)}</span>
                {names}
            </li>
        }
    });
    let keeping = preflight.owners.iter().filter(|owner| owner.keeps).map(|owner| owner.name.clone()).collect::<Vec<_>>();
    let keeping = (!keeping.is_empty()).then(|| view! { <li>{t!(policy.concerned.keep, count = keeping.len(), names = keeping.join(", "))}</li> });
    let tested = preflight.tested_at.map(|at| view! { <li>{rich!(policy.concerned.tested, <when> = move || view! { <Moment at /> })}</li> });
    view! {
        <div class="grid gap-2">
            <h3 class="font-medium">{t!(policy.concerned.title)}</h3>
            <ul class="grid gap-2.5">{domains} {outside} {keeping} {tested}</ul>
        </div>
    }
    .into_any()
}

fn line(domain: DomainLine, requirement: Requirement) -> AnyView {
    let tone = match (domain.is_proven, domain.is_required) {
        (false, true) => Tone::Danger,
        (false, false) => Tone::Warn,
        (true, _) => Tone::Ok,
    };
    let by = domain.connections.join(", ");
    let required = (domain.is_required && !requirement.is_off()).then(|| view! { " · " {t!(policy.concerned.required)} });
    let unproven = (!domain.is_proven).then(|| view! { <span class="text-muted">{t!(policy.concerned.not_proven)}</span> });
    let names = named(&domain.never_names, domain.never_used);
    let members = domain.have_used + domain.never_used;
    view! {
        <li class="grid gap-0.5">
            <StatusDot tone>
                <span class="font-medium break-all">{domain.name}</span>
                {(!by.is_empty()).then(|| view! { " · " {by} })}
                {required}
            </StatusDot>
            <span class="pl-4">{t!(policy.concerned.members, count = members, used = domain.have_used, never = domain.never_used)} " " {unproven}</span>
            {names}
        </li>
    }
    .into_any()
}

fn named(names: &[String], of: i64) -> Option<impl IntoView + use<>> {
    let more = of - i64::try_from(names.len()).unwrap_or(of);
    let names = names.join(", ");
    (!names.is_empty()).then(|| {
        let rest = (more > 0).then(|| view! { " " {t!(policy.concerned.more, count = more)} });
        view! {
            <details class="pl-4 text-muted">
                <summary class="w-fit cursor-pointer">{t!(policy.concerned.who)}</summary>
                <p class="pt-1">{names} {rest}</p>
            </details>
        }
    })
}

/// What has to be done first, each with the way there.
pub(super) fn obstacles(preflight: &Preflight, slug: &str) -> AnyView {
    let lines = preflight.obstacles.iter().map(|obstacle| {
        let (text, href) = match obstacle {
            Obstacle::NoConnection => (t!(policy.obstacle.no_connection), Some((Place::Connections, t!(policy.obstacle.to_connections)))),
            Obstacle::NoDomain => (t!(policy.obstacle.no_domain), Some((Place::Domains, t!(policy.obstacle.to_domains)))),
            Obstacle::NotTested => (t!(policy.obstacle.not_tested), Some((Place::Connections, t!(policy.obstacle.to_connections)))),
            Obstacle::NobodyKeeps => (t!(policy.obstacle.nobody_keeps), None),
            Obstacle::NobodyExercised => (t!(policy.obstacle.nobody_exercised), None),
        };
        let link = href.map(|(place, label)| view! { " " <Link href=place.path(slug)>{label}</Link> });
        view! { <li>{text} {link}</li> }
    });
    view! {
        <div class="grid gap-2 rounded-control bg-sunken p-4">
            <h3 class="font-medium">{t!(policy.obstacle.title)}</h3>
            <ul class="grid list-disc gap-1.5 pl-5">{lines.collect_view()}</ul>
        </div>
    }
    .into_any()
}
