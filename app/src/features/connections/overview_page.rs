use super::{
    about::{About, asked_for},
    api::{RENAME, RenameConnection},
    frame::{At, show},
    path,
    values::{all_values, ours},
    warnings::{Warning, warnings},
};
use crate::{
    form::Filled,
    shell::Place,
    ssr,
    ui::{Banner, Button, ButtonLink, Card, CopyId, Field, KeyValue, KeyValues, Link, Moment, Status, Told, Tone},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Result,
    access::permission::SeeSignIn,
    connection::{Connection, State},
    federation::{self, Health},
    sign_in_policy::{self, Policy},
};
use words::{rich, t};

/// How a connection is doing, and what an integrator needs of it. A draft leads to where its wizard stopped, unless somebody only looks.
///
/// # Errors
/// `NotFound`, and as [`ssr::org`].
pub async fn overview_page() -> Result<AnyView> {
    let can = ssr::org::<SeeSignIn>(&ssr::param("org")).await?;
    let connection = asked_for(&can).await?;
    let about = About::of(&can, &connection);
    if about.guided && connection.state == State::Draft {
        ssr::see_other(&path::step(&about.org, about.id, connection.step));
        return Ok(().into_any());
    }
    let health = federation::health(&can, connection.id).await?;
    let form = Filled::of(RENAME).await;
    let ours = ours(&connection)?;
    let page = view! {
        {told(&about, warnings(&connection))}
        {hidden_at_the_door(&about, &connection, sign_in_policy::policy(&can).await?)}
        <div class="grid grid-cols-1 items-start gap-6 desk:grid-cols-[minmax(0,1fr)_22rem]">
            <div class="grid min-w-0 grid-cols-1 gap-6">
                {all_values(&connection, ours, &about.provider)}
                {about.manages.then(|| rename(&about, &connection, &form))}
            </div>
            <aside class="min-w-0 max-desk:row-start-1">{facts(&about, &connection, health)}</aside>
        </div>
    };
    show(&can, &connection, At::Overview, page).await
}

/// People type their address or open their organisation's page: as long as neither leads here, only whoever has the link comes in by it.
fn hidden_at_the_door(about: &About, connection: &Connection, policy: Policy) -> Option<AnyView> {
    let is_hidden = connection.state == State::Active && !policy.discovery && !policy.own_page;
    let (name, href) = (connection.name.clone(), Place::Policy.path(&about.org));
    let banner = view! {
        <Banner tone=Tone::Info title=t!(connections.overview.hidden.title)>
            {t!(connections.overview.hidden.text, name = name)}
            " "
            <Link href>{t!(connections.overview.hidden.act)}</Link>
        </Banner>
    };
    is_hidden.then(|| banner.into_any())
}

fn told(about: &About, warnings: Vec<Warning>) -> AnyView {
    let banners = warnings.into_iter().map(|warning| {
        let tone = if warning.is_over() { Tone::Danger } else { Tone::Warn };
        let act = about.manages.then(|| view! { " " <Link href=warning.href(&about.org, about.id)>{t!(connections.configuration.edit)}</Link> });
        view! { <Banner tone>{warning.said()} {act}</Banner> }
    });
    view! { <div class="grid gap-3 empty:hidden">{banners.collect_view()}</div> }.into_any()
}

fn facts(about: &About, connection: &Connection, health: Health) -> AnyView {
    let last = health.last_success_at.map_or_else(|| t!(connections.never).into_any(), |at| view! { <Moment at /> }.into_any());
    let tone = match (health.signed_in, health.refused) {
        (_, 0) => Tone::Ok,
        (0, _) => Tone::Danger,
        _ => Tone::Warn,
    };
    let day = t!(connections.overview.day_counts, good = words::number(health.signed_in), bad = words::number(health.refused));
    let serves = match &connection.live {
        None => t!(connections.overview.nothing_serves).into_any(),
        Some(live) => {
            let at = live.activated_at.unwrap_or(live.changed_at);
            rich!(connections.overview.version_since, number = live.number, <b> = <span />, <when> = move || view! { <Moment at /> }).into_any()
        }
    };
    let (log, created, id) = (path::log(&about.org, about.id), connection.created_at, connection.id.to_string());
    view! {
        <div class="grid gap-3">
            <KeyValues>
                <KeyValue label=t!(connections.overview.last_success)>{last}</KeyValue>
                <KeyValue label=t!(connections.overview.day)>
                    <Status tone>{day}</Status>
                </KeyValue>
                <KeyValue label=t!(connections.overview.serves)>{serves}</KeyValue>
                <KeyValue label=t!(connections.overview.created)>
                    <Moment at=created told=Told::Day />
                </KeyValue>
                <KeyValue label=t!(connections.overview.id)>
                    <CopyId id />
                </KeyValue>
            </KeyValues>
            <div>
                <ButtonLink href=log small=true>
                    {t!(connections.overview.see_log)}
                </ButtonLink>
            </div>
        </div>
    }
    .into_any()
}

fn rename(about: &About, connection: &Connection, form: &Filled) -> AnyView {
    let (fields, name, error) = (about.fields(), form.value("name", &connection.name), form.flaw("name").map(words::flaw));
    view! {
        <Card>
            <form method="post" action=RenameConnection::url() class="grid max-w-form gap-4">
                {fields}
                <Field name="name" label=t!(connections.new.name.label) hint=t!(connections.new.name.hint) value=name error />
                <div>
                    <Button>{t!(connections.wizard.save)}</Button>
                </div>
            </form>
        </Card>
    }
    .into_any()
}
