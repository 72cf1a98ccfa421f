use super::{
    about::{About, asked_for},
    api::ActivateCandidate,
    frame::{At, show, step_head},
    path,
    settings::{changes, facts},
};
use crate::{
    ssr,
    ui::{Banner, Button, ButtonLink, Card, Checklist, ChecklistItem, DiffView, Kind, Moment, Tone},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Result,
    access::permission::{ManageSignIn, SeeSignIn},
    connection::{Connection, Step, TEST_COUNTS_FOR, Version},
    domain::{self, State},
};
use words::{Reader, rich, t};

/// What is about to serve, against what serves; what must hold; and the one button.
///
/// # Errors
/// `NotFound`, and as [`ssr::org`].
pub async fn activate_page() -> Result<AnyView> {
    let can = ssr::org::<ManageSignIn>(&ssr::param("org")).await?.can::<SeeSignIn>()?;
    let connection = asked_for(&can).await?;
    let about = About::of(&can, &connection);
    let all = domain::list(&can).await?;
    let attached = all.iter().filter(|domain| connection.domains.contains(&domain.id));
    let proven: Vec<String> = attached.filter(|domain| domain.state() == State::Proven).map(|domain| domain.name.unicode()).collect();
    let content = match &connection.candidate {
        Some(candidate) => ready(&about, &connection, candidate, &proven),
        None => view! { <Banner>{t!(connections.activate.no_candidate)}</Banner> }.into_any(),
    };
    let page = view! {
        {step_head(t!(connections.activate.title), t!(connections.activate.text))}
        {content}
    };
    show(&can, &connection, At::Step(Step::Activate), page).await
}

fn ready(about: &About, connection: &Connection, candidate: &Version, proven: &[String]) -> AnyView {
    let complete = candidate.settings.is_complete();
    let now = Reader::current().now;
    let tested = candidate.tested_at.is_some_and(|at| now - at < TEST_COUNTS_FOR);
    let holds = complete && tested && !proven.is_empty();
    let to = |step: Step| path::step(&about.org, about.id, step);
    let act = |href: String, label: &'static str| view! { <div class="pt-1.5"><ButtonLink href small=true>{label}</ButtonLink></div> };
    let when = match candidate.tested_at {
        None => t!(connections.activate.tested_never).into_any(),
        Some(at) if tested => rich!(connections.activate.tested_at, <when> = move || view! { <Moment at /> }).into_any(),
        Some(at) => rich!(connections.activate.tested_before, <when> = move || view! { <Moment at /> }).into_any(),
    };
    let (exchange, test, domains) = (
        (!complete).then(|| act(to(Step::Exchange), t!(connections.activate.to_exchange))),
        (!tested).then(|| act(to(Step::Test), t!(connections.activate.to_test))),
        proven.is_empty().then(|| act(to(Step::Domains), t!(connections.activate.to_domains))),
    );
    let (names, is_proven) = (proven.join(", "), !proven.is_empty());
    let complete_title = t!(connections.activate.complete, provider = about.provider.clone());
    let (fields, number) = (about.fields(), candidate.number);
    let back = about.guided.then(|| view! { <ButtonLink href=to(Step::Affected)>{t!(common.back)}</ButtonLink> });
    view! {
        <Card title=t!(connections.activate.must) flush=true>
            <Checklist>
                <ChecklistItem done=complete title=complete_title>
                    {exchange}
                </ChecklistItem>
                <ChecklistItem done=tested title=t!(connections.activate.tested)>
                    <p>{when}</p>
                    {test}
                </ChecklistItem>
                <ChecklistItem done=is_proven title=t!(connections.activate.proven)>
                    <p class="break-all">{names}</p>
                    {domains}
                </ChecklistItem>
            </Checklist>
        </Card>
        {changed(connection, candidate, proven)}
        <p class="max-w-prose text-muted">{t!(connections.activate.back)}</p>
        <div class="flex flex-wrap items-center justify-between gap-2">
            {back}
            <form method="post" action=ActivateCandidate::url()>
                {fields}
                <Button kind=Kind::Primary disabled={!holds}>
                    {t!(connections.activate.act, number = number)}
                </Button>
            </form>
        </div>
    }
    .into_any()
}

fn changed(connection: &Connection, candidate: &Version, proven: &[String]) -> AnyView {
    let Some(live) = &connection.live else {
        let first = (!proven.is_empty()).then(|| {
            let domains = proven.join(", ");
            view! { <Banner tone=Tone::Info>{t!(connections.activate.first, domains = domains)}</Banner> }
        });
        let facts = facts(&candidate.settings);
        return view! {
            {first}
            <Card title=t!(connections.configuration.draft) flush=true>
                {facts}
            </Card>
        }
        .into_any();
    };
    let changes = changes(&live.settings, &candidate.settings);
    let content = if changes.is_empty() {
        view! { <p class="text-muted">{t!(connections.activate.nothing)}</p> }.into_any()
    } else {
        view! { <DiffView changes /> }.into_any()
    };
    view! { <Card title=t!(connections.activate.changes)>{content}</Card> }.into_any()
}
