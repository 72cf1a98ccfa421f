use super::{
    api::{CHANGE, ChangeList, DiscardList, SendList},
    fate::{self, tally_name},
    invite_button,
    invite_page::seats_in_words,
    path, state, terms,
};
use crate::{
    features::house,
    form::Filled,
    shell::Place,
    ssr,
    ui::{
        Banner, Button, ButtonLink, Card, Cell, Choice, Column, EmptyState, FormFoot, FormProblem, Icon, Kind, PageHeader, Pager, Row, Select, Shows,
        Tab, Table, Tabs, Tone, language,
    },
};
use contract::Role;
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Error, Result,
    access::{permission, permission::InvitePeople},
    invitation::{self, Draft, Plan, Planned, Sheet},
};
use words::{number, role_names, t};

/// The form that changes the list, and sends it.
const FORM: &str = "list";
/// How many rows of a list are shown at once.
const ROWS: usize = 100;

/// A list before it is sent: what becomes of each row, and what its columns and terms are.
///
/// # Errors
/// As [`ssr::org`].
pub async fn review_page() -> Result<AnyView> {
    let can = ssr::org::<InvitePeople>(&ssr::param("org")).await?;
    let org = can.org().slug.to_string();
    let found = match ssr::param("draft").parse() {
        Ok(id) => invitation::review(&can, id).await,
        Err(_) => Err(Error::NotFound),
    };
    let (draft, plan) = match found {
        Err(Error::NotFound) => return house(&can, Place::Members, over(&org)).await,
        found => found?,
    };
    let form = Filled::of(CHANGE).await;
    let (title, text) = if is_rest() {
        (t!(invitations.review.rest), t!(invitations.review.rest_text))
    } else {
        (t!(invitations.review.title), t!(invitations.review.text))
    };
    let buttons = buttons(&org, &draft, plan.sent().count());
    let page = view! {
        <PageHeader title text>
            {buttons}
        </PageHeader>
        <FormProblem problem=form.problem().cloned() fields=terms::asked() />
        <div class="mb-6 grid gap-3">
            {warnings(&plan)}
            {settings(&org, &draft, permission::grantable(can.roles()), &form)}
        </div>
        {rows(&org, &draft, &plan)}
    };
    house(&can, Place::Members, page).await
}

/// Whether the list is what was left out of one that was sent.
fn is_rest() -> bool {
    ssr::asked("rest").is_some()
}

/// It was sent or discarded, its day has passed, or it is somebody else's.
fn over(org: &str) -> AnyView {
    ssr::set_status(404);
    let invite = invite_button(org);
    view! {
        <PageHeader title=t!(invitations.review.title) />
        <Card flush=true>
            <EmptyState glyph=icondata_lu::LuFileX title=t!(invitations.review.over) text=t!(invitations.review.over_text)>
                {invite}
            </EmptyState>
        </Card>
    }
    .into_any()
}

fn buttons(org: &str, draft: &Draft, sent: usize) -> AnyView {
    let id = draft.id.to_string();
    // Where it was typed it can be typed on.
    let change = draft.sheet.as_typed().map(|_| format!("{}?draft={id}", path::invite(org)));
    // They belong to the form below: what somebody has changed there is sent, whether or not they have pressed "Apply". The return
    // key presses the first button of a form, and shall send nothing.
    view! {
        <button form=FORM hidden />
        <div class="flex flex-row-reverse flex-wrap justify-end gap-2">
            {(sent > 0)
                .then(|| {
                    view! {
                        <Button kind=Kind::Primary attr:form=FORM attr:formaction=SendList::url() attr:formnovalidate="">
                            {t!(invitations.review.send, count = sent)}
                        </Button>
                    }
                })}
            {change.map(|href| view! { <ButtonLink href>{t!(invitations.review.change)}</ButtonLink> })}
            <Button attr:form=FORM attr:formaction=DiscardList::url() attr:formnovalidate="">
                {t!(invitations.review.discard)}
            </Button>
        </div>
    }
    .into_any()
}

