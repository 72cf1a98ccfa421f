use super::known;
use crate::{
    features::connections::{
        about::About,
        api::{OIDC, SetConnectionOidc},
        guide::{self, BroughtBack, Instruction, Instructions},
        values::{certificate_path, ours},
    },
    form::Filled,
    ui::{Asked, Banner, Checkbox, Choices, Field, FormProblem, Link, Radio, SecretField, Tone},
};
use contract::{Flaw, IdentityProvider};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::connection::{Connection, Credential, Oidc, Step};
use time::OffsetDateTime;
use words::{rich, t};

/// What to do there, and what has to be brought back: the provider's address, our name there, and how we prove ourselves.
pub(super) async fn fields(about: &About, connection: &Connection, oidc: &Oidc, instructions: Vec<Instruction>) -> AnyView {
    let form = Filled::of(OIDC).await;
    let BroughtBack::Oidc { issuer, client_id, secret, expires, drawing } = guide::brought_back(connection.provider, connection.protocol) else {
        return ().into_any();
    };
    let asked = vec![
        Asked::new("issuer", issuer.label),
        Asked::new("client_id", client_id.label),
        Asked::new("secret", secret.label),
        Asked::new("expires", t!(connections.oidc.expires)),
        Asked::new("scopes", t!(connections.oidc.scopes)),
    ];
    let is_secret_id = form.flaw("secret") == Some(&Flaw::SecretId);
    let again = is_secret_id.then(|| view! { <input type="hidden" name="secret_again" value="true" /> });
    let known = oidc.discovered.as_ref().map(|found| found.issuer.as_str().to_owned()).unwrap_or_default();
    let (of_issuer, of_client) = (text(&form, "issuer", &known, issuer), text(&form, "client_id", &oidc.client_id, client_id));
    let credential = credential(connection, oidc, &form, secret);
    let ends = form.value("expires", &connection.secret.as_ref().and_then(|secret| secret.expires_at).map_or_else(String::new, day));
    let (ends_error, scopes_error) = (form.flaw("expires").map(words::flaw), form.flaw("scopes").map(words::flaw));
    let where_it_ends = expires.map(|field| view! { <p class="leading-6">{field.hint}</p> });
    let scopes = form.value("scopes", &oidc.scopes.join(" "));
    let (asks, problem, own) = (oidc.asks_user_info, form.problem().cloned(), about.fields());
    let last = view! {
        <div class="grid max-w-form grid-cols-1 gap-5">
            {drawing}
            {of_issuer}
            {of_client}
            {credential}
            <div class="grid gap-1.5">
                {where_it_ends}
                <Field
                    name="expires"
                    kind="date"
                    label=t!(connections.oidc.expires)
                    hint=t!(connections.oidc.expires_hint)
                    optional=true
                    value=ends
                    error=ends_error
                />
            </div>
            <Field
                name="scopes"
                label=t!(connections.oidc.scopes)
                hint=t!(connections.oidc.scopes_hint)
                optional=true
                value=scopes
                error=scopes_error
            />
            <Checkbox name="ask_user_info" label=t!(connections.oidc.user_info) checked=asks />
        </div>
    };
    let last = Some(last.into_any());
    view! {
        {refused(about, connection, &form)}
        <FormProblem problem fields=asked />
        <form method="post" action=SetConnectionOidc::url() class="grid grid-cols-1 gap-6">
            {own}
            {again}
            <Instructions instructions last />
            {known::oidc(about, connection, oidc)}
            {about.foot(Step::Exchange, Some(t!(connections.oidc.save)))}
        </form>
    }
    .into_any()
}

/// One value, under the name that it has in the console.
fn text(form: &Filled, name: &'static str, known: &str, field: guide::Field) -> AnyView {
    let (value, error, lang) = (form.value(name, known), form.flaw(name).map(words::flaw), field.theirs.then_some("en"));
    view! {
        <div class="grid gap-1.5">
            <p class="leading-6">{field.hint}</p>
            <Field name label=field.label lang placeholder=field.example value error />
        </div>
    }
    .into_any()
}

/// With a secret or with our key; nobody needs both.
fn credential(connection: &Connection, oidc: &Oidc, form: &Filled, field: guide::Field) -> AnyView {
    let by_key = form.typed("credential").map_or(oidc.credential == Credential::PrivateKey, |chosen| chosen == "key");
    let is_entra = connection.provider == IdentityProvider::EntraId;
    let hint = match &connection.secret {
        Some(secret) => t!(connections.oidc.secret_kept, day = words::day(secret.created_at), hint = secret.hint.clone()),
        None if is_entra => t!(connections.oidc.secret_hint_entra).to_owned(),
        None => t!(connections.oidc.secret_hint).to_owned(),
    };
    let error = form.flaw("secret").map(|flaw| match flaw {
        Flaw::SecretId => t!(connections.oidc.secret_id).to_owned(),
        flaw => words::flaw(flaw),
    });
    let (certificate, lang) = (certificate_path(&connection.key), field.theirs.then_some("en"));
    view! {
        <Choices id="credential" label=t!(connections.oidc.credential)>
            <Radio name="credential" value="secret" label=t!(connections.oidc.by_secret) checked={!by_key} />
            <Radio name="credential" value="key" label=t!(connections.oidc.by_key) hint=t!(connections.oidc.by_key_hint) checked=by_key />
            <p class="pl-6.5 text-xs">
                <Link href=certificate attr:download="">
                    {t!(connections.oidc.certificate)}
                </Link>
            </p>
        </Choices>
        <div class="grid gap-1.5">
            <p class="leading-6">{field.hint}</p>
            <SecretField name="secret" label=field.label lang hint error />
        </div>
    }
    .into_any()
}

/// Why the provider could not be read, by its code.
fn refused(about: &About, connection: &Connection, form: &Filled) -> Option<AnyView> {
    let code = form.typed("code")?.to_owned();
    let received = form.value("received", "");
    let (what, means) = (guide::code_title(&code).to_owned(), guide::code_meaning(&code));
    let fix = ours(connection).ok().map(|ours| guide::fix(connection.provider, connection.protocol, &code, &ours));
    let received = (!received.is_empty()).then(|| rich!(connections.oidc.received, received, <b> = <code class="font-mono text-xs wrap-anywhere" />));
    Some(
        view! {
            <div role="alert" tabindex="-1" autofocus=true>
                <Banner tone=Tone::Danger title=t!(connections.oidc.refused, provider = about.provider.clone())>
                    <p>
                        <span class="font-mono text-xs">{code}</span>
                        " "
                        {what}
                        ". "
                        {means}
                    </p>
                    {received.map(|received| view! { <p>{received}</p> })}
                    {fix}
                </Banner>
            </div>
        }
        .into_any(),
    )
}

/// As a field of the kind `date` takes it.
fn day(at: OffsetDateTime) -> String {
    let date = at.date();
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}
