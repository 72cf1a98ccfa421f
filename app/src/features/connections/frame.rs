//! What stands around a connection's page: the steps of the wizard while it is a draft, tabs afterwards. Most pages are in both.

use super::{
    about::About,
    api::ACT,
    path,
    said::{protocol_name, provider_choice, state_badge, step_name},
};
use crate::{
    features::{door::went_wrong, house},
    form::Filled,
    shell::Place,
    ui::{BackLink, Banner, ButtonLink, Kind, Link, Mark, PageHeader, PageTitle, StepEntry, Stepper, Tab, Tabs, Tone},
};
use contract::{IdentityProvider, Protocol};
use leptos::prelude::*;
use portal::{
    Result,
    access::{Can, permission::SeeSignIn},
    connection::{Connection, State, Step},
    domain,
};
use words::t;

/// Which of a connection's pages it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    Overview,
    Configuration,
    Step(Step),
    Log,
    Keys,
    History,
}

/// A page of a connection.
///
/// # Errors
/// What keeps its surroundings from being asked for.
pub(super) async fn show(can: &Can<SeeSignIn>, connection: &Connection, at: At, page: impl IntoView + 'static) -> Result<AnyView> {
    let about = About::of(can, connection);
    let refused = went_wrong(&Filled::of(ACT).await);
    let framed = match at {
        At::Step(step) if about.guided => {
            let steps = steps(can, connection, step).await?;
            view! {
                {wizard_header(&about, connection)}
                {refused}
                <div class="grid grid-cols-1 gap-6 desk:grid-cols-[13rem_minmax(0,1fr)] desk:gap-8">
                    <Stepper label=t!(connections.steps) steps />
                    <div class="grid min-w-0 grid-cols-1 content-start gap-6">{page}</div>
                </div>
            }
            .into_any()
        }
        _ => view! {
            {tabs_header(&about, connection)}
            <Tabs label=connection.name.clone() tabs=tabs(&about, at) />
            {refused}
            <div class="grid min-w-0 grid-cols-1 gap-6">
                {standing(&about, connection, at)}
                {page}
            </div>
        }
        .into_any(),
    };
    house(can, Place::Connections, framed).await
}

/// The head of a step: what it asks, and in one sentence how.
pub(super) fn step_head(title: impl Into<String>, text: impl Into<String>) -> AnyView {
    let (title, text) = (title.into(), text.into());
    view! {
        <div class="grid gap-0.5">
            <h2 class="text-base font-semibold">{title}</h2>
            <p class="max-w-prose text-muted">{text}</p>
        </div>
    }
    .into_any()
}

fn wizard_header(about: &About, connection: &Connection) -> AnyView {
    let (leave, remove) = (path::list(&about.org), path::remove(&about.org, about.id));
    view! {
        <PageHeader title=t!(connections.wizard.title, name = connection.name.clone()) text=t!(connections.wizard.text)>
            <ButtonLink href=remove kind=Kind::Quiet>
                {t!(connections.wizard.remove)}
            </ButtonLink>
            <ButtonLink href=leave>{t!(connections.wizard.leave)}</ButtonLink>
        </PageHeader>
    }
    .into_any()
}

fn tabs_header(about: &About, connection: &Connection) -> AnyView {
    let (name, badge, back) = (connection.name.clone(), state_badge(connection.state), path::list(&about.org));
    let how = t!(connections.by, provider = provider_choice(connection.provider), protocol = protocol_name(connection.protocol));
    let act = about.guided.then(|| {
        let on = path::step(&about.org, about.id, connection.step);
        view! {
            <ButtonLink href=on kind=Kind::Primary>
                {t!(connections.go_on)}
            </ButtonLink>
        }
    });
    view! {
        <PageTitle text=name.clone() />
        <BackLink href=back>{t!(connections.back)}</BackLink>
        <header class="mb-4 flex flex-wrap items-start gap-x-4 gap-y-3">
            <div class="grid min-w-0 grow basis-72 gap-0.5">
                <div class="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                    <h1 class="min-w-0 text-lg font-semibold tracking-tight">{name}</h1>
                    {badge}
                </div>
                <p class="text-muted">{how}</p>
            </div>
            {act}
        </header>
    }
    .into_any()
}

fn tabs(about: &About, at: At) -> Vec<Tab> {
    let tab = |href: String, label: &'static str, current: bool| Tab { href, label: label.to_owned(), count: None, calls: false, current };
    let step = |step: Step, label: &'static str| tab(path::step(&about.org, about.id, step), label, at == At::Step(step));
    let of_configuration =
        matches!(at, At::Configuration | At::Step(Step::CreateApp | Step::Exchange | Step::Assign | Step::Affected | Step::Activate));
    vec![
        tab(path::one(&about.org, about.id), t!(connections.tab.overview), at == At::Overview),
        tab(path::configuration(&about.org, about.id), t!(connections.tab.configuration), of_configuration),
        step(Step::Attributes, t!(connections.tab.attributes)),
        step(Step::Domains, t!(connections.tab.domains)),
        step(Step::Test, t!(connections.tab.test)),
        tab(path::log(&about.org, about.id), t!(connections.tab.log), at == At::Log),
        tab(path::keys(&about.org, about.id), t!(connections.tab.keys), at == At::Keys),
        tab(path::history(&about.org, about.id), t!(connections.tab.history), at == At::History),
    ]
}