fn warnings(plan: &Plan) -> AnyView {
    let over = plan.rows.iter().filter(|row| row.over_seat_limit).count();
    let over = plan.seats.limit.filter(|_| over > 0).map(|limit| {
        let seats = seats_in_words(&plan.seats, limit);
        view! {
            <Banner tone=Tone::Warn title=t!(invitations.seats.over, count = over)>
                {seats} " " {t!(invitations.seats.over_text)}
            </Banner>
        }
    });
    let left = plan.seats.left().filter(|_| over.is_none()).map(|left| {
        let left = u32::try_from(left).unwrap_or(u32::MAX);
        view! { <p class="text-muted">{t!(invitations.seats.left, count = left)}</p> }
    });
    let nobody = (plan.sent().next().is_none() && !is_rest()).then(|| {
        view! { <Banner tone=Tone::Warn title=t!(invitations.review.nobody)>{t!(invitations.review.nobody_text)}</Banner> }
    });
    view! {
        {over}
        {left}
        {nobody}
    }
    .into_any()
}

/// What the columns say and what everybody gets, told in a line and opened to be changed.
fn settings(org: &str, draft: &Draft, mine: Vec<Role>, form: &Filled) -> AnyView {
    let terms = &draft.terms;
    let roles = role_names(&terms.roles);
    let told = t!(invitations.review.told, count = terms.days, roles = roles, language = language(terms.locale));
    let columns =
        (draft.sheet.width() > 1 && draft.sheet.as_typed().is_none() || !draft.sheet.headings.is_empty()).then(|| columns(&draft.sheet, form));
    let title = if columns.is_some() { t!(invitations.review.columns_and_terms) } else { t!(invitations.review.terms) };
    view! {
        <details open=form.problem().is_some() class="group rounded-card border border-line bg-surface">
            <summary class="flex cursor-pointer list-none items-center gap-3 rounded-card px-4 py-3.5 tablet:px-5">
                <span class="grid min-w-0 grow gap-0.5">
                    <span class="font-semibold">{title}</span>
                    <span class="text-muted">{told}</span>
                </span>
                <Icon glyph=icondata_lu::LuChevronDown class="size-4 shrink-0 text-muted group-open:rotate-180" />
            </summary>
            <div class="border-t border-line p-4 tablet:p-5">
                <form method="post" action=ChangeList::url() id=FORM class="grid gap-5">
                    <input type="hidden" name="org" value=org.to_owned() />
                    <input type="hidden" name="draft" value=draft.id.to_string() />
                    {match columns {
                        Some(columns) => {
                            view! {
                                <div class="grid items-start gap-x-10 gap-y-6 desk:grid-cols-2">
                                    {columns}
                                    <div class="grid gap-5">{terms::fields(mine, terms, form)}</div>
                                </div>
                            }
                                .into_any()
                        }
                        None => view! { {typed_columns(draft)} {terms::fields(mine, terms, form)} }.into_any(),
                    }}
                    <FormFoot>
                        <Button>{t!(invitations.review.apply)}</Button>
                    </FormFoot>
                </form>
            </div>
        </details>
    }
    .into_any()
}

/// A choice of the sheet's columns for each thing a column may say.
fn columns(sheet: &Sheet, form: &Filled) -> AnyView {
    let heading = |column: usize| match sheet.headings.get(column).filter(|heading| !heading.is_empty()) {
        Some(heading) => heading.clone(),
        None => t!(invitations.review.column, number = column + 1),
    };
    let all: Vec<Choice> = (0..sheet.width()).map(|column| Choice::new(column.to_string(), heading(column))).collect();
    let or_none = || [vec![Choice::new("", t!(invitations.review.no_column))], all.clone()].concat();
    let shown = |column: Option<usize>| column.map(|column| column.to_string()).unwrap_or_default();
    let now = sheet.columns;
    view! {
        <div class="grid gap-5">
            <p class="text-muted">{t!(invitations.review.columns_text)}</p>
            <Select name="address" label=t!(invitations.review.address) choices=all.clone() value=form.value("address", &now.address.to_string()) />
            <Select name="name" label=t!(invitations.review.name) choices=or_none() value=form.value("name", &shown(now.name)) optional=true />
            <Select name="last_name" label=t!(invitations.review.last_name) choices=or_none() value=form.value("last_name", &shown(now.last_name)) optional=true />
            <Select name="role" label=t!(invitations.review.role) choices=or_none() value=form.value("role", &shown(now.role)) optional=true />
        </div>
    }
    .into_any()
}

