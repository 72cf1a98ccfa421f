use super::known;
use crate::{
    features::connections::{
        about::About,
        api::{OIDC, SetConnectionOidc},
        guide,
        values::certificate_path,
    },
    form::Filled,
    ui::{Banner, Card, Checkbox, Choices, Field, FormProblem, Link, Radio, Tone},
};
use contract::{Flaw, IdentityProvider};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    connection::{Connection, Credential, Oidc, Step},
    federation::Report,
};
use time::OffsetDateTime;
use words::{rich, t};

use crate::ui::SecretField;

/// What an OpenID provider has to be told by: its address, our name there, and how we prove ourselves.
pub(super) async fn fields(about: &About, connection: &Connection, oidc: &Oidc) -> AnyView {
    let form = Filled::of(OIDC).await;
    let is_entra = connection.provider == IdentityProvider::EntraId;
    let (issuer_label, issuer_hint) = match is_entra {
        true => (t!(connections.oidc.tenant), t!(connections.oidc.tenant_hint).to_owned()),
        false => (t!(connections.oidc.issuer), t!(connections.oidc.issuer_hint, provider = about.provider.clone())),
    };
    let client_label = if is_entra { t!(connections.oidc.application_id) } else { t!(connections.oidc.client_id) };
    let labels = vec![
        ("issuer", issuer_label),
        ("client_id", client_label),
        ("secret", t!(connections.oidc.secret)),
        ("expires", t!(connections.oidc.expires)),
        ("scopes", t!(connections.oidc.scopes)),
    ];
    let is_secret_id = form.flaw("secret") == Some(&Flaw::SecretId);
    let error = |field: &str| form.flaw(field).map(words::flaw);
    let (of_issuer, of_client, of_expires, of_scopes) = (error("issuer"), error("client_id"), error("expires"), error("scopes"));
    let secret_error = if is_secret_id { Some(t!(connections.oidc.secret_id).to_owned()) } else { error("secret") };
    let again = is_secret_id.then(|| view! { <input type="hidden" name="secret_again" value="true" /> });
    let known = oidc.discovered.as_ref().map(|found| found.issuer.to_string()).unwrap_or_default();
    let (issuer, client_id) = (form.value("issuer", &known), form.value("client_id", &oidc.client_id));
    let expires = form.value("expires", &connection.secret.as_ref().and_then(|secret| secret.expires_at).map_or_else(String::new, day));
    let scopes = form.value("scopes", &oidc.scopes.join(" "));
    let credential = credential(connection, oidc, &form, is_entra, secret_error);
    let (asks, problem, own) = (oidc.asks_user_info, form.problem().cloned(), about.fields());
    view! {
        {refused(about, connection, &form)}
        <FormProblem problem labels />
        <form method="post" action=SetConnectionOidc::url() class="grid gap-6">
            {own}
            {again}
            <Card title=t!(connections.exchange.paste, provider = about.provider.clone())>
                <div class="grid max-w-form gap-5">
                    <Field name="issuer" label=issuer_label hint=issuer_hint maxlength=1_000 value=issuer error=of_issuer />
                    <Field name="client_id" label=client_label maxlength=500 value=client_id error=of_client />
                    {credential}
                    <Field
                        name="expires"
                        kind="date"
                        label=t!(connections.oidc.expires)
                        hint=t!(connections.oidc.expires_hint)
                        optional=true
                        value=expires
                        error=of_expires
                    />
                    <Field
                        name="scopes"
                        label=t!(connections.oidc.scopes)
                        hint=t!(connections.oidc.scopes_hint)
                        optional=true
                        maxlength=500
                        value=scopes
                        error=of_scopes
                    />
                    <Checkbox name="ask_user_info" label=t!(connections.oidc.user_info) checked=asks />
                </div>
            </Card>
            {known::oidc(about, connection, oidc)}
            {about.foot(Step::Exchange, Some(t!(connections.oidc.save)))}
        </form>
    }
    .into_any()
}

/// With a secret or with our key; nobody needs both.
fn credential(connection: &Connection, oidc: &Oidc, form: &Filled, is_entra: bool, error: Option<String>) -> AnyView {
    let by_key = form.typed("credential").map_or(oidc.credential == Credential::PrivateKey, |chosen| chosen == "key");
    let hint = match &connection.secret {
        Some(secret) => t!(connections.oidc.secret_kept, day = words::day(secret.created_at), hint = secret.hint.clone()),
        None if is_entra => t!(connections.oidc.secret_hint_entra).to_owned(),
        None => t!(connections.oidc.secret_hint).to_owned(),
    };
    let certificate = certificate_path(&connection.key);
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
        <SecretField name="secret" label=t!(connections.oidc.secret) hint error />
    }
    .into_any()
}

/// Why the provider could not be read, by its code.
fn refused(about: &About, connection: &Connection, form: &Filled) -> Option<AnyView> {
    let code = form.typed("code")?.to_owned();
    let received = form.value("received", "");
    let what = guide::code_title(&code);
    let fix = guide::fix(connection, &code, None, &Report::default());
    let received = (!received.is_empty())
        .then(|| rich!(connections.oidc.received, received, <b> = <code class="font-mono text-xs wrap-anywhere" />));
    Some(
        view! {
            <div role="alert" tabindex="-1" autofocus=true>
                <Banner tone=Tone::Danger title=t!(connections.oidc.refused, provider = about.provider.clone())>
                    <p>
                        <span class="font-mono text-xs">{code}</span>
                        " "
                        {what}
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
