use super::kind::{group_name, kind_name};
use crate::{
    ssr,
    ui::{Choice, Field, Filter as OneOf, FilterBar, FilterPanel, Radio, Select},
};
use leptos::prelude::*;
use portal::{
    activity::{About, By, Filter, Period},
    audit::EventGroup,
};
use words::t;

/// The page's address with this filter.
pub(super) fn address(path: &str, filter: &Filter) -> String {
    match filter.to_string() {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

pub(super) fn filters(path: &str, filter: &Filter, actors: Vec<(By, String)>) -> AnyView {
    let clear = (!filter.is_empty()).then(|| path.to_owned());
    let search = Some(("q", t!(activity.search).to_owned(), filter.text.clone()));
    let (who, what, when) = (who(path, filter, actors), what(path, filter), when(path, filter));
    view! {
        <FilterBar action=path.to_owned() search clear>
            {who}
            {what}
            {when}
        </FilterBar>
    }
    .into_any()
}

fn who(path: &str, filter: &Filter, actors: Vec<(By, String)>) -> impl IntoView + use<> {
    let key = |by: By| match by {
        By::Person(person) => person.to_string(),
        By::Portal => "portal".to_owned(),
    };
    let choices = actors.into_iter().map(|(by, name)| Choice::new(key(by), name)).chain([Choice::new("portal", ssr::vendor())]).collect();
    let without = address(path, &Filter { by: None, ..filter.clone() });
    view! { <OneOf name="by" label=t!(activity.by) choices value=filter.by.map(key) without /> }
}

fn what(path: &str, filter: &Filter) -> impl IntoView + use<> {
    let name = |about: About| match about {
        About::Group(group) => t!(activity.whole_group, group = group_name(group)),
        About::Kind(kind) => kind_name(kind).to_owned(),
    };
    let of_group = |group: EventGroup| {
        let all = [About::Group(group)].into_iter().chain(group.kinds().map(About::Kind));
        all.map(move |about| Choice::new(about.key(), name(about)).under(group_name(group)))
    };
    let choices = [Choice::new("", t!(activity.everything))].into_iter().chain(EventGroup::ALL.into_iter().flat_map(of_group)).collect::<Vec<_>>();
    let (value, shown) = (filter.about.map_or("", About::key), filter.about.map(name));
    let without = address(path, &Filter { about: None, ..filter.clone() });
    view! {
        <FilterPanel id="filter-about" label=t!(activity.what) shown without>
            <Select name="about" label=t!(activity.what) choices value optional=true />
        </FilterPanel>
    }
}

fn when(path: &str, filter: &Filter) -> impl IntoView + use<> {
    let without = address(path, &Filter { period: Period::Ever, ..filter.clone() });
    let chosen = filter.period;
    let (from, to) = match chosen {
        Period::Between { from, to } => (from, to),
        Period::Ever | Period::Last { .. } => (None, None),
    };
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    let shown = match chosen {
        Period::Ever => None,
        Period::Last { days } => Some(last(days)),
        Period::Between { from: Some(from), to: Some(to) } => Some(t!(activity.from_to, from = from.to_string(), to = to.to_string())),
        Period::Between { from: Some(from), to: None } => Some(t!(activity.since, day = from.to_string())),
        Period::Between { from: None, to } => Some(t!(activity.until, day = day(to))),
    };
    // A range that an address names and nobody offers stays, whatever else is filtered.
    let own = matches!(chosen, Period::Last { .. }).then_some(chosen).filter(|chosen| !Period::PRESETS.contains(chosen));
    let presets = Period::PRESETS.into_iter().chain(own).filter_map(move |preset| match preset {
        Period::Last { days } => Some(view! { <Radio name="when" label=last(days) value=format!("{days}d") checked={preset == chosen} /> }),
        Period::Ever | Period::Between { .. } => None,
    });
    let presets = presets.collect_view();
    let free = !matches!(chosen, Period::Last { .. });
    view! {
        <FilterPanel id="filter-when" label=t!(activity.when) shown without>
            {presets}
            // Dates are asked for where they count.
            <div class="group/between contents">
                <Radio name="when" label=t!(activity.between) value="" checked=free />
                <div class="hidden grid-cols-2 gap-2 group-has-[:checked]/between:grid">
                    <Field name="from" kind="date" label=t!(activity.from) value=day(from) optional=true />
                    <Field name="to" kind="date" label=t!(activity.to) value=day(to) optional=true />
                </div>
            </div>
        </FilterPanel>
    }
}

fn last(days: u16) -> String {
    if days == 1 { t!(activity.today).to_owned() } else { t!(activity.last_days, count = days) }
}
