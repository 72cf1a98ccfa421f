use super::said::{source_name, status_name};
use crate::ui::{Choice, Filter, FilterBar, FilterMany};
use contract::Role;
use leptos::prelude::*;
use portal::{
    member::{self, Listing, Source, Status},
    page::Edge,
};
use words::{role_name, t};

/// How long somebody may not have been seen, to look for: days.
const UNSEEN: [u16; 4] = [30, 90, 180, 365];

/// The address of a list.
pub(super) fn address(path: &str, listing: &Listing) -> String {
    match listing.to_string() {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

pub(super) fn filters(path: &str, listing: &Listing) -> AnyView {
    let without = |change: fn(&mut Listing)| {
        let mut listing = listing.at(Edge::First);
        change(&mut listing);
        address(path, &listing)
    };
    let filter = &listing.filter;
    let clear = (!filter.is_empty()).then(|| without(|listing| listing.filter = member::Filter::default()));
    let unfiltered = Listing { filter: member::Filter::default(), ..listing.at(Edge::First) }.to_string();
    let sort = unfiltered.strip_prefix("sort=").map(|sort| ("sort", sort.to_owned()));
    let keep = sort.into_iter().chain(listing.filter.ids.iter().map(|id| ("id", id.to_string()))).collect();
    let search = Some(("q", t!(people.members.search).to_owned(), filter.text.clone()));

    let keys = |keys: &mut dyn Iterator<Item = &'static str>| keys.map(str::to_owned).collect::<Vec<_>>();
    let (statuses, roles, sources) = (
        keys(&mut filter.statuses.iter().map(|status| status.key())),
        keys(&mut filter.roles.iter().map(|role| role.key())),
        keys(&mut filter.sources.iter().map(|source| source.key())),
    );
    let unseen = filter.inactive_days.map(|days| days.to_string());
    let mut all_unseen = UNSEEN.to_vec();
    all_unseen.extend(filter.inactive_days.filter(|days| !UNSEEN.contains(days)));
    let all_unseen = all_unseen.into_iter().map(|days| Choice::new(days.to_string(), t!(member.list.days, count = days))).collect();
    let (all_statuses, all_roles, all_sources) = (
        Status::ALL.map(|status| Choice::new(status.key(), status_name(status))),
        Role::ALL.map(|role| Choice::new(role.key(), role_name(role))),
        Source::ALL.map(|source| Choice::new(source.key(), source_name(source))),
    );
    let (no_status, no_role, no_source, no_unseen) = (
        without(|listing| listing.filter.statuses.clear()),
        without(|listing| listing.filter.roles.clear()),
        without(|listing| listing.filter.sources.clear()),
        without(|listing| listing.filter.inactive_days = None),
    );
    view! {
        <FilterBar action=path.to_owned() search keep clear>
            <FilterMany name="status" label=t!(people.members.status) choices=all_statuses.to_vec() values=statuses without=no_status />
            <FilterMany name="role" label=t!(people.members.role) choices=all_roles.to_vec() values=roles without=no_role />
            <FilterMany name="source" label=t!(people.members.source) choices=all_sources.to_vec() values=sources without=no_source />
            <Filter name="inactive" label=t!(member.list.inactive) choices=all_unseen value=unseen without=no_unseen />
        </FilterBar>
    }
    .into_any()
}
