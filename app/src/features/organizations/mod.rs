//! One's organisations, and what waits for one outside them: invitations, and answers to requests.

mod lists;

use super::{
    door::{first_of, went_wrong},
    joining::{self, Back, Waiting, Welcoming},
};
use crate::{
    form::Filled,
    shell::Outside,
    ssr,
    ui::{ButtonLink, EmptyState, Kind, PageHeader},
};
use leptos::prelude::*;
use lists::{Invitations, Organizations};
use portal::{Result, join_request, switcher};
use words::t;

/// Everything a person can go to, and a way to found one more.
///
/// # Errors
/// `Unauthenticated`.
pub async fn page() -> Result<AnyView> {
    let (portal, visitor) = (ssr::portal()?, ssr::visitor());
    let mine = switcher::mine(&portal, &visitor).await?;
    let (requests, welcoming) = (join_request::own(&portal, &visitor).await?, join_request::welcoming(&portal, &visitor).await?);
    let form = first_of(&[joining::ASK, joining::WITHDRAW]).await;
    let notice = Filled::notice().await;
    let vendor = portal.settings.vendor.clone();
    let address = visitor.person()?.address.to_string();
    let none = mine.organizations.is_empty();
    let create = move |kind| view! { <ButtonLink href="/sign-up/organization" kind icon=icondata_lu::LuPlus>{t!(shell.org.create)}</ButtonLink> };
    let list = if none {
        view! {
            <section class="rounded-card border border-line bg-surface">
                <EmptyState glyph=icondata_lu::LuBuilding2 title=t!(organizations.none) text=t!(organizations.none_text)>
                    {create(Kind::Primary)}
                </EmptyState>
            </section>
        }
        .into_any()
    } else {
        view! { <Organizations orgs=mine.organizations search=ssr::asked("search").unwrap_or_default() /> }.into_any()
    };
    // What waits comes before what could be begun.
    let (list, beginning) = if none { (None, Some(list)) } else { (Some(list), None) };
    Ok(view! {
        <Outside vendor>
            {notice}
            <PageHeader title=t!(organizations.title) text=t!(organizations.text, address = address)>
                {(!none).then(|| create(Kind::Secondary))}
            </PageHeader>
            <div class="grid gap-6">
                {went_wrong(&form)}
                <Invitations invitations=mine.invitations />
                {list}
                <Waiting requests back=Back::Organizations />
                <Welcoming orgs=welcoming back=Back::Organizations form />
                {beginning}
            </div>
        </Outside>
    }
    .into_any())
}
