//! The built-in roles: what they mean, who has them, and the whole matrix.

use super::house;
use crate::{
    shell::Place,
    ssr,
    ui::{Cell, Column, Icon, PageHeader, Row, Table},
};
use contract::{Permission, Role};
use leptos::prelude::*;
use portal::{
    Result,
    access::{permission, permission::SeeMembers},
    page::Count,
    role::{self, RoleInUse},
};
use words::{role_meaning, role_name, t};

/// Every role, and what it may do.
///
/// # Errors
/// As [`ssr::org`].
pub async fn page() -> Result<AnyView> {
    let can = ssr::org::<SeeMembers>(&ssr::param("org")).await?;
    let roles = role::list(&can).await?;
    let heads = std::iter::once(Column::new(t!(people.roles.may))).chain(Role::ALL.map(|role| Column::new(role_name(role)))).collect::<Vec<_>>();
    let page = view! {
        <PageHeader title=t!(people.roles.title) text=t!(people.roles.text) />
        <div class="mb-8 grid gap-3 tablet:grid-cols-2">{roles.into_iter().map(card).collect_view()}</div>
        <Table name=t!(people.roles.matrix) columns=heads only_read=true>
            {Permission::ALL.into_iter().map(line).collect_view()}
        </Table>
    };
    house(&can, Place::Roles, page).await
}

fn card(in_use: RoleInUse) -> impl IntoView {
    let mut names = in_use.some.into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    let all = match in_use.holders {
        Count::Exactly(holders) => names.len() >= holders as usize,
        Count::MoreThanCounted => false,
    };
    if !all {
        names.push(t!(people.roles.and_more).to_owned());
    }
    let held_by = if names.is_empty() { t!(people.roles.nobody).to_owned() } else { names.join(", ") };
    view! {
        <section class="grid content-start gap-2 rounded-card border border-line bg-surface p-4">
            <h2 class="font-semibold">{role_name(in_use.role)}</h2>
            <p class="text-soft">{role_meaning(in_use.role)}</p>
            <p class="text-muted">{t!(people.roles.held_by)} ": " {held_by}</p>
        </section>
    }
}

fn line(permission: Permission) -> impl IntoView {
    let ticks = Role::ALL.map(|role| {
        let may = permission::of(role).contains(&permission);
        let mark = if may {
            view! { <Icon glyph=icondata_lu::LuCheck class="size-4 text-ok" /> <span class="sr-only">{t!(people.roles.yes)}</span> }.into_any()
        } else {
            view! { <span class="text-muted" aria-hidden="true">"·"</span> <span class="sr-only">{t!(people.roles.no)}</span> }.into_any()
        };
        view! { <Cell>{mark}</Cell> }
    });
    view! {
        <Row>
            <Cell grows=true wraps=true>{words::permission(permission)}</Cell>
            {ticks.collect_view()}
        </Row>
    }
}
