//! Every guide to a provider's console, with its drawings, and every fix: a page for each provider and protocol.

use crate::house::nav;
use app::{
    features::connections::guide::{
        BroughtBack, Chapter, Field, Instructions, Ours, brought_back, code_meaning, code_title, fix, instructions, needs,
    },
    shell::{House, Place},
    ui::{Card, PageHeader},
};
use contract::{IdentityProvider, Protocol};
use leptos::prelude::*;

fn ours() -> Ours {
    let base = "https://id.northwind.example/sso";
    Ours {
        acs: format!("{base}/saml/8fk2m4v9q0z1x7tr/acs"),
        entity_id: format!("{base}/saml/8fk2m4v9q0z1x7tr"),
        sp_metadata: format!("{base}/saml/8fk2m4v9q0z1x7tr/metadata"),
        redirect_uri: format!("{base}/oidc/8fk2m4v9q0z1x7tr/callback"),
        start: format!("{base}/start/8fk2m4v9q0z1x7tr"),
        certificate_download: format!("{base}/saml/8fk2m4v9q0z1x7tr/certificate"),
        key: "8fk2m4v9q0z1x7tr".into(),
    }
}

/// What each provider can be connected by.
pub fn pages() -> impl Iterator<Item = (IdentityProvider, Protocol)> {
    IdentityProvider::ALL.iter().flat_map(|provider| provider.protocols().iter().map(|protocol| (*provider, *protocol)))
}

pub fn page(provider: IdentityProvider, protocol: Protocol) -> AnyView {
    let chapters = Chapter::ALL.map(|chapter| chapter_of(provider, protocol, chapter)).collect_view();
    let need = needs(provider, protocol);
    view! {
        <House nav=nav() place=Place::Settings here="/o/acme/sign-in">
            <PageHeader title=format!("Connect {}", provider.name()) text=format!("{protocol:?}, about {} minutes", need.minutes) />
            <div class="grid max-w-prose grid-cols-1 gap-6">
                <Card title="What you need">
                    <p>{need.who}</p>
                    {need.have.into_iter().map(|have| view! { <p>{have}</p> }).collect_view()}
                </Card>
                {chapters}
                <Card title="What to mend">{fixes(provider, protocol)}</Card>
            </div>
        </House>
    }
    .into_any()
}

fn chapter_of(provider: IdentityProvider, protocol: Protocol, chapter: Chapter) -> AnyView {
    let instructions = instructions(provider, protocol, chapter, &ours());
    let last = (chapter == Chapter::Exchange).then(|| back(brought_back(provider, protocol)));
    view! {
        <section class="grid grid-cols-1 gap-3">
            <h2 class="text-base font-semibold">{format!("{chapter:?}, {} minutes", chapter.minutes())}</h2>
            <Instructions instructions last />
        </section>
    }
    .into_any()
}

fn back(back: BroughtBack) -> AnyView {
    match back {
        BroughtBack::Saml { url, file, drawing } => view! { <div class="grid gap-3">{url.map(field)} {field(file)} {drawing}</div> }.into_any(),
        BroughtBack::Oidc { issuer, client_id, secret, expires, drawing } => {
            view! { <div class="grid gap-3">{field(issuer)} {field(client_id)} {field(secret)} {expires.map(field)} {drawing}</div> }.into_any()
        }
    }
}

fn field(field: Field) -> AnyView {
    view! {
        <div class="grid gap-1">
            <b lang=field.theirs.then_some("en") class="font-semibold">{field.label}</b>
            <input class="w-full rounded-control border border-control px-3 py-2" placeholder=field.example aria-label=field.label />
            <p class="text-xs leading-5 text-muted">{field.hint}</p>
        </div>
    }
    .into_any()
}

fn fixes(provider: IdentityProvider, protocol: Protocol) -> AnyView {
    let (letter, last) = match protocol {
        Protocol::Saml => ('S', 16),
        Protocol::Oidc => ('O', 10),
    };
    let one = |nth: u8| {
        let code = format!("{letter}{nth:02}");
        let fix = fix(provider, protocol, &code, &ours());
        view! {
            <div class="grid grid-cols-1 gap-1">
                <p><b class="font-semibold">{code.clone()} " " {code_title(&code).to_owned()}</b> ". " {code_meaning(&code)}</p>
                {fix}
            </div>
        }
    };
    (1..=last).map(one).collect_view().into_any()
}
