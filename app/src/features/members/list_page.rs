use crate::{
    features::{count_in_words, house},
    shell::Place,
    ssr,
    ui::{
        Badge, Cell, Choice, Column, EmptyState, Filter, FilterBar, Moment, PageHeader, Pager, Row, Shows, Sorted, Status as StatusBadge, Table,
        Tone, Who,
    },
};
use contract::{MembershipId, Role};
use leptos::prelude::*;
use portal::{
    Result,
    access::permission::SeeMembers,
    member::{self, Listing, Member, SortBy, Source, Status},
    page::{Count, Edge},
};
use words::{role_name, t};

/// Everybody here, by what the address asks for.
///
/// # Errors
/// As [`ssr::org`].
pub async fn list_page() -> Result<AnyView> {
    let can = ssr::org::<SeeMembers>(&ssr::param("org")).await?;
    let listing = Listing::parse(&ssr::query());
    let (members, count) = member::list(&can, &listing).await?;
    let path = Place::Members.path(can.org().slug.as_str());
    let at = |listing: &Listing| address(&path, listing);

    let sort = |by: SortBy| {
        let now = (listing.by == by).then_some(if listing.descending { Sorted::Down } else { Sorted::Up });
        // The latest first is what a date is first sorted for.
        let descending = if listing.by == by { !listing.descending } else { by != SortBy::Name };
        (at(&listing.sorted(by, descending)), now)
    };
    let column = |label: &'static str, by: SortBy| {
        let (href, now) = sort(by);
        Column::new(label).sort(href, now)
    };
    let columns = vec![
        column(t!(people.members.person), SortBy::Name),
        Column::new(t!(people.members.role)),
        Column::new(t!(people.members.status)).from(Shows::Tablet),
        Column::new(t!(people.members.source)).from(Shows::Desk),
        column(t!(people.members.active), SortBy::LastActive).from(Shows::Desk),
        column(t!(people.members.joined), SortBy::Joined).from(Shows::Tablet),
    ];
    let previous = members.previous.map(|mark| at(&listing.at(Edge::Before(mark))));
    let next = members.next.map(|mark| at(&listing.at(Edge::After(mark))));
    let me = can.membership();
    let table = if members.rows.is_empty() {
        view! { <EmptyState glyph=icondata_lu::LuUsers title=t!(people.members.none) text=t!(people.members.none_text) /> }.into_any()
    } else {
        view! {
            <Table name=t!(people.members.title) columns>
                {members.rows.into_iter().map(|member| row(member, me)).collect_view()}
            </Table>
            <Pager note=counted(count) previous next />
        }
        .into_any()
    };
    let page = view! {
        <PageHeader title=t!(people.members.title) text=t!(people.members.text, org = can.org().name.clone()) />
        {filters(&path, &listing)}
        {table}
    };
    house(&can, Place::Members, page).await
}

fn address(path: &str, listing: &Listing) -> String {
    match listing.to_string() {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

fn filters(path: &str, listing: &Listing) -> AnyView {
    let without = |change: fn(&mut Listing)| {
        let mut listing = listing.at(Edge::First);
        change(&mut listing);
        address(path, &listing)
    };
    let roles = Role::ALL.map(|role| Choice::new(role.key(), role_name(role)));
    let statuses = Status::ALL.map(|status| Choice::new(status.key(), status_name(status)));
    let sources = Source::ALL.map(|source| Choice::new(source.key(), source_name(source)));
    let clear = (!listing.filter.is_empty()).then(|| without(|listing| listing.filter = member::Filter::default()));
    let sorted = listing.at(Edge::First).sorted(listing.by, listing.descending);
    let keep = member::Listing { filter: member::Filter::default(), ..sorted }.to_string();
    let keep = keep.strip_prefix("sort=").map(|sort| ("sort", sort.to_owned())).into_iter().collect();
    let (without_status, without_role, without_source) = (
        without(|listing| listing.filter.statuses.clear()),
        without(|listing| listing.filter.roles.clear()),
        without(|listing| listing.filter.sources.clear()),
    );
    let (status, role, source) = (
        listing.filter.statuses.first().map(|status| status.key().to_owned()),
        listing.filter.roles.first().map(|role| role.key().to_owned()),
        listing.filter.sources.first().map(|source| source.key().to_owned()),
    );
    let (path, search) = (path.to_owned(), Some(("q", t!(people.members.search).to_owned(), listing.filter.text.clone())));
    view! {
        <FilterBar action=path search keep clear>
            <Filter name="status" label=t!(people.members.status) choices=statuses.to_vec() value=status without=without_status />
            <Filter name="role" label=t!(people.members.role) choices=roles.to_vec() value=role without=without_role />
            <Filter name="source" label=t!(people.members.source) choices=sources.to_vec() value=source without=without_source />
        </FilterBar>
    }
    .into_any()
}

fn row(member: Member, me: MembershipId) -> impl IntoView {
    let note = (member.id == me).then(|| t!(people.members.you).to_owned());
    let tone = |role: Role| if role == Role::Owner { Tone::Accent } else { Tone::Neutral };
    let roles = member.roles.into_iter().map(move |role| view! { <Badge tone=tone(role)>{role_name(role)}</Badge> });
    let state = match member.status {
        Status::Active => Tone::Ok,
        Status::Suspended => Tone::Warn,
        Status::Removed => Tone::Neutral,
    };
    let active = member.last_active_at.map_or_else(|| t!(people.members.never).into_any(), |at| view! { <Moment at /> }.into_any());
    view! {
        <Row>
            <Cell grows=true>
                <Who name=member.name detail=member.address note />
            </Cell>
            <Cell wraps=true>
                <span class="flex flex-wrap gap-1">{roles.collect_view()}</span>
            </Cell>
            <Cell shows=Shows::Tablet>
                <StatusBadge tone=state>{status_name(member.status)}</StatusBadge>
            </Cell>
            <Cell shows=Shows::Desk>{source_name(member.source)}</Cell>
            <Cell shows=Shows::Desk>{active}</Cell>
            <Cell shows=Shows::Tablet>
                <Moment at=member.joined_at />
            </Cell>
        </Row>
    }
}

fn counted(count: Count) -> String {
    match count {
        Count::Exactly(count) => t!(people.members.count, count = count),
        Count::MoreThanCounted => count_in_words(count),
    }
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Active => t!(people.status.active),
        Status::Suspended => t!(people.status.suspended),
        Status::Removed => t!(people.status.removed),
    }
}

fn source_name(source: Source) -> &'static str {
    match source {
        Source::Founder => t!(people.source.founder),
        Source::Invitation => t!(people.source.invitation),
        Source::Request => t!(people.source.request),
    }
}
