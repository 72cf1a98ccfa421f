use super::{
    bulk_path,
    said::{detail, title},
};
use crate::{
    features::{
        house,
        invitations::path,
        members::{PeopleTab, member_path},
    },
    shell::Place,
    ssr,
    ui::{
        Banner, ButtonLink, Cell, Column, EmptyState, LINK, Link, Moment, PageHeader, Pager, Progress as Bar, Row, Status as StatusBadge, Tab, Table,
        Tabs, Tone,
    },
};
use contract::{BulkId, DraftId, MembershipId, ProblemKind};
use leptos::prelude::*;
use portal::{
    Error, Result,
    access::permission::SeeMembers,
    bulk::{self, Act, Progress, RowOutcome},
};
use words::{rich, t};

/// How far an act over many has come, and what became of each. While it is under way the page looks again by itself: the door
/// script changes what changes; without script the whole page comes anew.
///
/// # Errors
/// As [`ssr::org`]; `NotFound`.
pub async fn page() -> Result<AnyView> {
    let can = ssr::org::<SeeMembers>(&ssr::param("org")).await?;
    let id: BulkId = ssr::param("id").parse().map_err(|_| Error::NotFound)?;
    let only_refused = ssr::asked("only").as_deref() == Some("refused");
    let after = ssr::asked("after").and_then(|after| after.parse().ok()).filter(|after| *after >= 0).unwrap_or(0);
    let (progress, rows, next) = bulk::look(&can, id, only_refused, after).await?;

    let org = can.org().slug.to_string();
    let path = bulk_path(&org, id);
    let from = |after: i32| format!("{path}?{}after={after}", if only_refused { "only=refused&" } else { "" });
    let next = next.map(from);
    let previous = (after > 0).then(|| if only_refused { format!("{path}?only=refused") } else { path.clone() });
    let (title, begun) = (title(&progress.act, progress.total), begun(&progress, &org));
    let back = match progress.act {
        Act::Members(_) => (Place::Members.path(&org), t!(bulk.to_members)),
        Act::Invitations(_) | Act::Invite(_) => (PeopleTab::Invitations.path(&org), t!(bulk.to_invitations)),
    };
    let rest = rest(&org);
    let is_members = matches!(progress.act, Act::Members(_));
    let table = if rows.is_empty() {
        view! { <EmptyState glyph=icondata_lu::LuCircleCheck title=t!(bulk.none_refused) text=t!(bulk.none_refused_text) /> }.into_any()
    } else {
        let columns = vec![Column::new(t!(bulk.who)), Column::new(t!(bulk.outcome))];
        view! {
            <Table name=t!(bulk.rows) columns>
                {rows.into_iter().map(|row| outcome(row, &org, is_members)).collect_view()}
            </Table>
            <Pager previous next />
        }
        .into_any()
    };
    let working = progress.finished_at.is_none();
    let page = view! {
        <PageHeader title>
            <ButtonLink href=back.0>{back.1}</ButtonLink>
        </PageHeader>
        <p class="-mt-4 mb-6 text-muted">{begun}</p>
        {working.then(|| view! { <noscript inner_html="<meta http-equiv=\"refresh\" content=\"2\">" /> })}
        {rest}
        <div id="bulk" data-live=working.then_some("")>
            {state(&progress)}
            <Tabs label=t!(bulk.rows) tabs=tabs(&progress, &path, only_refused) />
            {table}
        </div>
    };
    house(&can, Place::Members, page).await
}

/// The way to what was left out of the list that is being sent.
fn rest(org: &str) -> Option<AnyView> {
    let draft: DraftId = ssr::asked("rest")?.parse().ok()?;
    let href = path::left_out(org, draft);
    let see = view! { <Link href>{t!(bulk.see_rest)}</Link> };
    Some(view! { <div class="mb-6"><Banner tone=Tone::Info title=t!(bulk.rest)>{see}</Banner></div> }.into_any())
}

