use super::{
    about::{About, asked_for},
    api::{AddConnectionKey, PromoteConnectionKey, RetireConnectionKey},
    frame::{At, show},
    path,
    values::certificate_path,
};
use crate::{
    ssr,
    ui::{Button, ButtonLink, Card, Cell, Column, KeyValue, KeyValues, Kind, Link, Moment, Row, Shows, Status, Table, Told, Tone},
};
use contract::Protocol;
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Result,
    access::permission::SeeSignIn,
    connection::{CertificateInfo, Connection, KeyState, OwnKey, Step},
};
use time::{Duration, OffsetDateTime};
use words::{Reader, t};

/// So long before its end a certificate is told as ending.
const SOON: Duration = Duration::days(60);

/// The provider's certificates or our secret with it, and our own keys.
///
/// # Errors
/// `NotFound`, and as [`ssr::org`].
pub async fn keys_page() -> Result<AnyView> {
    let can = ssr::org::<SeeSignIn>(&ssr::param("org")).await?;
    let connection = asked_for(&can).await?;
    let about = About::of(&can, &connection);
    let theirs = match connection.protocol {
        Protocol::Saml => certificates(&about, &connection),
        Protocol::Oidc => secret(&about, &connection),
    };
    let page = view! { {theirs} {own(&about, &connection)} };
    show(&can, &connection, At::Keys, page).await
}

fn certificates(about: &About, connection: &Connection) -> AnyView {
    let columns = vec![
        Column::new(t!(connections.keys.subject)),
        Column::new(t!(connections.keys.state)),
        Column::new(t!(connections.keys.expires)),
        Column::new(t!(connections.keys.used)).from(Shows::Tablet),
        Column::new(t!(connections.keys.seen)).from(Shows::Desk),
    ];
    let title = t!(connections.keys.theirs, provider = about.provider.clone());
    let table = if connection.certificates.is_empty() {
        view! { <p class="px-4 py-3.5 text-muted tablet:px-5">{t!(connections.keys.none)}</p> }.into_any()
    } else {
        let rows = connection.certificates.iter().map(certificate).collect_view();
        view! { <div class="*:rounded-none *:border-0"><Table name=title.clone() columns only_read=true>{rows}</Table></div> }.into_any()
    };
    let bring = about.manages.then(|| bring(about, t!(connections.keys.bring)));
    view! {
        <Card title text=t!(connections.keys.theirs_text) flush=true>
            {table}
            {bring}
        </Card>
    }
    .into_any()
}

fn bring(about: &About, label: &'static str) -> AnyView {
    let href = path::step(&about.org, about.id, Step::Exchange);
    view! { <div class="border-t border-line px-4 py-3.5 tablet:px-5"><ButtonLink href small=true>{label}</ButtonLink></div> }.into_any()
}

fn certificate(known: &CertificateInfo) -> AnyView {
    let (subject, fingerprint) = (known.subject.clone(), known.fingerprint.to_string());
    let used = known.last_used_at.map_or_else(|| t!(connections.keys.unused).into_any(), |at| view! { <Moment at /> }.into_any());
    let (seen, ends, validity) = (known.seen_at, known.not_after, validity(known.not_after, known.last_used_at.is_none()));
    view! {
        <Row>
            <Cell wraps=true>
                <span class="font-medium text-text wrap-anywhere">{subject}</span>
                <code class="block font-mono text-xs break-all text-muted max-tablet:hidden">{fingerprint}</code>
            </Cell>
            <Cell>{validity}</Cell>
            <Cell>
                <Moment at=ends told=Told::Day />
            </Cell>
            <Cell shows=Shows::Tablet>{used}</Cell>
            <Cell shows=Shows::Desk>
                <Moment at=seen />
            </Cell>
        </Row>
    }
    .into_any()
}

fn validity(ends: OffsetDateTime, unused: bool) -> AnyView {
    let now = Reader::current().now;
    let (tone, word) = match () {
        () if ends < now => (Tone::Danger, t!(connections.keys.expired)),
        () if ends < now + SOON => (Tone::Warn, t!(connections.keys.expiring)),
        () if unused => (Tone::Info, t!(connections.keys.next_seen)),
        () => (Tone::Ok, t!(connections.keys.valid)),
    };
    view! { <Status tone>{word}</Status> }.into_any()
}