/// What there is to know on every page: that it is off, that a change waits.
fn standing(about: &About, connection: &Connection, at: At) -> AnyView {
    let off = (connection.state == State::Off).then(|| {
        view! { <Banner tone=Tone::Warn title=t!(connections.off.title)>{t!(connections.off.text)}</Banner> }
    });
    let waits = match (&connection.candidate, &connection.live) {
        (Some(candidate), Some(live)) if at != At::Configuration && at != At::Step(Step::Activate) => {
            let (test, activate) = (path::step(&about.org, about.id, Step::Test), path::step(&about.org, about.id, Step::Activate));
            let (look, numbers) = (path::configuration(&about.org, about.id), (candidate.number, live.number));
            let acts = about.manages.then(|| {
                view! {
                    " "
                    <Link href=test>{t!(connections.candidate.test)}</Link>
                    " · "
                    <Link href=activate>{t!(connections.candidate.activate)}</Link>
                    " ·"
                }
            });
            Some(view! {
                <Banner tone=Tone::Info title=t!(connections.candidate.title)>
                    {t!(connections.candidate.text, number = numbers.0, live = numbers.1)}
                    {acts}
                    " "
                    <Link href=look>{t!(connections.candidate.look)}</Link>
                </Banner>
            })
        }
        _ => None,
    };
    view! { {off} {waits} }.into_any()
}

/// Every step: what is behind one can be gone back to, and what waits says so.
async fn steps(can: &Can<SeeSignIn>, connection: &Connection, at: Step) -> Result<Vec<StepEntry>> {
    let slug = can.org().slug.to_string();
    let notes = Notes::of(can, connection).await?;
    let first = begun(Some((connection.provider, connection.protocol)));
    let rest = Step::ALL.into_iter().map(|step| {
        let reached = step <= connection.step;
        let note = reached.then(|| notes.at(step)).flatten();
        let mark = match () {
            () if step == at => Mark::Current,
            // What isn't proven yet is waited for elsewhere; the rest is still to be done here.
            () if step < connection.step && (note.is_none() || step == Step::Domains) => Mark::Done,
            () => Mark::Open,
        };
        StepEntry { label: step_name(step).to_owned(), href: reached.then(|| path::step(&slug, connection.id, step)), mark, note: note.into() }
    });
    Ok(first.into_iter().chain(rest).collect())
}

/// The steps before there is a connection; what was chosen in them, where something was.
pub(super) fn begun(chosen: Option<(IdentityProvider, Protocol)>) -> Vec<StepEntry> {
    let entry = |label: String| StepEntry { label, href: None, mark: Mark::Done, note: None::<String>.into() };
    let (provider, protocol) = match chosen {
        Some((provider, protocol)) => (provider_choice(provider), protocol_name(protocol)),
        None => (t!(connections.step.provider), t!(connections.step.protocol)),
    };
    vec![entry(t!(connections.step.start).to_owned()), entry(provider.to_owned()), entry(protocol.to_owned())]
}

/// What waits in which step.
struct Notes {
    proven: usize,
    domains: usize,
    complete: bool,
    tested: bool,
}

impl Notes {
    async fn of(can: &Can<SeeSignIn>, connection: &Connection) -> Result<Self> {
        let all = domain::list(can).await?;
        let attached = all.iter().filter(|domain| connection.domains.contains(&domain.id));
        let proven = attached.filter(|domain| domain.state() == domain::State::Proven).count();
        let candidate = connection.candidate.as_ref();
        Ok(Self {
            proven,
            domains: connection.domains.len(),
            complete: candidate.is_some_and(|candidate| candidate.settings.is_complete()),
            tested: candidate.is_some_and(|candidate| candidate.tested_at.is_some()),
        })
    }

    fn at(&self, step: Step) -> Option<String> {
        match step {
            Step::Domains if self.domains == 0 => Some(t!(connections.note.no_domain).to_owned()),
            Step::Domains if self.proven < self.domains => Some(t!(connections.note.waiting_dns, proven = self.proven, all = self.domains)),
            Step::Exchange if !self.complete => Some(t!(connections.note.incomplete).to_owned()),
            Step::Test if !self.tested => Some(t!(connections.note.not_tested).to_owned()),
            _ => None,
        }
    }
}
