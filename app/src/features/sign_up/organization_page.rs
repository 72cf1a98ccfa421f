use super::{
    PAGES,
    api::{FOUND, FoundOrganization},
};
use crate::{
    features::{
        door::{first_of, room, slug_flaw},
        joining::{self, Back, Waiting, Welcoming},
    },
    form::Filled,
    shell::DoorHeading,
    ssr,
    ui::{Asked, Banner, Button, Field, FormProblem, Kind, Link, Select, Steps, Tone, ZoneField, languages},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{Portal, access::Visitor, sign_up, switcher};
use words::t;

/// The last page: the organisation. Also where a person who is in one already makes another.
///
/// # Errors
/// `Unauthenticated`.
pub async fn organization_page() -> portal::Result<AnyView> {
    let (portal, visitor) = (ssr::portal()?, ssr::visitor());
    let step = sign_up::organization_step(&portal, &visitor).await?;
    let person = visitor.person()?;
    let (locale, zone) = (person.locale, person.zone.clone());
    let form = first_of(&[FOUND, joining::ASK, joining::WITHDRAW]).await;
    let notice = Filled::notice().await;
    let besides = !step.requests.is_empty() || step.welcoming.iter().any(|org| !org.requested);
    if step.is_first && !step.requests.is_empty() && form.problem().is_none() && ssr::asked("own").is_none() {
        return room(view! {
            {notice}
            <DoorHeading title=t!(door.sign_up.organization.waiting)>{t!(door.sign_up.organization.waiting_text)}</DoorHeading>
            <Waiting requests=step.requests back=Back::SignUp />
            <p class="mt-6 text-sm">
                <Link href="/sign-up/organization?own">{t!(door.sign_up.organization.own_instead)}</Link>
            </p>
        });
    }
    let here = if step.is_first { None } else { already_in(&portal, &visitor).await? };
    let title = if step.is_first { t!(door.sign_up.organization.title) } else { t!(door.sign_up.organization.another) };
    let fields = vec![
        Asked::new("name", t!(door.sign_up.organization.name)),
        Asked::new("slug", t!(door.sign_up.organization.slug)).said(slug_flaw),
        Asked::new("locale", t!(door.sign_up.organization.locale)),
        Asked::new("zone", t!(door.sign_up.organization.zone)),
    ];
    room(view! {
        {notice}
        {step.is_first.then(|| view! { <Steps step=PAGES of=PAGES /> })}
        <DoorHeading title>{t!(door.sign_up.organization.text)}</DoorHeading>
        <FormProblem problem=form.problem().cloned() fields />
        {here}
        {besides
            .then(|| {
                view! {
                    <div class="mb-8 grid gap-4">
                        <Waiting requests=step.requests back=Back::SignUp />
                        <Welcoming orgs=step.welcoming back=Back::SignUp form=form.clone() />
                    </div>
                }
            })}
        <form method="post" action=FoundOrganization::url() class="grid gap-5">
            <Field
                name="name"
                label=t!(door.sign_up.organization.name)
                autocomplete="organization"
                autofocus={form.problem().is_none() && !besides}
                value=form.value("name", &step.name)
                error=form.flaw("name").map(words::flaw)
            />
            <Field
                name="slug"
                label=t!(door.sign_up.organization.slug)
                hint=t!(door.sign_up.organization.slug_hint)
                prefix=ssr::before_slug()
                value=form.value("slug", &step.slug)
                attr:data-follows=form.problem().is_none().then_some("name")
                error=form.flaw("slug").map(slug_flaw)
            />
            <Select
                name="locale"
                label=t!(door.sign_up.organization.locale)
                hint=t!(door.sign_up.organization.locale_hint)
                choices=languages()
                value=form.value("locale", locale.tag())
                error=form.flaw("locale").map(words::flaw)
            />
            <ZoneField label=t!(door.sign_up.organization.zone) value=form.value("zone", &zone) error=form.flaw("zone").map(words::flaw) />
            <Button kind=Kind::Primary>{t!(door.sign_up.organization.create)}</Button>
        </form>
    })
}

/// For whoever looks again whether they were let in: they were, and this is the way.
async fn already_in(portal: &Portal, visitor: &Visitor) -> portal::Result<Option<AnyView>> {
    let mine = switcher::mine(portal, visitor).await?.organizations;
    let [org] = mine.as_slice() else { return Ok(None) };
    let (name, href) = (org.name.clone(), format!("/o/{}", org.slug));
    let go = view! { <Link href>{t!(door.sign_up.organization.go)}</Link> };
    Ok(org.open.then(|| {
        view! { <div class="mb-8"><Banner tone=Tone::Ok title=t!(door.sign_up.organization.already, org = name)>{go}</Banner></div> }.into_any()
    }))
}
