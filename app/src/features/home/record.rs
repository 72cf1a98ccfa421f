use crate::{
    features::activity::short,
    shell::Place,
    ui::{ButtonLink, Card, Timeline},
};
use leptos::prelude::*;
use portal::{
    Result,
    access::{Can, permission::SeeActivity},
    activity,
};
use words::t;

/// How many lines are shown.
const SHOWN: usize = 5;

/// What happened last.
pub(super) async fn record(can: &Can<SeeActivity>) -> Result<AnyView> {
    let org = can.org().slug.as_str();
    let lines = activity::recent(can, SHOWN).await?.into_iter().map(|entry| short(entry, org)).collect_view();
    let all = Place::Activity.path(org);
    Ok(view! {
        <Card title=t!(home.record.title)>
            <Timeline>{lines}</Timeline>
            <div>
                <ButtonLink href=all small=true>
                    {t!(home.record.all)}
                </ButtonLink>
            </div>
        </Card>
    }
    .into_any())
}
