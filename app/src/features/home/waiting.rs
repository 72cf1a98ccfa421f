use crate::{
    features::{invitations::path, members::PeopleTab},
    ui::{ButtonLink, Card, Kind, Moment, Told},
};
use contract::Permission;
use leptos::prelude::*;
use portal::{
    Result,
    access::{Can, permission::SeeMembers},
    invitation::{Invitation, State},
    join_request,
    page::Count,
};
use words::{rich, t};

/// How many invitations are shown.
const SHOWN: usize = 4;

/// What waits for somebody: requests for who decides them, invitations for who was asked.
pub(super) async fn waiting(can: &Can<SeeMembers>, invited: Vec<Invitation>) -> Result<AnyView> {
    let slug = can.org().slug.as_str();
    let requests = if can.may(Permission::DecideRequests) { join_request::count(can).await? } else { Count::Exactly(0) };
    let requests = requested(requests, PeopleTab::Requests.path(slug));
    let (all, invite) = (path::list(slug), path::invite(slug));
    let none = invited.is_empty().then(|| view! { <p class="px-4 py-3.5 text-muted tablet:px-5">{t!(home.waiting.none)}</p> });
    let rows = invited.into_iter().take(SHOWN).map(|one| row(one, slug)).collect_view();
    let invite = can.may(Permission::InvitePeople).then(|| view! { <ButtonLink href=invite small=true>{t!(home.waiting.invite)}</ButtonLink> });
    Ok(view! {
        <Card title=t!(home.waiting.title) text=t!(home.waiting.text) flush=true>
            {requests}
            {none}
            <ul class="divide-y divide-line empty:hidden">{rows}</ul>
            <div class="flex flex-wrap gap-2 border-t border-line px-4 py-3 tablet:px-5">
                <ButtonLink href=all.clone() small=true>
                    {t!(home.waiting.all)}
                </ButtonLink>
                {invite}
            </div>
        </Card>
    }
    .into_any())
}

fn requested(requests: Count, href: String) -> AnyView {
    let text = match requests {
        Count::Exactly(0) => return ().into_any(),
        Count::Exactly(count) => t!(home.waiting.requests, count = count),
        Count::MoreThanCounted => t!(home.waiting.many_requests).to_owned(),
    };
    view! {
        <div class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3 tablet:px-5">
            <p class="font-medium">{text}</p>
            <ButtonLink href small=true kind=Kind::Primary>
                {t!(home.waiting.decide)}
            </ButtonLink>
        </div>
    }
    .into_any()
}

fn row(invited: Invitation, slug: &str) -> AnyView {
    let until = invited.expires_at;
    let until = if invited.state == State::Expired {
        t!(home.waiting.expired).into_any()
    } else {
        rich!(home.waiting.until, <day> = move || view! { <Moment at=until told=Told::Day /> }).into_any()
    };
    let href = path::one(slug, invited.id);
    view! {
        <li class="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-4 px-4 py-3 tablet:px-5">
            <a href=href class="truncate font-medium text-text hover:underline pointer-coarse:py-2">
                {invited.address}
            </a>
            <span class="text-muted">{until}</span>
        </li>
    }
    .into_any()
}
