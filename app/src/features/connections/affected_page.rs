use super::{
    about::{About, asked_for},
    exchange::worked_at,
    frame::{At, show, step_head},
    said::arrival_name,
};
use crate::{
    ssr,
    ui::{Banner, Card, Tone},
};
use leptos::prelude::*;
use portal::{
    Result,
    access::permission::{ManageSignIn, SeeSignIn},
    connection::{self, Affected, Connection, State, Step, Summary},
};
use words::t;

/// Whom activating touches, in numbers, before it is done.
///
/// # Errors
/// `NotFound`, and as [`ssr::org`].
pub async fn affected_page() -> Result<AnyView> {
    let can = ssr::org::<ManageSignIn>(&ssr::param("org")).await?.can::<SeeSignIn>()?;
    let connection = asked_for(&can).await?;
    let about = About::of(&can, &connection);
    let Affected { inside, never, outside, pending } = connection::affected(&can, connection.id).await?;
    let beside = beside(&connection, connection::list(&can).await?);
    let pending = (pending > 0).then(|| view! { <p class="text-muted">{t!(connections.affected.pending)}</p> });
    let newcomers = worked_at(&connection).map(|settings| t!(connections.affected.newcomers, arrival = arrival_name(settings.arrival)));
    let never_text = t!(connections.affected.never_text, provider = about.provider.clone());
    let page = view! {
        {step_head(t!(connections.affected.title), t!(connections.affected.text))}
        <dl class="grid gap-3 tablet:grid-cols-3">
            {figure(inside, t!(connections.affected.inside), t!(connections.affected.inside_text).to_owned())}
            {figure(never, t!(connections.affected.never), never_text)}
            {figure(outside, t!(connections.affected.outside), t!(connections.affected.outside_text).to_owned())}
        </dl>
        {beside}
        <Card>
            <div class="grid max-w-prose gap-3">
                <p>{newcomers}</p>
                {pending}
                <p class="text-muted">{t!(connections.affected.later)}</p>
            </div>
        </Card>
        {about.go_on(Step::Affected, t!(common.proceed))}
    };
    show(&can, &connection, At::Step(Step::Affected), page).await
}

/// Whose people come in by another connection already: they will have to choose.
fn beside(connection: &Connection, all: Vec<Summary>) -> Vec<AnyView> {
    let own = all.iter().find(|one| one.id == connection.id).map(|one| one.domains.clone()).unwrap_or_default();
    let others = all.into_iter().filter(|other| other.id != connection.id && other.state == State::Active);
    let shared = others.filter_map(|other| {
        let domains: Vec<String> = other.domains.into_iter().filter(|domain| own.contains(domain)).collect();
        (!domains.is_empty()).then(|| t!(connections.affected.beside, domains = domains.join(", "), other = other.name))
    });
    shared.map(|text| view! { <Banner tone=Tone::Warn>{text}</Banner> }.into_any()).collect()
}

fn figure(count: u64, label: &'static str, text: String) -> AnyView {
    view! {
        <div class="grid content-start gap-1 rounded-card border border-line bg-surface p-4">
            <dt class="text-muted">{label}</dt>
            <dd class="text-xl font-semibold tabular-nums">{words::number(count)}</dd>
            <dd class="text-xs text-muted">{text}</dd>
        </div>
    }
    .into_any()
}
