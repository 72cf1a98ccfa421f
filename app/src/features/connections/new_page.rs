use super::{
    api::{CREATE, CreateConnection, GUESS, GuessProvider},
    frame::begun,
    guide::{self, Needs},
    path,
    said::{protocol_name, provider_choice, step_name},
};
use crate::{
    features::house,
    form::Filled,
    shell::Place,
    ssr,
    ui::{
        Asked, Banner, Button, ButtonLink, Card, Choices, Field, FormFoot, FormProblem, Icon, Kind, Mark, PageHeader, Radio, StepEntry, Stepper,
        Tile, Tiles, Tone,
    },
};
use contract::{IdentityProvider, Protocol};
use icondata_core::Icon as Glyph;
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{Result, access::permission::ManageSignIn, connection::Step};
use words::t;

/// Where a connection begins: what it takes and whose provider it is; then how it is connected and what it is called.
///
/// # Errors
/// As [`ssr::org`].
pub async fn new_page() -> Result<AnyView> {
    let can = ssr::org::<ManageSignIn>(&ssr::param("org")).await?;
    let slug = can.org().slug.to_string();
    let chosen = ssr::asked("provider").and_then(|key| IdentityProvider::from_key(&key));
    let (title, content) = match chosen {
        Some(provider) => (t!(connections.new.provider_title, provider = provider_choice(provider)), protocol(&slug, provider).await),
        None => (t!(connections.new.title).to_owned(), providers(&slug).await),
    };
    let page = view! {
        <PageHeader title text=t!(connections.new.text) />
        <div class="grid grid-cols-1 gap-6 desk:grid-cols-[13rem_minmax(0,1fr)] desk:gap-8">
            <Stepper label=t!(connections.steps) steps=steps(&slug, chosen) />
            <div class="grid min-w-0 grid-cols-1 content-start gap-6">{content}</div>
        </div>
    };
    house(&can, Place::Connections, page).await
}

/// The steps, of which only the first ones can be opened yet.
fn steps(slug: &str, chosen: Option<IdentityProvider>) -> Vec<StepEntry> {
    let current = if chosen.is_some() { 2 } else { 1 };
    let first = begun(None).into_iter().zip(0..).map(|(step, nth)| StepEntry {
        href: (nth < current).then(|| path::new(slug)),
        mark: match nth {
            nth if nth < current => Mark::Done,
            nth if nth == current => Mark::Current,
            _ => Mark::Open,
        },
        ..step
    });
    let rest = Step::ALL.map(|step| StepEntry { label: step_name(step).to_owned(), href: None, mark: Mark::Open, note: None::<String>.into() });
    first.chain(rest).collect()
}

async fn providers(slug: &str) -> AnyView {
    let form = Filled::of(GUESS).await;
    let found = form.typed("found").and_then(IdentityProvider::from_key);
    let tiles = IdentityProvider::ALL.iter().map(|provider| {
        let href = format!("{}?provider={}", path::new(slug), provider.key());
        let text = match provider {
            IdentityProvider::OtherSaml => Some(t!(connections.new.any_saml)),
            IdentityProvider::OtherOidc => Some(t!(connections.new.any_oidc)),
            _ => None,
        };
        view! { <Tile href title=provider_choice(*provider) text marked={found == Some(*provider)} /> }
    });
    let tiles = tiles.collect_view();
    view! {
        {needs()}
        <section class="grid gap-3">
            <h2 class="text-base font-semibold">{t!(connections.new.which)}</h2>
            <Tiles>{tiles}</Tiles>
        </section>
        {guess(slug, &form, found)}
    }
    .into_any()
}

fn needs() -> AnyView {
    let need = |glyph: Glyph, text: &'static str| {
        view! {
            <li class="flex gap-3">
                <Icon glyph class="mt-0.5 text-muted" />
                <span>{text}</span>
            </li>
        }
    };
    view! {
        <Card title=t!(connections.new.need.title)>
            <ul class="grid max-w-prose gap-3">
                {need(icondata_lu::LuUsers, t!(connections.new.need.console))}
                {need(icondata_lu::LuClock, t!(connections.new.need.time))}
                {need(icondata_lu::LuGlobe, t!(connections.new.need.domain))}
            </ul>
        </Card>
    }
    .into_any()
}

