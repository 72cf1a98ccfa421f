use crate::{
    features::connections::{about::About, api::DropConnectionCertificate},
    ui::{Button, Card, KeyValue, KeyValues, Kind, Moment},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::connection::{CertificateInfo, Connection, Credential, MetadataFrom, Oidc, Saml};
use words::{Reader, rich, t};

/// What is known of a SAML provider.
pub(super) fn saml(about: &About, connection: &Connection, saml: &Saml) -> AnyView {
    if saml.entity_id.is_empty() && saml.certificates.is_empty() {
        return nothing(about);
    }
    let location = saml.redirect_location.clone().or_else(|| saml.post_location.clone()).unwrap_or_default();
    let from = match &saml.metadata {
        MetadataFrom::Hand => t!(connections.exchange.known.from_hand).into_any(),
        MetadataFrom::Document => t!(connections.exchange.known.from_document).into_any(),
        MetadataFrom::Url { url, fetched_at } => {
            let (url, at) = (url.clone(), *fetched_at);
            rich!(
                connections.exchange.known.from_url,
                url,
                <b> = <span class="font-mono text-xs break-all" />,
                <when> = move || view! { <Moment at /> }
            )
            .into_any()
        }
    };
    let believed = saml.fingerprints();
    let used = connection.certificates.iter().filter(|known| believed.contains(&known.fingerprint));
    let (issuer, location) = (code(saml.entity_id.clone()), code(location));
    let certificates = used.map(|certificate| line(about, certificate)).collect_view();
    view! {
        <Card title=t!(connections.exchange.known.title, provider = about.provider.clone()) flush=true>
            <KeyValues bare=true>
                    <KeyValue label=t!(connections.exchange.known.issuer)>{issuer}</KeyValue>
                    <KeyValue label=t!(connections.exchange.known.location)>{location}</KeyValue>
                    <KeyValue label=t!(connections.exchange.known.certificates)>
                        <ul class="grid gap-2">{certificates}</ul>
                    </KeyValue>
                    <KeyValue label=t!(connections.exchange.known.from)>{from}</KeyValue>
                </KeyValues>
        </Card>
    }
    .into_any()
}

fn line(about: &About, certificate: &CertificateInfo) -> AnyView {
    let (subject, day) = (certificate.subject.clone(), words::day(certificate.not_after));
    let said = if certificate.not_after < Reader::current().now {
        view! { <span class="text-danger">{t!(connections.exchange.known.certificate_over, subject = subject, day = day)}</span> }.into_any()
    } else {
        t!(connections.exchange.known.certificate, subject = subject, day = day).into_any()
    };
    let (fields, fingerprint) = (about.fields(), certificate.fingerprint.to_string());
    view! {
        <li class="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
            <span class="min-w-0 wrap-anywhere">{said}</span>
            <form method="post" action=DropConnectionCertificate::url()>
                {fields}
                <input type="hidden" name="fingerprint" value=fingerprint />
                <Button kind=Kind::Quiet small=true>
                    {t!(connections.exchange.known.drop)}
                </Button>
            </form>
        </li>
    }
    .into_any()
}

/// What is known of an OpenID provider.
pub(super) fn oidc(about: &About, connection: &Connection, oidc: &Oidc) -> AnyView {
    let Some(found) = &oidc.discovered else { return nothing(about) };
    let (issuer, authorization) = (code(found.issuer.as_str().to_owned()), code(found.authorization_endpoint.to_string()));
    let client = code(oidc.client_id.clone());
    let credential = match oidc.credential {
        Credential::None => t!(connections.exchange.known.nothing).to_owned(),
        Credential::PrivateKey => t!(connections.exchange.known.key).to_owned(),
        Credential::Secret(_) => {
            let hint = connection.secret.as_ref().map(|secret| secret.hint.clone()).unwrap_or_default();
            t!(connections.exchange.known.secret, hint = hint)
        }
    };
    view! {
        <Card title=t!(connections.exchange.known.title, provider = about.provider.clone()) flush=true>
            <KeyValues bare=true>
                    <KeyValue label=t!(connections.exchange.known.issuer)>{issuer}</KeyValue>
                    <KeyValue label=t!(connections.exchange.known.authorization)>{authorization}</KeyValue>
                    <KeyValue label=t!(connections.exchange.known.client)>{client}</KeyValue>
                    <KeyValue label=t!(connections.exchange.known.credential)>{credential}</KeyValue>
                </KeyValues>
        </Card>
    }
    .into_any()
}

fn nothing(about: &About) -> AnyView {
    let title = t!(connections.exchange.known.title, provider = about.provider.clone());
    view! { <Card title><p class="text-muted">{t!(connections.exchange.known.nothing)}</p></Card> }.into_any()
}

fn code(value: String) -> AnyView {
    view! { <code class="font-mono text-xs wrap-anywhere select-all">{value}</code> }.into_any()
}
