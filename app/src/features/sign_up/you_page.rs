use super::{
    PAGES,
    api::{INTRODUCE, Introduce},
    go_to,
};
use crate::{
    features::door::{room, went_wrong},
    form::Filled,
    shell::DoorHeading,
    ssr,
    ui::{Banner, Button, Checkbox, ErrorSummary, Field, Kind, Link, PasswordField, Steps, Tone},
};
use contract::Flaw;
use leptos::{prelude::*, server_fn::ServerFn};
use portal::sign_up::{self, AddressKind, Step};
use words::{rich, t};

/// The third page: name, password, terms.
///
/// # Errors
/// What keeps the page from being shown.
pub async fn you_page() -> portal::Result<AnyView> {
    let portal = ssr::portal()?;
    let step = sign_up::resume(&portal, &ssr::visitor()).await?;
    let Step::Profile { address, kind } = step else { return Ok(go_to(&step)) };
    let form = Filled::of(INTRODUCE).await;
    let settings = portal.settings.clone();
    let (address_shown, username) = (address.to_string(), address.to_string());
    let terms_label = t!(door.sign_up.you.terms, vendor = settings.vendor.clone(), version = settings.terms_version.clone());
    let (terms_url, privacy_url) = (settings.terms_url.clone(), settings.privacy_url.clone());
    let terms = move |children: ChildrenFn| view! { <Link href=terms_url.clone()>{children()}</Link> };
    let privacy = move |children: ChildrenFn| view! { <Link href=privacy_url.clone()>{children()}</Link> };
    room(view! {
        <Steps step=3 of=PAGES />
        <DoorHeading title=t!(door.sign_up.you.title)>
            {rich!(door.sign_up.you.text, address = address_shown, <b> = <strong class="font-semibold text-text" />)}
        </DoorHeading>
        {went_wrong(&form)}
        <ErrorSummary fields=summary(&form) />
        <form method="post" action=Introduce::url() class="grid gap-5">
            {about(kind)}
            // For password managers: whose password it is.
            <input type="email" name="username" value=username autocomplete="username" readonly=true hidden=true />
            <input type="hidden" name="zone" data-zone />
            <Field
                name="name"
                label=t!(door.sign_up.you.name)
                autocomplete="name"
                autofocus=form.problem().is_none()
                maxlength=80
                value=form.value("name", "")
                error=form.flaw("name").map(words::flaw)
            />
            <PasswordField
                name="password"
                label=t!(door.password)
                autocomplete="new-password"
                hint=t!(door.password_hint)
                error=form.flaw("password").map(words::flaw)
            />
            <div class="grid gap-2">
                <p class="text-sm text-soft">{rich!(door.sign_up.you.read, <terms> = terms, <privacy> = privacy)}</p>
                <Checkbox name="terms" label=terms_label required=true checked=form.typed("terms") == Some("true") error=form.flaw("terms").map(terms_flaw) />
            </div>
            <Button kind=Kind::Primary>{t!(common.proceed)}</Button>
        </form>
    })
}

/// What an address that isn't a company's means, said kindly.
fn about(kind: AddressKind) -> AnyView {
    let (tone, title, text) = match kind {
        AddressKind::Work => return ().into_any(),
        AddressKind::Consumer => (Tone::Info, t!(door.sign_up.you.consumer.title), t!(door.sign_up.you.consumer.text)),
        AddressKind::Disposable => (Tone::Warn, t!(door.sign_up.you.disposable.title), t!(door.sign_up.you.disposable.text)),
    };
    view! { <Banner tone title>{text}" "<Link href="/sign-up?another">{t!(door.other_address)}</Link></Banner> }.into_any()
}

fn terms_flaw(_: &Flaw) -> String {
    t!(door.sign_up.you.terms_missing).to_owned()
}

fn summary(form: &Filled) -> Vec<(String, String, String)> {
    let line = |id: &str, field: &str, label: &str, say: fn(&Flaw) -> String| Some((id.to_owned(), label.to_owned(), say(form.flaw(field)?)));
    [
        line("name", "name", t!(door.sign_up.you.name), words::flaw),
        line("password", "password", t!(door.password), words::flaw),
        line("terms-true", "terms", t!(door.sign_up.you.terms_short), terms_flaw),
    ]
    .into_iter()
    .flatten()
    .collect()
}
