use super::{
    about::{About, asked_for},
    api::{DiscardCandidate, RollBack, SwitchOff, SwitchOn},
    frame::{At, show},
    path,
    settings::{changes, facts},
};
use crate::{
    ssr,
    ui::{Button, ButtonLink, Card, DangerAct, DangerZone, DiffView, Kind, Link, Moment},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Result,
    access::permission::SeeSignIn,
    connection::{Connection, State, Step, Version},
};
use words::{rich, t};

/// What serves, what waits to, and what did before; and the acts that change one for the other.
///
/// # Errors
/// `NotFound`, and as [`ssr::org`].
pub async fn configuration_page() -> Result<AnyView> {
    let can = ssr::org::<SeeSignIn>(&ssr::param("org")).await?;
    let connection = asked_for(&can).await?;
    let about = About::of(&can, &connection);
    let waits = connection.candidate.as_ref().map(|candidate| waits(&about, &connection, candidate));
    let former = connection.former.as_ref().map(|former| before(&about, &connection, former));
    let page = view! {
        {waits}
        {serves(&about, &connection)}
        {former}
        {about.manages.then(|| power(&about, &connection))}
    };
    show(&can, &connection, At::Configuration, page).await
}

fn waits(about: &About, connection: &Connection, candidate: &Version) -> AnyView {
    let text = t!(connections.configuration.waits_text, number = candidate.number, by = candidate.created_by.clone());
    let tested = match candidate.tested_at {
        Some(at) => rich!(connections.configuration.tested, <when> = move || view! { <Moment at /> }).into_any(),
        None => t!(connections.configuration.not_tested).into_any(),
    };
    let serving = connection.live.as_ref().or(connection.former.as_ref());
    let what = match serving.map(|serving| changes(&serving.settings, &candidate.settings)) {
        Some(changes) if changes.is_empty() => view! { <p class="text-muted">{t!(connections.configuration.same)}</p> }.into_any(),
        Some(changes) => view! { <DiffView changes /> }.into_any(),
        None => facts(&candidate.settings),
    };
    let acts = about.manages.then(|| {
        let (test, activate, fields) =
            (path::step(&about.org, about.id, Step::Test), path::step(&about.org, about.id, Step::Activate), about.fields());
        let discard = (connection.state != State::Draft).then(|| {
            view! {
                <form method="post" action=DiscardCandidate::url()>
                    {fields}
                    <Button kind=Kind::Quiet>{t!(connections.configuration.discard)}</Button>
                </form>
            }
        });
        view! {
            <div class="flex flex-wrap items-center gap-2">
                <ButtonLink href=activate kind=Kind::Primary>
                    {t!(connections.candidate.activate)}
                </ButtonLink>
                <ButtonLink href=test>{t!(connections.candidate.test)}</ButtonLink>
                {discard}
            </div>
        }
    });
    view! {
        <Card title=t!(connections.configuration.waits) text>
            <p class="text-soft">{tested}</p>
            {what}
            {acts}
        </Card>
    }
    .into_any()
}

fn serves(about: &About, connection: &Connection) -> AnyView {
    let shown = match (&connection.live, connection.state) {
        (Some(live), State::Off) => Some((t!(connections.configuration.last), live)),
        (Some(live), _) => Some((t!(connections.configuration.serves), live)),
        (None, _) => None,
    };
    let facts = shown.map(|(title, live)| {
        let facts = facts(&live.settings);
        view! {
            <Card title flush=true>
                {facts}
            </Card>
        }
    });
    let (exchange, attributes) = (path::step(&about.org, about.id, Step::Exchange), path::step(&about.org, about.id, Step::Attributes));
    let (guide, provider) = (path::step(&about.org, about.id, Step::CreateApp), about.provider.clone());
    let edit = about.manages.then(|| {
        view! {
            <Card title=t!(connections.configuration.edit) text=t!(connections.configuration.edit_text)>
                <div class="flex flex-wrap gap-2">
                    <ButtonLink href=exchange>{t!(connections.configuration.edit_provider)}</ButtonLink>
                    <ButtonLink href=attributes>{t!(connections.configuration.edit_mapping)}</ButtonLink>
                </div>
                <p>
                    <Link href=guide>{t!(connections.configuration.guide, provider = provider)}</Link>
                </p>
            </Card>
        }
    });
    view! { {facts} {edit} }.into_any()
}

fn before(about: &About, connection: &Connection, former: &Version) -> AnyView {
    let (number, at) = (former.number, former.ended_at.unwrap_or(former.changed_at));
    let what = connection.live.as_ref().map(|live| changes(&live.settings, &former.settings)).filter(|changes| !changes.is_empty());
    let fields = about.fields();
    let act = (about.manages && connection.state == State::Active).then(|| {
        view! {
            <form method="post" action=RollBack::url()>
                {fields}
                <Button>{t!(connections.configuration.roll_back, number = number)}</Button>
            </form>
        }
    });
    view! {
        <Card title=t!(connections.configuration.former)>
            <p class="max-w-prose text-soft">
                {rich!(connections.configuration.former_text, number, <b> = <span />, <when> = move || view! { <Moment at /> })}
            </p>
            {what.map(|changes| view! { <DiffView changes /> })}
            {act}
        </Card>
    }
    .into_any()
}

fn power(about: &About, connection: &Connection) -> AnyView {
    let remove = path::remove(&about.org, about.id);
    let turn = match connection.state {
        State::Active => {
            let fields = about.fields();
            view! {
                <DangerAct title=t!(connections.configuration.switch_off) text=t!(connections.configuration.switch_off_text)>
                    <form method="post" action=SwitchOff::url()>
                        {fields}
                        <Button kind=Kind::Danger>{t!(connections.configuration.switch_off)}</Button>
                    </form>
                </DangerAct>
            }
            .into_any()
        }
        State::Off => {
            let fields = about.fields();
            view! {
                <DangerAct title=t!(connections.configuration.switch_on) text=t!(connections.configuration.switch_on_text)>
                    <form method="post" action=SwitchOn::url()>
                        {fields}
                        <Button kind=Kind::Primary>{t!(connections.configuration.switch_on)}</Button>
                    </form>
                </DangerAct>
            }
            .into_any()
        }
        State::Draft => ().into_any(),
    };
    let remove = if connection.state == State::Active {
        view! {
            <DangerAct title=t!(connections.remove.act) text=t!(connections.remove.first_off)>
                <Button disabled=true>{t!(connections.remove.ask)}</Button>
            </DangerAct>
        }
        .into_any()
    } else {
        view! {
            <DangerAct title=t!(connections.remove.act) text=t!(connections.remove.text)>
                <ButtonLink href=remove kind=Kind::Danger>
                    {t!(connections.remove.ask)}
                </ButtonLink>
            </DangerAct>
        }
        .into_any()
    };
    view! {
        <DangerZone title=t!(connections.configuration.power)>
            {turn}
            {remove}
        </DangerZone>
    }
    .into_any()
}
