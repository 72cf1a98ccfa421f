use super::{
    PeopleTab,
    bulk::{bar, came_back, went_wrong},
    filters::{address, filters},
    people_page,
    row::{Viewer, row},
};
use crate::{
    features::{count_in_words, invitations::invite_button},
    shell::Place,
    ssr,
    ui::{BulkArea, Button, Column, EmptyState, PageHeader, Pager, Shows, Sorted, Table},
};
use contract::Permission;
use leptos::prelude::*;
use portal::{
    Result,
    access::permission::SeeMembers,
    member::{self, Listing, SortBy},
    page::{Count, Edge},
    switcher,
};
use words::t;

/// Everybody here, by what the address asks for.
///
/// # Errors
/// As [`ssr::org`].
pub async fn list_page() -> Result<AnyView> {
    let can = ssr::org::<SeeMembers>(&ssr::param("org")).await?;
    let listing = Listing::parse(&ssr::query());
    let (members, count, rail) = {
        let mut read = can.read().await?;
        let (members, count) = member::list_in(&mut read, &can, &listing).await?;
        (members, count, switcher::rail_in(&mut read, &can, &ssr::visitor()).await?)
    };
    let path = Place::Members.path(can.org().slug.as_str());
    let form = came_back().await;
    let problem = went_wrong(&form);
    let viewer = Viewer::of(&can, &form);

    let previous = members.previous.map(|mark| address(&path, &listing.at(Edge::Before(mark))));
    let next = members.next.map(|mark| address(&path, &listing.at(Edge::After(mark))));
    let shown = members.rows.len();
    let table = if members.rows.is_empty() {
        view! { <EmptyState glyph=icondata_lu::LuUsers title=t!(people.members.none) text=t!(people.members.none_text) /> }.into_any()
    } else {
        let columns = columns(&path, &listing, viewer.manages);
        let rows = members.rows.into_iter().map(|member| row(member, &viewer, &can)).collect_view();
        let bar = viewer.manages.then(|| bar(&can, &listing, shown, count, &form));
        view! {
            <BulkArea>
                <Table name=t!(people.members.title) columns>
                    {rows}
                </Table>
                {bar}
            </BulkArea>
            <Pager note=counted(count) previous next />
        }
        .into_any()
    };
    let filter = listing.filter.to_string();
    let export = format!("{path}/export");
    let invite = can.may(Permission::InvitePeople).then(|| invite_button(can.org().slug.as_str()));
    let head = view! {
        <PageHeader title=t!(people.members.title) text=t!(people.members.text, org = can.org().name.clone())>
            <form method="post" action=export>
                <input type="hidden" name="query" value=filter />
                <Button attr:data-file="">{t!(member.list.export)}</Button>
            </form>
            {invite}
        </PageHeader>
    };
    let list = view! {
        {problem}
        {filters(&path, &listing)}
        {table}
    };
    people_page(&can, rail, PeopleTab::Members, head, list).await
}

fn columns(path: &str, listing: &Listing, manages: bool) -> Vec<Column> {
    let sorted = |label: &'static str, by: SortBy| {
        let now = (listing.sorted_by() == Some(by)).then_some(if listing.descending { Sorted::Down } else { Sorted::Up });
        // The latest first is what a date is first sorted for.
        let descending = if now.is_some() { !listing.descending } else { by != SortBy::Name };
        Column::new(label).sort(address(path, &listing.sorted(by, descending)), now)
    };
    let shown = [
        sorted(t!(people.members.person), SortBy::Name),
        Column::new(t!(people.members.role)).from(Shows::Tablet),
        Column::new(t!(people.members.status)),
        Column::new(t!(people.members.source)).from(Shows::Desk),
        sorted(t!(people.members.active), SortBy::LastActive).from(Shows::Desk),
        sorted(t!(people.members.joined), SortBy::Joined).from(Shows::Desk),
    ];
    let select = manages.then(Column::select);
    let menu = manages.then(|| Column::unseen(t!(member.list.actions)));
    select.into_iter().chain(shown).chain(menu).collect()
}

fn counted(count: Count) -> String {
    match count {
        Count::Exactly(count) => t!(people.members.count, count = count),
        Count::MoreThanCounted => count_in_words(count),
    }
}
