use super::{
    api::{ChangeProfile, PROFILE},
    room::{Section, room},
};
use crate::{
    form::Filled,
    ssr,
    ui::{Asked, Button, Card, Field, FormFoot, FormProblem, Kind, Moment, Select, Told, ZoneField, languages},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::account;
use words::t;

/// Name, language and zone.
///
/// # Errors
/// `Unauthenticated`.
pub async fn profile_page() -> portal::Result<AnyView> {
    let profile = account::profile(&ssr::portal()?, &ssr::visitor()).await?;
    let form = Filled::of(PROFILE).await;
    let asked = vec![
        Asked::new("name", t!(account.profile.name)),
        Asked::new("locale", t!(account.profile.locale)),
        Asked::new("zone", t!(account.profile.zone)),
    ];
    let page = view! {
        <Card title=t!(account.profile.title)>
            <FormProblem problem=form.problem().cloned() fields=asked />
            <form method="post" action=ChangeProfile::url() class="grid gap-5">
                <Field
                    name="name"
                    label=t!(account.profile.name)
                    hint=t!(account.profile.name_hint)
                    autocomplete="name"
                    value=form.value("name", &profile.name)
                    error=form.flaw("name").map(words::flaw)
                />
                <Select
                    name="locale"
                    label=t!(account.profile.locale)
                    choices=languages()
                    value=form.value("locale", profile.locale.tag())
                    error=form.flaw("locale").map(words::flaw)
                />
                <ZoneField label=t!(account.profile.zone) value=form.value("zone", &profile.zone) error=form.flaw("zone").map(words::flaw) />
                <FormFoot>
                    <Button kind=Kind::Primary>{t!(account.profile.save)}</Button>
                </FormFoot>
            </form>
        </Card>
        <p class="text-xs text-muted">
            {t!(account.profile.joined)}
            " "
            <Moment at=profile.joined_at told=Told::Day />
            " · "
            {t!(account.profile.terms, version = profile.terms_version)}
        </p>
    };
    room(Section::Profile, page).await
}
