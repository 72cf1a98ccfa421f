use super::api::{ADDRESS, LANGUAGE, MoveOrganization, NAME, RenameOrganization, SetOrganizationLanguage, SetWaysIn, WAYS_IN};
use crate::{
    features::door::slug_flaw,
    form::Filled,
    ssr,
    ui::{Asked, Button, Card, Field, FormFoot, FormProblem, Moment, Select, Switch, Told, ZoneField, languages},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::organization::OrgSettings;
use words::t;

/// Each setting with a form of its own: what one saves doesn't depend on what stands elsewhere on the page.
pub(super) async fn forms(settings: &OrgSettings) -> AnyView {
    let (name, address) = (Filled::of(NAME).await, Filled::of(ADDRESS).await);
    let (language, ways_in) = (Filled::of(LANGUAGE).await, Filled::of(WAYS_IN).await);
    view! {
        {rename(name, settings.clone())}
        {relocate(address, settings.clone())}
        {speak(language, settings.clone())}
        {open(ways_in, settings.clone())}
    }
    .into_any()
}

fn rename(form: Filled, settings: OrgSettings) -> impl IntoView {
    view! {
        <Card title=t!(settings.name.title) text=t!(settings.name.text)>
            <FormProblem problem=form.problem().cloned() fields=vec![Asked::new("name", t!(settings.name.label))] />
            <form method="post" action=RenameOrganization::url() class="grid gap-5">
                <input type="hidden" name="org" value=settings.slug.to_string() />
                <Field
                    name="name"
                    label=t!(settings.name.label)
                    autocomplete="organization"
                    value=form.value("name", &settings.name)
                    error=form.flaw("name").map(words::flaw)
                />
                <FormFoot>
                    <Button>{t!(settings.save)}</Button>
                </FormFoot>
            </form>
        </Card>
    }
}

fn relocate(form: Filled, settings: OrgSettings) -> impl IntoView {
    let retired = settings.retired.clone().into_iter().map(|old| {
        view! {
            <li class="flex flex-wrap gap-x-2">
                <span class="break-all">{old.slug}</span>
                <span class="text-muted">{t!(settings.address.until)} " " <Moment at=old.until told=Told::Day /></span>
            </li>
        }
    });
    let retired = (!settings.retired.is_empty()).then(|| {
        view! {
            <div class="grid gap-1 text-xs">
                <h3 class="font-medium text-soft">{t!(settings.address.retired)}</h3>
                <ul class="grid gap-0.5">{retired.collect_view()}</ul>
            </div>
        }
    });
    view! {
        <Card title=t!(settings.address.title) text=t!(settings.address.text)>
            <FormProblem problem=form.problem().cloned() fields=vec![Asked::new("slug", t!(settings.address.label)).said(slug_flaw)] />
            <form method="post" action=MoveOrganization::url() class="grid gap-5">
                <input type="hidden" name="org" value=settings.slug.to_string() />
                <Field
                    name="slug"
                    label=t!(settings.address.label)
                    hint=t!(settings.address.hint)
                    prefix=ssr::before_slug()
                    value=form.value("slug", settings.slug.as_str())
                    error=form.flaw("slug").map(slug_flaw)
                />
                {retired}
                <FormFoot>
                    <Button>{t!(settings.address.change)}</Button>
                </FormFoot>
            </form>
        </Card>
    }
}

fn speak(form: Filled, settings: OrgSettings) -> impl IntoView {
    let asked = vec![Asked::new("locale", t!(settings.language.language)), Asked::new("zone", t!(settings.language.zone))];
    view! {
        <Card title=t!(settings.language.title) text=t!(settings.language.text)>
            <FormProblem problem=form.problem().cloned() fields=asked />
            <form method="post" action=SetOrganizationLanguage::url() class="grid gap-5">
                <input type="hidden" name="org" value=settings.slug.to_string() />
                <Select
                    name="locale"
                    label=t!(settings.language.language)
                    choices=languages()
                    value=form.value("locale", settings.locale.tag())
                    error=form.flaw("locale").map(words::flaw)
                />
                <ZoneField label=t!(settings.language.zone) value=form.value("zone", &settings.zone) error=form.flaw("zone").map(words::flaw) />
                <FormFoot>
                    <Button>{t!(settings.save)}</Button>
                </FormFoot>
            </form>
        </Card>
    }
}

fn open(form: Filled, settings: OrgSettings) -> impl IntoView {
    view! {
        <Card title=t!(settings.ways_in.title)>
            <FormProblem problem=form.problem().cloned() />
            <form method="post" action=SetWaysIn::url() class="grid gap-5">
                <input type="hidden" name="org" value=settings.slug.to_string() />
                <Switch name="ask_to_join" label=t!(settings.ways_in.ask) hint=t!(settings.ways_in.ask_hint) checked=form.ticked("ask_to_join", settings.ask_to_join) />
                <Switch name="copy_links" label=t!(settings.ways_in.links) hint=t!(settings.ways_in.links_hint) checked=form.ticked("copy_links", settings.copy_links) />
                <FormFoot>
                    <Button>{t!(settings.save)}</Button>
                </FormFoot>
            </form>
        </Card>
    }
}