fn begun(progress: &Progress, org: &str) -> AnyView {
    let (id, name) = progress.started_by.clone();
    let (href, at) = (member_path(org, id), progress.started_at);
    let said = rich!(
        bulk.begun,
        name = name,
        <by> = move |children: ChildrenFn| view! { <a href=href.clone() class=LINK>{children()}</a> },
        <when> = move || view! { <Moment at /> }
    );
    view! {
        {detail(&progress.act).map(|detail| format!("{detail} "))}
        {said}
    }
    .into_any()
}

fn state(progress: &Progress) -> AnyView {
    let (done, total) = (count(progress.done), count(progress.total));
    if progress.finished_at.is_none() {
        return view! {
            <div class="mb-6 grid gap-3 rounded-card border border-line bg-surface p-4 tablet:p-5">
                <Bar label=t!(bulk.working) done total note=t!(bulk.of, done = words::number(done), total = words::number(total)) />
                <p class="text-muted">{t!(bulk.working_text)}</p>
            </div>
        }
        .into_any();
    }
    let (tone, text) = match progress.failed {
        0 => (Tone::Ok, t!(bulk.all_done).to_owned()),
        failed => (Tone::Warn, t!(bulk.refused, count = failed)),
    };
    view! {
        <div class="mb-6" role="status">
            <Banner tone title=t!(bulk.of, done = words::number(done - count(progress.failed)), total = words::number(total))>
                {text}
            </Banner>
        </div>
    }
    .into_any()
}

fn tabs(progress: &Progress, path: &str, only_refused: bool) -> Vec<Tab> {
    let tab = |href: String, label: &'static str, counted: i32, calls: bool, current: bool| Tab {
        href,
        label: label.to_owned(),
        count: Some(words::number(count(counted))),
        calls,
        current,
    };
    vec![
        tab(path.to_owned(), t!(bulk.tab.all), progress.total, false, !only_refused),
        tab(format!("{path}?only=refused"), t!(bulk.tab.refused), progress.failed, progress.failed > 0, only_refused),
    ]
}

fn outcome(row: RowOutcome, org: &str, is_member: bool) -> AnyView {
    let label = row.label;
    let who = if is_member {
        view! {
            <a href=member_path(org, MembershipId(row.target)) class="font-medium text-text hover:underline">
                {label}
            </a>
        }
        .into_any()
    } else {
        label.into_any()
    };
    let (tone, word, why) = match row.outcome {
        None => (Tone::Neutral, t!(bulk.row.waiting), None),
        Some(Ok(())) => (Tone::Ok, t!(bulk.row.done), None),
        Some(Err(problem)) if problem.kind == ProblemKind::Internal => (Tone::Danger, t!(bulk.row.failed), Some(failed(problem.reference))),
        Some(Err(problem)) => (Tone::Warn, t!(bulk.row.refused), Some(words::explain(&problem).text.into_any())),
    };
    view! {
        <Row>
            <Cell wraps=true>
                <span class="wrap-anywhere">{who}</span>
                {row.address.map(|address| view! { <span class="block text-muted wrap-anywhere">{address}</span> })}
            </Cell>
            <Cell wraps=true>
                <span class="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <StatusBadge tone>{word}</StatusBadge>
                    {why.map(|why| view! { <span class="grow basis-60">{why}</span> })}
                </span>
            </Cell>
        </Row>
    }
    .into_any()
}

/// That it is our fault, and what support finds it by.
fn failed(reference: Option<String>) -> AnyView {
    let reference = reference.map(|reference| {
        view! { <span class="block text-xs text-muted">{t!(shell.problem.reference)} ": " <code class="font-mono select-all">{reference}</code></span> }
    });
    view! { {t!(bulk.failed_text)} {reference} }.into_any()
}

fn count(rows: i32) -> u64 {
    u64::try_from(rows).unwrap_or_default()
}
