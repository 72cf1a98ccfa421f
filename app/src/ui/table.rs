use super::Icon;
use leptos::prelude::*;
use words::t;

/// From which width on a column shows. On a phone a table keeps what tells its rows apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shows {
    #[default]
    Always,
    /// 768 px.
    Tablet,
    /// 1216 px.
    Desk,
}

impl Shows {
    const fn class(self) -> Option<&'static str> {
        match self {
            Self::Always => None,
            Self::Tablet => Some("max-tablet:hidden"),
            Self::Desk => Some("max-desk:hidden"),
        }
    }
}

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorted {
    Up,
    Down,
}

/// A column's head.
#[derive(Debug, Clone, Default)]
pub struct Column {
    label: String,
    shows: Shows,
    /// Where sorting by it leads, and whether it is sorted by it now.
    sort: Option<(String, Option<Sorted>)>,
    head: Head,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Head {
    #[default]
    Words,
    /// Said to screen readers only.
    Unseen,
    /// A box that ticks the page.
    SelectPage,
}

impl Column {
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    /// The column of the row menus: its label is for screen readers.
    pub fn unseen(label: impl Into<String>) -> Self {
        Self { label: label.into(), head: Head::Unseen, ..Self::default() }
    }

    /// The column of [`SelectCell`]s.
    pub fn select() -> Self {
        Self { label: t!(common.select_page).to_owned(), head: Head::SelectPage, ..Self::default() }
    }

    #[must_use]
    pub fn from(self, shows: Shows) -> Self {
        Self { shows, ..self }
    }

    /// Can be sorted by: `href` is the address of the page so sorted, the other way round when it already is.
    #[must_use]
    pub fn sort(self, href: impl Into<String>, now: Option<Sorted>) -> Self {
        Self { sort: Some((href.into(), now)), ..self }
    }
}

/// Rows under a head that stays in sight. Its name is what screen readers announce.
#[component]
pub fn Table(
    #[prop(into)] name: String,
    columns: Vec<Column>,
    /// Nothing in it takes the focus: on narrow screens the table itself does, to be moved sideways by keyboard.
    #[prop(optional)]
    only_read: bool,
    /// [`Row`]s.
    children: Children,
) -> impl IntoView {
    view! {
        <div
            tabindex=only_read.then_some("0")
            role=only_read.then_some("region")
            aria-label=only_read.then(|| name.clone())
            class="relative rounded-card border border-line bg-surface max-desk:overflow-x-auto"
        >
            <table class="rows">
                <caption class="sr-only">{name.clone()}</caption>
                <thead>
                    <tr>{columns.into_iter().map(head).collect_view()}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn head(column: Column) -> impl IntoView {
    let sorted = column.sort.as_ref().and_then(|(_, now)| *now);
    let aria = sorted.map(|way| if way == Sorted::Up { "ascending" } else { "descending" });
    let content = match (column.head, column.sort) {
        (Head::Unseen, _) => view! { <span class="sr-only">{column.label}</span> }.into_any(),
        (Head::SelectPage, _) => view! {
            <label class="-m-3 grid size-10 cursor-pointer place-items-center noscript:hidden pointer-coarse:size-11">
                <input type="checkbox" data-select-page aria-label=column.label class="tick" />
            </label>
        }
        .into_any(),
        (Head::Words, None) => column.label.into_any(),
        (Head::Words, Some((href, now))) => {
            let glyph = match now {
                Some(Sorted::Up) => icondata_lu::LuArrowUp,
                Some(Sorted::Down) => icondata_lu::LuArrowDown,
                None => icondata_lu::LuChevronsUpDown,
            };
            let faint = if now.is_some() { "size-3" } else { "size-3 opacity-60" };
            view! {
                <a href=href class="flex h-9 items-center gap-1 hover:text-text pointer-coarse:h-11">
                    {column.label}
                    <Icon glyph class=faint />
                </a>
            }
            .into_any()
        }
    };
    view! {
        <th
            scope="col"
            aria-sort=aria
            class=column.shows.class()
        >
            {content}
        </th>
    }
    .into_any()
}

/// One row: [`Cell`]s, one a column.
#[component]
pub fn Row(children: Children) -> impl IntoView {
    view! { <tr>{children()}</tr> }.into_any()
}

/// One cell; `shows` as its column does.
#[component]
pub fn Cell(
    #[prop(optional)] shows: Shows,
    /// Takes the width that the others leave, and cuts what is longer: one a row, for what tells rows apart.
    #[prop(optional)]
    grows: bool,
    /// May take several lines.
    #[prop(optional)]
    wraps: bool,
    children: Children,
) -> impl IntoView {
    let width = match (grows, wraps) {
        (true, false) => Some("grows"),
        (true, true) => Some("w-full whitespace-normal"),
        (false, true) => Some("whitespace-normal"),
        (false, false) => None,
    };
    let class = [width, shows.class()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    view! { <td class=(!class.is_empty()).then_some(class)>{children()}</td> }.into_any()
}

/// The box that chooses a row for a bulk act. It belongs to the bulk form wherever that stands.
#[component]
pub fn SelectCell(
    /// The bulk form's id.
    #[prop(into)]
    form: String,
    /// The row's id.
    #[prop(into)]
    value: String,
    /// Whom or what it chooses.
    #[prop(into)]
    name: String,
    #[prop(optional)] checked: bool,
) -> impl IntoView {
    view! {
        <td class="select">
            <label>
                <span class="sr-only">{t!(common.select, name = name)}</span>
                <input type="checkbox" name="ids[]" value=value form=form checked=checked class="tick" />
            </label>
        </td>
    }
    .into_any()
}

/// The narrow cell at the end of a row, for its menu.
#[component]
pub fn MenuCell(children: Children) -> impl IntoView {
    view! { <td class="more">{children()}</td> }.into_any()
}
