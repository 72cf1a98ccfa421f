use super::{
    Mend, received, table,
    ticket::{ticket, written},
    would_happen,
};
use crate::{
    features::connections::{about::About, guide, path, values::ours},
    ui::{Banner, Card, CopyButton, EmptyState, Fold, Link, Moment, Status, Told, Tone},
};
use contract::Protocol;
use leptos::prelude::*;
use portal::{
    Result,
    connection::{Connection, Step},
    federation::{
        Verdict,
        tests::{State, Test},
    },
};
use words::{Reader, rich, t};

/// How often a page that waits looks again, in milliseconds: soon for oneself in the next tab, seldom for somebody with a link.
const SOON: &str = "1500";
const SELDOM: &str = "15000";

/// How far a test is, when its link's time is taken into account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Waiting,
    UnderWay,
    Passed,
    Failed,
    /// Its time is over, and nobody came back.
    Over,
}

pub(super) fn standing(test: &Test) -> Standing {
    let over = test.expires_at < Reader::current().now;
    match test.state {
        State::Passed => Standing::Passed,
        State::Failed => Standing::Failed,
        State::Waiting | State::UnderWay if over => Standing::Over,
        State::Waiting => Standing::Waiting,
        State::UnderWay => Standing::UnderWay,
    }
}

/// The result in one line, for whoever hears the page.
pub(super) fn said(test: &Test) -> String {
    match (standing(test), &test.report) {
        (Standing::Failed, Some(report)) => {
            let failed = report.lines.iter().filter(|line| line.verdict == Verdict::Fail).count();
            t!(connections.lab.failed, count = failed, all = report.lines.len())
        }
        (Standing::Failed, None) => t!(connections.lab.state.failed).to_owned(),
        (Standing::Passed, _) => t!(connections.lab.passed).to_owned(),
        (Standing::Waiting, _) if test.for_colleague => t!(connections.lab.waiting_colleague).to_owned(),
        (Standing::Waiting, _) => t!(connections.lab.waiting).to_owned(),
        (Standing::UnderWay, _) => t!(connections.lab.under_way).to_owned(),
        (Standing::Over, _) => t!(connections.lab.over).to_owned(),
    }
}

/// The part of the page that comes anew by itself while something is awaited.
///
/// # Errors
/// As [`ssr::portal`].
pub(super) fn result(about: &About, connection: &Connection, test: Option<&Test>) -> Result<AnyView> {
    let Some(test) = test else {
        let none = t!(connections.lab.none_text, provider = about.provider.clone());
        let empty = view! {
            <div id="test">
                <Card flush=true>
                    <EmptyState glyph=icondata_lu::LuFlaskConical title=t!(connections.lab.none) text=none />
                </Card>
            </div>
        };
        return Ok(empty.into_any());
    };
    let standing = standing(test);
    let live = match standing {
        Standing::Waiting if test.for_colleague => Some(SELDOM),
        Standing::Waiting | Standing::UnderWay => Some(SOON),
        Standing::Passed | Standing::Failed | Standing::Over => None,
    };
    let content = match standing {
        Standing::Waiting | Standing::UnderWay | Standing::Over => awaited(about, connection, test, standing)?,
        Standing::Passed | Standing::Failed => answered(about, connection, test)?,
    };
    Ok(view! {
        <section id="test" data-live=live data-said=said(test) class="grid grid-cols-1 gap-4">
            {content}
        </section>
    }
    .into_any())
}

fn awaited(about: &About, connection: &Connection, test: &Test, standing: Standing) -> Result<AnyView> {
    let until = test.expires_at;
    let (tone, text) = match standing {
        Standing::Over => (Tone::Warn, t!(connections.lab.over_text, provider = about.provider.clone()).into_any()),
        Standing::UnderWay => (Tone::Info, t!(connections.lab.under_way_text, provider = about.provider.clone()).into_any()),
        _ if test.for_colleague => {
            (Tone::Info, rich!(connections.lab.waiting_colleague_text, <when> = move || view! { <Moment at=until told=Told::Exact /> }).into_any())
        }
        _ => (Tone::Info, t!(connections.lab.waiting_text, provider = about.provider.clone()).into_any()),
    };
    let again = path::step(&about.org, about.id, Step::Test);
    let stuck = stuck(connection)?;
    Ok(view! {
        <Banner tone title=said(test)>
            <p>{text}</p>
            <noscript>
                <p class="pt-1">
                    <Link href=again>{t!(connections.lab.reload)}</Link>
                </p>
            </noscript>
        </Banner>
        <Fold title=t!(connections.lab.stuck)>{stuck}</Fold>
    }
    .into_any())
}

/// What the provider shows on a page of its own never comes back to us: what helps then has to be here.
fn stuck(connection: &Connection) -> Result<AnyView> {
    let codes = match connection.protocol {
        Protocol::Saml => ["S10", "S07", "S06"],
        Protocol::Oidc => ["O10", "O03", "O04"],
    };
    let ours = ours(connection)?;
    let fixes = codes.map(|code| {
        let fix = guide::fix(connection.provider, connection.protocol, code, &ours);
        view! {
            <div class="grid grid-cols-1 gap-1.5">
                <h3 class="font-medium">{guide::code_title(code)}</h3>
                {fix}
            </div>
        }
    });
    Ok(fixes.into_iter().collect_view().into_any())
}

fn answered(about: &About, connection: &Connection, test: &Test) -> Result<AnyView> {
    let tone = if test.state == State::Passed { Tone::Ok } else { Tone::Danger };
    let mend = Mend { connection, test: about.manages.then_some(test.id), about, ours: ours(connection)? };
    let table = test.report.as_ref().map(|report| table(&mend, report));
    let received = received(about, test.report.as_ref());
    let would = test.decision.as_ref().map(would_happen);
    let said = said(test);
    let written = test.report.as_ref().map(|report| written(connection, Some(test.number), test.ended_at, report, &said));
    let copy = written.clone().map(|value| view! { <CopyButton value label=t!(connections.lab.ticket) /> });
    let ticket = written.map(ticket);
    Ok(view! {
        <div class="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <Status tone>{said}</Status>
            <span class="grow text-muted">{by_whom(test)} " · " {t!(connections.lab.of_version, number = test.number)}</span>
            {copy}
        </div>
        {table}
        {would}
        {received}
        {ticket}
    }
    .into_any())
}

fn by_whom(test: &Test) -> AnyView {
    let (name, at) = (test.asked_by.clone(), test.ended_at.unwrap_or(test.created_at));
    if test.for_colleague {
        rich!(connections.lab.by_colleague, name, <b> = <span class="text-text" />, <when> = move || view! { <Moment at /> }).into_any()
    } else {
        rich!(connections.lab.by, name, <b> = <span class="text-text" />, <when> = move || view! { <Moment at /> }).into_any()
    }
}
