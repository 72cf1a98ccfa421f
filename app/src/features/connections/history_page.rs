use super::{
    about::asked_for,
    frame::{At, show},
};
use crate::{
    features::activity::short,
    shell::Place,
    ssr,
    ui::{ButtonLink, Card, Timeline},
};
use leptos::prelude::*;
use portal::{
    Result,
    access::permission::{SeeActivity, SeeSignIn},
    activity::{self, Entry},
};
use words::t;

/// How many lines of the record are shown; the rest is in the activity.
const LINES: i64 = 50;

/// What happened to a connection, from the record.
///
/// # Errors
/// `NotFound`, and as [`ssr::org`].
pub async fn history_page() -> Result<AnyView> {
    let can = ssr::org::<SeeSignIn>(&ssr::param("org")).await?;
    let connection = asked_for(&can).await?;
    let content = match can.can::<SeeActivity>() {
        Ok(reader) => lines(activity::about(&reader, connection.id.0, LINES).await?, can.org().slug.as_str()),
        Err(_) => view! { <p class="text-muted">{t!(connections.history.not_yours)}</p> }.into_any(),
    };
    let page = view! { <Card title=t!(connections.history.title) text=t!(connections.history.text)>{content}</Card> };
    show(&can, &connection, At::History, page).await
}

fn lines(entries: Vec<Entry>, slug: &str) -> AnyView {
    let all = format!("{}?about=connections", Place::Activity.path(slug));
    let lines = if entries.is_empty() {
        view! { <p class="text-muted">{t!(connections.history.none)}</p> }.into_any()
    } else {
        let lines = entries.into_iter().map(|entry| short(entry, slug)).collect_view();
        view! { <Timeline>{lines}</Timeline> }.into_any()
    };
    view! {
        {lines}
        <div>
            <ButtonLink href=all small=true>
                {t!(connections.history.all)}
            </ButtonLink>
        </div>
    }
    .into_any()
}
