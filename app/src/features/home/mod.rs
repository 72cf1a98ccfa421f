//! An organisation's home: what is still to do, and once all of it is done, what goes on.

mod checklist;
mod help;
mod here;
mod record;
mod waiting;

use super::{house, settings};
use crate::{
    shell::Place,
    ssr,
    ui::{Card, Link, PageHeader},
};
use checklist::checklist;
use contract::Role;
use help::help;
use here::who_is_here;
use leptos::prelude::*;
use portal::{
    Result,
    access::{
        Can,
        permission::{SeeActivity, SeeMembers},
    },
    invitation, onboarding,
};
use waiting::waiting;
use words::{role_meaning, role_name, t};

/// Where everybody arrives.
///
/// # Errors
/// As [`ssr::enter`].
pub async fn page() -> Result<AnyView> {
    let here = ssr::enter(&ssr::param("org")).await?;
    let (name, org) = (ssr::visitor().anybody()?.name.clone(), here.org().name.clone());
    let (under_way, first) = match here.can::<SeeMembers>() {
        Ok(can) => overview(&can).await?,
        Err(_) => (false, help(&here.can()?).await?),
    };
    let roles = roles(here.roles());
    let leave = settings::leave_path(here.org().slug.as_str());
    let text = if under_way { t!(home.start.text, org = org) } else { t!(people.home.text, org = org) };
    let page = view! {
        <PageHeader title=t!(people.home.title, name = name) text />
        <div class="grid items-start gap-6 desk:grid-cols-[minmax(0,1fr)_22rem]">
            <div class="grid min-w-0 gap-6">{first}</div>
            <div class="grid min-w-0 gap-4">
                {roles}
                <p class="text-xs text-muted">
                    <Link href=leave>{t!(settings.leave.link)}</Link>
                </p>
            </div>
        </div>
    };
    house(&here, Place::Home, page).await
}

/// Whether something is still to do, and what stands there.
async fn overview(can: &Can<SeeMembers>) -> Result<(bool, AnyView)> {
    let items = onboarding::checklist(can).await?;
    let (invited, _) = invitation::list(can, &invitation::Listing::default()).await?;
    if items.iter().any(|item| item.done.is_none()) {
        return Ok((true, checklist(can, items, invited.rows.first())));
    }
    let (here, waits) = (who_is_here(can).await?, waiting(can, invited.rows).await?);
    let happened = match can.can::<SeeActivity>() {
        Ok(can) => Some(record::record(&can).await?),
        Err(_) => None,
    };
    Ok((false, view! { {waits} {here} {happened} }.into_any()))
}

fn roles(roles: &[Role]) -> AnyView {
    let roles = roles.iter().map(|role| {
        view! {
            <div class="grid gap-0.5 py-3 first:pt-0 last:pb-0 not-last:border-b not-last:border-line">
                <dt class="font-medium">{role_name(*role)}</dt>
                <dd class="text-soft">{role_meaning(*role)}</dd>
            </div>
        }
    });
    let roles = roles.collect_view();
    view! {
        <Card title=t!(home.roles)>
            <dl>{roles}</dl>
        </Card>
    }
    .into_any()
}