fn secret(about: &About, connection: &Connection) -> AnyView {
    let replace = about.manages.then(|| bring(about, t!(connections.keys.replace)));
    let content = match &connection.secret {
        None => view! { <p class="px-4 py-3.5 text-muted tablet:px-5">{t!(connections.keys.secret_nothing)}</p> }.into_any(),
        Some(secret) => {
            let expires = match secret.expires_at {
                None => t!(connections.keys.secret_never).into_any(),
                Some(at) => view! { <Moment at told=Told::Day /> " " {validity(at, false)} }.into_any(),
            };
            let (hint, since) = (format!("••••{}", secret.hint), secret.created_at);
            view! {
                <KeyValues bare=true>
                        <KeyValue label=t!(connections.keys.secret_hint)>
                            <code class="font-mono text-xs">{hint}</code>
                        </KeyValue>
                        <KeyValue label=t!(connections.keys.secret_since)>
                            <Moment at=since told=Told::Day />
                        </KeyValue>
                        <KeyValue label=t!(connections.keys.secret_expires)>
                            <span class="flex flex-wrap items-center gap-2">{expires}</span>
                        </KeyValue>
                    </KeyValues>
            }
            .into_any()
        }
    };
    view! {
        <Card title=t!(connections.keys.secret) text=t!(connections.keys.secret_text) flush=true>
            {content}
            {replace}
        </Card>
    }
    .into_any()
}

fn own(about: &About, connection: &Connection) -> AnyView {
    let has_next = connection.keys.iter().any(|key| key.state == KeyState::Next);
    let rows = connection.keys.iter().map(|key| own_key(about, connection, key)).collect_view();
    let fields = about.fields();
    let add = (about.manages && !has_next).then(|| {
        view! {
            <form method="post" action=AddConnectionKey::url() class="border-t border-line px-4 py-3.5 tablet:px-5">
                {fields}
                <Button small=true icon=icondata_lu::LuPlus>
                    {t!(connections.keys.add)}
                </Button>
            </form>
        }
    });
    view! {
        <Card title=t!(connections.keys.ours) text=t!(connections.keys.ours_text, provider = about.provider.clone()) flush=true>
            <ul class="divide-y divide-line">{rows}</ul>
            {add}
        </Card>
    }
    .into_any()
}

fn own_key(about: &About, connection: &Connection, key: &OwnKey) -> AnyView {
    let (tone, word) = match key.state {
        KeyState::Current => (Tone::Ok, t!(connections.keys.current)),
        KeyState::Next => (Tone::Info, t!(connections.keys.next)),
        KeyState::Retired => (Tone::Neutral, t!(connections.keys.retired)),
    };
    let (fingerprint, created, ends) = (key.certificate.fingerprint().to_string(), key.created_at, key.certificate.not_after());
    let published = match key.state {
        KeyState::Current => Some(certificate_path(&connection.key)),
        KeyState::Next => Some(format!("{}?next", certificate_path(&connection.key))),
        KeyState::Retired => None,
    };
    let download = published.map(|href| {
        view! {
            <Link href attr:download="">
                {t!(connections.keys.download)}
            </Link>
        }
    });
    let (fields, id) = (about.fields(), key.id.to_string());
    let act = about.manages.then(|| match key.state {
        KeyState::Current => ().into_any(),
        KeyState::Next => view! {
            <form method="post" action=PromoteConnectionKey::url()>
                {fields}
                <Button kind=Kind::Primary small=true>
                    {t!(connections.keys.promote)}
                </Button>
            </form>
        }
        .into_any(),
        KeyState::Retired => view! {
            <form method="post" action=RetireConnectionKey::url()>
                {fields}
                <input type="hidden" name="key" value=id />
                <Button small=true>{t!(connections.keys.retire)}</Button>
            </form>
        }
        .into_any(),
    });
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3.5 tablet:px-5">
            <div class="grid min-w-0 grow basis-72 gap-1">
                <span class="flex flex-wrap items-center gap-2">
                    <Status tone>{word}</Status>
                    {download}
                </span>
                <code class="font-mono text-xs break-all text-muted">{fingerprint}</code>
                <span class="text-xs text-muted">
                    {t!(connections.keys.created)} " " <Moment at=created told=Told::Day /> " · " {t!(connections.keys.expires)} " "
                    <Moment at=ends told=Told::Day />
                </span>
            </div>
            {act}
        </li>
    }
    .into_any()
}
