use crate::ui::{ButtonLink, Card, Who};
use contract::Role;
use leptos::prelude::*;
use portal::{
    Result,
    access::{Can, permission::EnterOrganization},
    member::{self, Helper},
};
use words::{role_names, t};

/// What there is for somebody who administers nothing: whom to ask, and what is their own.
pub(super) async fn help(can: &Can<EnterOrganization>) -> Result<AnyView> {
    let helpers = member::whom_to_ask(can).await?;
    let org = can.org().name.clone();
    let ask = (!helpers.is_empty()).then(|| {
        let rows = helpers.into_iter().map(helper).collect_view();
        view! {
            <Card title=t!(home.ask.title) text=t!(home.ask.text, org = org) flush=true>
                <ul class="divide-y divide-line">{rows}</ul>
            </Card>
        }
    });
    Ok(view! {
        {ask}
        <Card title=t!(home.own.title) flush=true>
            <ul class="divide-y divide-line">
                {own("/account", t!(home.own.account), t!(home.own.account_text))}
                {own("/organizations", t!(home.own.organizations), t!(home.own.organizations_text))}
            </ul>
        </Card>
    }
    .into_any())
}

fn helper(Helper { name, address, roles }: Helper) -> AnyView {
    let roles: Vec<_> = roles.into_iter().filter(|role| *role != Role::Member).collect();
    let roles = role_names(&roles);
    let label = t!(home.ask.write_to, name = name.clone());
    view! {
        <li class="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-4 px-4 py-2.5 tablet:px-5">
            <Who name detail=roles />
            <ButtonLink href=format!("mailto:{address}") small=true attr:aria-label=label attr:title=address>
                {t!(home.ask.write)}
            </ButtonLink>
        </li>
    }
    .into_any()
}

fn own(href: &'static str, name: &'static str, text: &'static str) -> AnyView {
    view! {
        <li class="grid gap-0.5 px-4 py-3 tablet:px-5">
            <a href=href class="font-medium text-text hover:underline pointer-coarse:py-2">
                {name}
            </a>
            <span class="text-muted">{text}</span>
        </li>
    }
    .into_any()
}
