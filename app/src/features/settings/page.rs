use super::{danger, forms};
use crate::{
    features::house,
    shell::Place,
    ssr,
    ui::{Banner, Card, CopyField, KeyValue, KeyValues, Moment, PageHeader, Told, language},
};
use contract::Permission;
use leptos::prelude::*;
use portal::{
    Result,
    access::permission::SeeSettings,
    organization::{self, OrgSettings},
};
use words::t;

/// What holds for everybody in the organisation.
///
/// # Errors
/// As [`ssr::org`].
pub async fn page() -> Result<AnyView> {
    let can = ssr::org::<SeeSettings>(&ssr::param("org")).await?;
    let settings = organization::look(&can).await?;
    let holds = if can.may(Permission::ManageSettings) { forms::forms(&settings).await } else { facts(settings.clone()) };
    let ends = danger::danger(&can, &settings).await;
    let page = view! {
        <PageHeader title=t!(settings.title) text=t!(settings.text, org = settings.name.clone()) />
        <div class="grid max-w-prose gap-6">{holds} {support(&settings)} {ends}</div>
    };
    house(&can, Place::Settings, page).await
}

/// For who may look and not change.
fn facts(settings: OrgSettings) -> AnyView {
    let address = format!("{}{}", ssr::before_slug(), settings.slug);
    let switch = |on: bool| if on { t!(settings.ways_in.on) } else { t!(settings.ways_in.off) };
    view! {
        <Banner>{t!(settings.reading)}</Banner>
        <KeyValues>
            <KeyValue label=t!(settings.name.title)>{settings.name}</KeyValue>
            <KeyValue label=t!(settings.address.title)>{address}</KeyValue>
            <KeyValue label=t!(settings.language.language)>{language(settings.locale)}</KeyValue>
            <KeyValue label=t!(settings.language.zone)>{settings.zone.replace('_', " ")}</KeyValue>
            <KeyValue label=t!(settings.ways_in.ask)>{switch(settings.ask_to_join)}</KeyValue>
            <KeyValue label=t!(settings.ways_in.links)>{switch(settings.copy_links)}</KeyValue>
        </KeyValues>
    }
    .into_any()
}

fn support(settings: &OrgSettings) -> AnyView {
    let (id, created) = (settings.id.to_string(), settings.created_at);
    view! {
        <Card title=t!(settings.facts.title)>
            <div class="grid gap-3">
                <CopyField label=t!(settings.facts.id) value=id />
                <p class="text-xs text-muted">
                    {t!(settings.facts.created)} ": " <Moment at=created told=Told::Exact />
                </p>
            </div>
        </Card>
    }
    .into_any()
}
