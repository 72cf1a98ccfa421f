use super::{
    path,
    state::{method_name, policy_name, state_badge},
};
use crate::{
    features::house,
    shell::Place,
    ssr,
    ui::{ButtonLink, Card, Cell, Column, EmptyState, Kind, Moment, PageHeader, Row, Shows, Table},
};
use contract::Permission;
use leptos::prelude::*;
use portal::{
    Result,
    access::permission::SeeSignIn,
    domain::{self, Domain, State},
};
use words::t;

/// Every domain of the organisation.
///
/// # Errors
/// As [`ssr::org`].
pub async fn list_page() -> Result<AnyView> {
    let can = ssr::org::<SeeSignIn>(&ssr::param("org")).await?;
    let domains = domain::list(&can).await?;
    let (org, slug) = (can.org().name.clone(), can.org().slug.to_string());
    let manages = can.may(Permission::ManageSignIn);
    let list = if domains.is_empty() {
        nothing(&slug, manages)
    } else {
        let columns = vec![
            Column::new(t!(domains.name)),
            Column::new(t!(domains.status)),
            Column::new(t!(domains.proof)).from(Shows::Desk),
            Column::new(t!(domains.people)).from(Shows::Tablet),
            Column::new(t!(domains.checked)).from(Shows::Tablet),
        ];
        let rows = domains.into_iter().map(|domain| row(&slug, domain)).collect_view();
        view! {
            <Table name=t!(domains.title) columns>
                {rows}
            </Table>
        }
        .into_any()
    };
    let add = manages.then(|| add_button(&slug));
    let page = view! {
        <PageHeader title=t!(domains.title) text=t!(domains.text, org = org)>
            {add}
        </PageHeader>
        {list}
    };
    house(&can, Place::Domains, page).await
}

fn add_button(slug: &str) -> AnyView {
    view! { <ButtonLink href=path::add(slug) kind=Kind::Primary icon=icondata_lu::LuPlus>{t!(domains.add.act)}</ButtonLink> }.into_any()
}

fn nothing(slug: &str, manages: bool) -> AnyView {
    let what = if manages { add_button(slug) } else { view! { <p class="text-muted">{t!(domains.only_look)}</p> }.into_any() };
    view! {
        <Card flush=true>
            <EmptyState glyph=icondata_lu::LuGlobe title=t!(domains.none) text=t!(domains.none_text)>
                {what}
            </EmptyState>
        </Card>
    }
    .into_any()
}

fn row(slug: &str, domain: Domain) -> AnyView {
    let href = path::one(slug, domain.id);
    let (state, name) = (domain.state(), domain.name.unicode());
    let checked = match domain.checked_at {
        Some(at) => view! { <Moment at /> }.into_any(),
        None => t!(domains.never).into_any(),
    };
    let method = domain.method().map(method_name);
    let people = (state == State::Proven).then(|| policy_name(domain.policy));
    view! {
        <Row>
            <Cell grows=true>
                <a href=href class="block truncate font-medium">
                    {name}
                </a>
            </Cell>
            <Cell>{state_badge(state)}</Cell>
            <Cell shows=Shows::Desk>{method}</Cell>
            <Cell shows=Shows::Tablet>{people}</Cell>
            <Cell shows=Shows::Tablet>{checked}</Cell>
        </Row>
    }
    .into_any()
}
