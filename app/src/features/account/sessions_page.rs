use super::{
    api::{EndOwnSession, SESSIONS, SignOutEverywhere},
    room::{Section, room},
};
use crate::{
    features::door::went_wrong,
    form::Filled,
    ssr,
    ui::{Badge, Button, Card, Icon, Moment, Told, Tone},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::account::{self, OwnSession};
use words::{rich, t};

/// Where one is signed in.
///
/// # Errors
/// `Unauthenticated`.
pub async fn sessions_page() -> portal::Result<AnyView> {
    let sessions = account::sessions(&ssr::portal()?, &ssr::visitor()).await?;
    let form = Filled::of(SESSIONS).await;
    let page = view! {
        {went_wrong(&form)}
        <Card title=t!(account.sessions.title) text=t!(account.sessions.text) flush=true>
            <ul class="divide-y divide-line">{sessions.into_iter().map(one).collect_view()}</ul>
        </Card>
        <Card title=t!(account.sessions.everywhere.title) text=t!(account.sessions.everywhere.text)>
            <form method="post" action=SignOutEverywhere::url()>
                <Button>{t!(account.sessions.everywhere.act)}</Button>
            </form>
        </Card>
    };
    room(Section::Sessions, page).await
}

fn one(session: OwnSession) -> AnyView {
    let device = if session.device.is_empty() { t!(account.sessions.unknown_device).to_owned() } else { session.device };
    let place = session.place.map(|block| t!(account.sessions.place, block = block.to_string()));
    let (since, last_used) = (session.since, session.last_used);
    let last = rich!(account.sessions.last_used, <when> = move || view! { <Moment at=last_used /> });
    let from = rich!(account.sessions.since, <day> = move || view! { <Moment at=since told=Told::Day /> });
    let name = t!(account.sessions.end_named, device = device.clone());
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3.5 tablet:px-5">
            <span class="text-muted">
                <Icon glyph=icondata_lu::LuMonitorSmartphone class="size-5" />
            </span>
            <div class="grid min-w-0 grow basis-60 gap-0.5">
                <p class="flex flex-wrap items-center gap-2 font-medium">
                    {device}
                    {session.is_this.then(|| view! { <Badge tone=Tone::Ok>{t!(account.sessions.this)}</Badge> })}
                </p>
                <p class="text-xs text-muted">{place.map(|place| format!("{place} · "))}{last}" · "{from}</p>
            </div>
            <form method="post" action=EndOwnSession::url()>
                <input type="hidden" name="session" value=session.id.to_string() />
                <Button small=true attr:aria-label=name>{t!(account.sessions.end)}</Button>
            </form>
        </li>
    }
    .into_any()
}