fn guess(slug: &str, form: &Filled, found: Option<IdentityProvider>) -> AnyView {
    let error = form.flaw("address").map(|_| t!(connections.new.guess.unknown));
    let found = found.map(|provider| {
        let href = format!("{}?provider={}", path::new(slug), provider.key());
        view! {
            <Banner tone=Tone::Ok title=t!(connections.new.guess.found, provider = provider_choice(provider))>
                <div class="pt-1">
                    <ButtonLink href kind=Kind::Primary small=true>
                        {t!(common.proceed)}
                    </ButtonLink>
                </div>
            </Banner>
        }
    });
    let (slug, typed) = (slug.to_owned(), form.value("address", ""));
    view! {
        <Card>
            <form method="post" action=GuessProvider::url() class="grid max-w-form gap-4">
                <input type="hidden" name="org" value=slug />
                <Field
                    name="address"
                    label=t!(connections.new.guess.label)
                    hint=t!(connections.new.guess.hint)
                    placeholder="https://acme.okta.com"
                    value=typed
                    error
                />
                {found}
                <FormFoot>
                    <Button>{t!(connections.new.guess.act)}</Button>
                </FormFoot>
            </form>
        </Card>
    }
    .into_any()
}

async fn protocol(slug: &str, provider: IdentityProvider) -> AnyView {
    let form = Filled::of(CREATE).await;
    let protocols = provider.protocols();
    let chosen = form.typed("protocol").and_then(Protocol::from_key).unwrap_or(protocols[0]);
    let radios = protocols.iter().map(move |protocol| {
        let name = protocol_name(*protocol);
        let label = if *protocol == protocols[0] { t!(connections.new.protocol.recommended, protocol = name) } else { name.to_owned() };
        let hint = match protocol {
            Protocol::Saml => t!(connections.new.protocol.saml),
            Protocol::Oidc => t!(connections.new.protocol.oidc),
        };
        view! { <Radio name="protocol" value=protocol.key() label hint checked={*protocol == chosen} /> }
    });
    let how = match protocols {
        [only] => view! {
            <input type="hidden" name="protocol" value=only.key() />
            <p class="text-soft">{t!(connections.new.protocol.only, protocol = protocol_name(*only))}</p>
        }
        .into_any(),
        _ => {
            let radios = radios.collect_view();
            view! { <Choices id="protocol" label=t!(connections.new.protocol.label)>{radios}</Choices> }.into_any()
        }
    };
    let problem = form.problem().cloned();
    let asked = vec![Asked::new("name", t!(connections.new.name.label)), Asked::new("protocol", t!(connections.new.protocol.label))];
    let (name, error) = (form.value("name", provider.name()), form.flaw("name").map(words::flaw));
    let (slug, other) = (slug.to_owned(), path::new(slug));
    let needs = needs_of(provider, chosen);
    view! {
        <Card>
            <FormProblem problem fields=asked />
            <form method="post" action=CreateConnection::url() class="grid max-w-form gap-5">
                <input type="hidden" name="org" value=slug />
                <input type="hidden" name="provider" value=provider.key() />
                {how}
                <Field
                    name="name"
                    label=t!(connections.new.name.label)
                    hint=t!(connections.new.name.hint)
                    value=name
                    error
                />
                <FormFoot>
                    <Button kind=Kind::Primary>{t!(connections.new.begin)}</Button>
                    <ButtonLink href=other kind=Kind::Quiet>
                        {t!(connections.new.other)}
                    </ButtonLink>
                </FormFoot>
            </form>
        </Card>
        {needs}
    }
    .into_any()
}

/// What this provider takes: who must be there, and what must be at hand.
fn needs_of(provider: IdentityProvider, protocol: Protocol) -> AnyView {
    let Needs { minutes, who, have } = guide::needs(provider, protocol);
    let have = have.into_iter().map(|what| view! { <li>{what}</li> }).collect_view();
    view! {
        <Card title=t!(connections.new.need.title)>
            <ul class="grid max-w-prose list-disc gap-2 pl-5 marker:text-muted">
                <li>{who}</li>
                <li>{t!(connections.new.need.minutes, minutes = minutes)}</li>
                {have}
            </ul>
        </Card>
    }
    .into_any()
}
