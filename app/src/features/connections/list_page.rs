use super::{
    path,
    said::{protocol_name, provider_choice, state_badge},
    warnings::of_summary,
};
use crate::{
    features::{door::went_wrong, house},
    form::Filled,
    shell::Place,
    ssr,
    ui::{ButtonLink, Card, Cell, Column, EmptyState, Kind, Moment, PageHeader, Row, Shows, StatusDot, Table, Tone},
};
use contract::Permission;
use leptos::prelude::*;
use portal::{
    Result,
    access::permission::SeeSignIn,
    connection::{self, Summary},
};
use words::t;

use super::api::ACT;

/// Every connection of the organisation.
///
/// # Errors
/// As [`ssr::org`].
pub async fn list_page() -> Result<AnyView> {
    let can = ssr::org::<SeeSignIn>(&ssr::param("org")).await?;
    let connections = connection::list(&can).await?;
    let (org, slug) = (can.org().name.clone(), can.org().slug.to_string());
    let manages = can.may(Permission::ManageSignIn);
    let refused = went_wrong(&Filled::of(ACT).await);
    let is_empty = connections.is_empty();
    let list = if is_empty {
        nothing(&slug, manages)
    } else {
        let columns = vec![
            Column::new(t!(connections.name)),
            Column::new(t!(connections.status)),
            Column::new(t!(connections.domains_column)).from(Shows::Desk),
            Column::new(t!(connections.last_success)).from(Shows::Tablet),
            Column::new(t!(connections.attention)).from(Shows::Tablet),
        ];
        let rows = connections.into_iter().map(|connection| row(&slug, connection)).collect_view();
        view! {
            <Table name=t!(connections.title) columns>
                {rows}
            </Table>
        }
        .into_any()
    };
    let connect = (manages && !is_empty).then(|| connect(&slug));
    let page = view! {
        <PageHeader title=t!(connections.title) text=t!(connections.text, org = org)>
            {connect}
        </PageHeader>
        {refused}
        {list}
    };
    house(&can, Place::Connections, page).await
}

fn connect(slug: &str) -> AnyView {
    view! {
        <ButtonLink href=path::new(slug) kind=Kind::Primary icon=icondata_lu::LuPlus>
            {t!(connections.connect)}
        </ButtonLink>
    }
    .into_any()
}

fn nothing(slug: &str, manages: bool) -> AnyView {
    let what = if manages { connect(slug) } else { view! { <p class="text-muted">{t!(connections.only_look)}</p> }.into_any() };
    view! {
        <Card flush=true>
            <EmptyState glyph=icondata_lu::LuKeyRound title=t!(connections.none) text=t!(connections.none_text)>
                {what}
            </EmptyState>
        </Card>
    }
    .into_any()
}

fn row(slug: &str, connection: Summary) -> AnyView {
    let href = path::one(slug, connection.id);
    let how = t!(connections.by, provider = provider_choice(connection.provider), protocol = protocol_name(connection.protocol));
    let last = connection.last_success_at.map_or_else(|| t!(connections.never).into_any(), |at| view! { <Moment at /> }.into_any());
    let domains = match &connection.domains[..] {
        [] => view! { <span class="text-muted">{t!(connections.no_domains)}</span> }.into_any(),
        names => names.iter().map(|name| view! { <span class="block max-w-56 truncate">{name.clone()}</span> }).collect_view().into_any(),
    };
    let warning = of_summary(&connection).map(|warning| {
        let tone = if warning.is_over() { Tone::Danger } else { Tone::Warn };
        view! { <StatusDot tone>{warning.shortly()}</StatusDot> }
    });
    let waits = connection.changes_wait.then(|| view! { <StatusDot tone=Tone::Info>{t!(connections.changes_wait)}</StatusDot> });
    let (name, badge) = (connection.name, state_badge(connection.state));
    view! {
        <Row>
            <Cell grows=true>
                <a href=href class="block truncate font-medium text-text">
                    {name}
                </a>
                <span class="block truncate text-xs text-muted">{how}</span>
            </Cell>
            <Cell>{badge}</Cell>
            <Cell shows=Shows::Desk>{domains}</Cell>
            <Cell shows=Shows::Tablet>{last}</Cell>
            <Cell shows=Shows::Tablet>
                <span class="grid gap-0.5">{warning} {waits}</span>
            </Cell>
        </Row>
    }
    .into_any()
}