/// The columns of what was typed are what they are.
fn typed_columns(draft: &Draft) -> AnyView {
    let now = draft.sheet.columns;
    let name = now.name.map(|column| view! { <input type="hidden" name="name" value=column.to_string() /> });
    view! {
        <input type="hidden" name="address" value=now.address.to_string() />
        {name}
    }
    .into_any()
}

/// The rows, all or those of one fate, a page at a time.
fn rows(org: &str, draft: &Draft, plan: &Plan) -> AnyView {
    let fate = ssr::asked("fate").filter(|asked| plan.tally().iter().any(|(key, _)| key == asked));
    let from = ssr::asked("from").and_then(|from| from.parse::<usize>().ok()).unwrap_or_default();
    let path = path::review(org, draft.id);
    let at = |fate: Option<&str>, from: usize| {
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(is_rest().then_some(("rest", "")))
            .extend_pairs(fate.map(|fate| ("fate", fate)))
            .extend_pairs((from > 0).then(|| ("from", from.to_string())))
            .finish();
        if query.is_empty() { path.clone() } else { format!("{path}?{query}") }
    };
    let tab = |label: &str, key: Option<&str>, count: usize| Tab {
        href: at(key, 0),
        label: label.to_owned(),
        count: Some(number(count as u64)),
        calls: false,
        current: fate.as_deref() == key,
    };
    let mut tabs = vec![tab(t!(invitations.review.all), None, plan.rows.len())];
    tabs.extend(plan.tally().into_iter().map(|(key, count)| tab(tally_name(key), Some(key), count)));

    let chosen: Vec<(usize, &Planned)> =
        plan.rows.iter().enumerate().filter(|(_, row)| fate.as_deref().is_none_or(|fate| row.fate.key() == fate)).collect();
    let from = from.min(chosen.len().saturating_sub(1)) / ROWS * ROWS;
    let until = (from + ROWS).min(chosen.len());
    let previous = (from > 0).then(|| at(fate.as_deref(), from - ROWS));
    let next = (until < chosen.len()).then(|| at(fate.as_deref(), until));
    let count = |n: usize| number(n as u64);
    let is_cut = chosen.len() > ROWS;
    let note = is_cut.then(|| t!(invitations.review.shown, from = count(from + 1), to = count(until), total = count(chosen.len())));
    let columns = vec![
        Column::new(t!(invitations.review.row)).from(Shows::Tablet),
        Column::new(t!(invitations.review.listed)),
        Column::new(t!(invitations.review.roles)).from(Shows::Tablet),
        Column::new(t!(invitations.review.fate)),
    ];
    let rows = chosen.get(from..until).unwrap_or_default().iter().map(|(position, planned)| row(position + 1, planned)).collect_view();
    view! {
        <Tabs label=t!(invitations.review.tally) tabs />
        <Table name=t!(invitations.review.rows) columns>
            {rows}
        </Table>
        <Pager note previous next />
    }
    .into_any()
}

fn row(number: usize, planned: &Planned) -> AnyView {
    let name = planned.name.as_ref().map(|name| view! { <small class="truncate text-xs text-muted">{name.to_string()}</small> });
    let (text, roles, fate) = (planned.text.clone(), state::role_badges(&planned.roles), fate::told(planned));
    view! {
        <Row>
            <Cell shows=Shows::Tablet>{words::number(number as u64)}</Cell>
            <Cell grows=true>
                <span class="grid min-w-0">
                    <span class="truncate font-medium text-text">{text}</span>
                    {name}
                </span>
            </Cell>
            <Cell shows=Shows::Tablet wraps=true>
                {roles}
            </Cell>
            <Cell wraps=true>{fate}</Cell>
        </Row>
    }
    .into_any()
}
