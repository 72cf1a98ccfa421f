use super::{
    PAGES,
    api::{FOUND, FoundOrganization},
};
use crate::{
    features::door::{room, went_wrong},
    form::Filled,
    shell::DoorHeading,
    ssr,
    ui::{Button, Choice, ErrorSummary, Field, Kind, Select, Steps},
};
use contract::{Flaw, Locale};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{sign_up, zone};
use words::{Reader, t};

/// The last page: the organisation. Also where a person who is in one already makes another.
///
/// # Errors
/// `Unauthenticated`.
pub async fn organization_page() -> portal::Result<AnyView> {
    let (portal, visitor) = (ssr::portal()?, ssr::visitor());
    let step = sign_up::organization_step(&portal, &visitor).await?;
    let mine = visitor.person()?.zone.clone();
    let form = Filled::of(FOUND).await;
    let locale = form.value("locale", Reader::current().locale.tag());
    let zone = form.value("zone", &mine);
    let locales = Locale::ALL.map(|locale| {
        let name = match locale {
            Locale::En => "English",
            Locale::De => "Deutsch",
        };
        Choice::new(locale.tag(), name)
    });
    let zones = zone::names().iter().map(|name| Choice::new(name.as_str(), name.replace('_', " "))).collect::<Vec<_>>();
    room(view! {
        <Steps step=4 of=PAGES />
        <DoorHeading title=t!(door.sign_up.organization.title)>{t!(door.sign_up.organization.text)}</DoorHeading>
        {went_wrong(&form)}
        <ErrorSummary fields=summary(&form) />
        <form method="post" action=FoundOrganization::url() class="grid gap-5">
            <Field
                name="name"
                label=t!(door.sign_up.organization.name)
                autocomplete="organization"
                autofocus=form.problem().is_none()
                maxlength=80
                value=form.value("name", &step.name)
                error=form.flaw("name").map(words::flaw)
            />
            <Field
                name="slug"
                label=t!(door.sign_up.organization.slug)
                hint=t!(door.sign_up.organization.slug_hint)
                autocomplete="off"
                maxlength=40
                value=form.value("slug", &step.slug)
                error=form.flaw("slug").map(slug_flaw)
            />
            <Select name="locale" label=t!(door.sign_up.organization.locale) hint=t!(door.sign_up.organization.locale_hint) choices=locales.to_vec() value=locale />
            <Select name="zone" label=t!(door.sign_up.organization.zone) choices=zones value=zone error=form.flaw("zone").map(words::flaw) />
            <Button kind=Kind::Primary>{t!(door.sign_up.organization.create)}</Button>
        </form>
    })
}

fn slug_flaw(flaw: &Flaw) -> String {
    match flaw {
        Flaw::Malformed => t!(door.sign_up.organization.slug_malformed).to_owned(),
        other => words::flaw(other),
    }
}

fn summary(form: &Filled) -> Vec<(String, String, String)> {
    let line = |field: &str, label: &str, say: fn(&Flaw) -> String| Some((field.to_owned(), label.to_owned(), say(form.flaw(field)?)));
    [
        line("name", t!(door.sign_up.organization.name), words::flaw),
        line("slug", t!(door.sign_up.organization.slug), slug_flaw),
        line("zone", t!(door.sign_up.organization.zone), words::flaw),
    ]
    .into_iter()
    .flatten()
    .collect()
}
