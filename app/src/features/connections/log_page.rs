use super::{
    about::{About, asked_for},
    frame::{At, show},
    guide, path,
    said::outcome_badge,
};
use crate::{
    ssr,
    ui::{Card, Cell, Choice, Column, EmptyState, Filter as OneOf, FilterBar, Moment, Pager, Row, Shows, Table},
};
use leptos::prelude::*;
use portal::{
    Result,
    access::permission::SeeSignIn,
    federation::log::{self, Entry, Listing},
};
use words::t;

/// Who came by it and who was refused, newest first; found by the reference that a person saw.
///
/// # Errors
/// `NotFound`, and as [`ssr::org`].
pub async fn log_page() -> Result<AnyView> {
    let can = ssr::org::<SeeSignIn>(&ssr::param("org")).await?;
    let connection = asked_for(&can).await?;
    let about = About::of(&can, &connection);
    let filter = Filter {
        reference: ssr::asked("reference").unwrap_or_default().trim().to_owned(),
        refused: ssr::asked("outcome").as_deref() == Some("refused"),
        before: ssr::asked("before"),
    };
    let found = match filter.reference.as_str() {
        "" => log::list(&can, connection.id, filter.refused, filter.before.as_deref().and_then(|id| id.parse().ok())).await?,
        reference => match log::by_reference(&can, reference).await? {
            // Whoever asks for one wants to see it, whichever connection it came by.
            Some(entry) => {
                ssr::see_other(&path::log_entry(&about.org, entry.connection, entry.id));
                return Ok(().into_any());
            }
            None => Listing { entries: Vec::new(), older: None },
        },
    };
    let path = path::log(&about.org, about.id);
    let older = found.older.map(|id| address(&path, &filter, Some(id.to_string())));
    let newest = filter.before.is_some().then(|| address(&path, &filter, None));
    let list = if found.entries.is_empty() {
        nothing(&filter)
    } else {
        let columns = vec![
            Column::new(t!(connections.log.when)),
            Column::new(t!(connections.log.who)).from(Shows::Tablet),
            Column::new(t!(connections.log.outcome)),
            Column::new(t!(connections.log.why)).from(Shows::Desk),
            Column::new(t!(connections.log.reference)),
        ];
        let rows = found.entries.into_iter().map(|entry| row(&about, entry)).collect_view();
        view! {
            <Table name=t!(connections.log.title) columns>
                {rows}
            </Table>
            <Pager previous=newest next=older />
        }
        .into_any()
    };
    let page = view! {
        <p class="max-w-prose text-muted">{t!(connections.log.text)}</p>
        <div>{filters(&path, &filter)} {list}</div>
    };
    show(&can, &connection, At::Log, page).await
}

/// What of the log is asked for.
#[derive(Debug, Clone)]
struct Filter {
    reference: String,
    refused: bool,
    before: Option<String>,
}

fn address(path: &str, filter: &Filter, before: Option<String>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if !filter.reference.is_empty() {
        query.append_pair("reference", &filter.reference);
    }
    if filter.refused {
        query.append_pair("outcome", "refused");
    }
    if let Some(before) = before {
        query.append_pair("before", &before);
    }
    match query.finish() {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

fn filters(path: &str, filter: &Filter) -> AnyView {
    let clear = (filter.refused || !filter.reference.is_empty()).then(|| path.to_owned());
    let search = Some(("reference", t!(connections.log.search).to_owned(), filter.reference.clone()));
    let choices = vec![Choice::new("refused", t!(connections.log.refused_only))];
    let value = filter.refused.then_some("refused");
    let without = address(path, &Filter { refused: false, ..filter.clone() }, None);
    view! {
        <FilterBar action=path.to_owned() search clear>
            <OneOf name="outcome" label=t!(connections.log.filter) choices value without />
        </FilterBar>
    }
    .into_any()
}

fn nothing(filter: &Filter) -> AnyView {
    let (title, text) = if filter.reference.is_empty() {
        (t!(connections.log.none), t!(connections.log.none_text))
    } else {
        (t!(connections.log.nothing_found), t!(connections.log.nothing_found_text))
    };
    view! { <Card flush=true><EmptyState glyph=icondata_lu::LuHistory title text /></Card> }.into_any()
}

fn row(about: &About, entry: Entry) -> AnyView {
    let href = path::log_entry(&about.org, about.id, entry.id);
    let why = entry.code.as_deref().map(|code| guide::code_title(code).to_owned());
    // What has no column of its own on a phone stands below the outcome.
    let shortly = [entry.address.clone(), why.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let who = entry.address.map_or_else(|| view! { <span class="text-muted">{t!(connections.log.nobody)}</span> }.into_any(), IntoAny::into_any);
    let (at, outcome, reference) = (entry.at, outcome_badge(entry.outcome), entry.reference);
    view! {
        <Row>
            <Cell>
                <Moment at />
            </Cell>
            <Cell shows=Shows::Tablet grows=true>
                <span class="block truncate">{who}</span>
            </Cell>
            <Cell wraps=true>
                {outcome}
                <span class="mt-1 block text-xs text-muted wrap-anywhere tablet:hidden">{shortly}</span>
            </Cell>
            <Cell shows=Shows::Desk wraps=true>
                <span class="block min-w-44">
                    {entry.code.clone().map(|code| view! { <span class="mr-2 font-mono text-xs text-muted">{code}</span> })}
                    {why}
                </span>
            </Cell>
            <Cell>
                <a href=href class="font-mono text-xs font-medium text-text underline decoration-line-strong underline-offset-3">
                    {reference}
                </a>
            </Cell>
        </Row>
    }
    .into_any()
}
