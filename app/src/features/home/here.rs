use crate::{
    features::members::member_path,
    shell::Place,
    ui::{ButtonLink, Card, Moment, Who},
};
use leptos::prelude::*;
use portal::{
    Result,
    access::{Can, permission::SeeMembers},
    member::{self, Listing, Member, SortBy, Status},
};
use words::t;

/// How many people are shown.
const SHOWN: usize = 6;

/// Those who were active last.
pub(super) async fn who_is_here(can: &Can<SeeMembers>) -> Result<AnyView> {
    let active = member::Filter { statuses: vec![Status::Active], ..member::Filter::default() };
    let listing = Listing { filter: active, by: SortBy::LastActive, descending: true, ..Listing::default() };
    let (members, _) = member::list(can, &listing).await?;
    let org = can.org().slug.to_string();
    let all = Place::Members.path(&org);
    let rows = members.rows.into_iter().take(SHOWN).map(|member| row(member, &org)).collect_view();
    Ok(view! {
        <Card title=t!(home.here.title) text=t!(home.here.text) flush=true>
            <ul class="divide-y divide-line">{rows}</ul>
            <div class="border-t border-line px-4 py-3 tablet:px-5">
                <ButtonLink href=all small=true>
                    {t!(home.here.all)}
                </ButtonLink>
            </div>
        </Card>
    }
    .into_any())
}

fn row(member: Member, org: &str) -> AnyView {
    let active = member.last_active_at.map(|at| view! { <Moment at /> });
    let href = member_path(org, member.id);
    view! {
        <li class="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-4 px-4 py-2.5 tablet:px-5">
            <Who name=member.name detail=member.address href />
            <span class="text-muted">{active}</span>
        </li>
    }
    .into_any()
}
