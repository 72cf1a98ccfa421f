//! An organisation's home.

use super::{house, settings};
use crate::{
    shell::Place,
    ssr,
    ui::{ButtonLink, Card, Link, PageHeader},
};
use contract::Permission;
use leptos::prelude::*;
use portal::Result;
use words::{role_meaning, role_name, t};

/// Where everybody arrives: what they are here, in plain words.
///
/// # Errors
/// As [`ssr::enter`].
pub async fn page() -> Result<AnyView> {
    let here = ssr::enter(&ssr::param("org")).await?;
    let name = ssr::visitor().person()?.name.clone();
    let org = here.org().name.clone();
    let members = here.may(Permission::SeeMembers).then(|| Place::Members.path(here.org().slug.as_str()));
    let leave = settings::leave_path(here.org().slug.as_str());
    let roles = here.roles().to_vec().into_iter().map(|role| {
        view! {
            <div class="grid gap-0.5 py-3 not-last:border-b not-last:border-line">
                <dt class="font-medium">{role_name(role)}</dt>
                <dd class="text-soft">{role_meaning(role)}</dd>
            </div>
        }
    });
    let page = view! {
        <PageHeader title=t!(people.home.title, name = name) text=t!(people.home.text, org = org)>
            {members.map(|href| view! { <ButtonLink href>{t!(people.home.members)}</ButtonLink> })}
        </PageHeader>
        <Card title=t!(people.home.roles)>
            <dl>{roles.collect_view()}</dl>
        </Card>
        <p class="pt-4 text-xs text-muted">
            <Link href=leave>{t!(settings.leave.link)}</Link>
        </p>
    };
    house(&here, Place::Home, page).await
}
