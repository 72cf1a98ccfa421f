use super::{
    api::{ACT, ResendInvitation, listed},
    bulk, path,
    state::{role_badges, state_badge, state_name},
};
use crate::{
    features::{
        count_in_words,
        door::went_wrong,
        invitations::invite_button,
        members::{PeopleTab, bulk_went_wrong, people_page},
    },
    form::Filled,
    ssr,
    ui::{
        BulkArea, Card, Cell, Choice, Column, EmptyState, FilterBar, FilterMany, Menu, MenuButton, MenuCell, MenuLink, MenuRule, Moment, PageHeader,
        Pager, Row, SelectCell, Shows, Sorted, Table, Who,
    },
};
use contract::{Permission, Role};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Result,
    access::{permission, permission::SeeMembers},
    invitation::{self, Invitation, Listing, SortBy, State},
    page::{Count, Edge},
    switcher,
};
use words::{rich, t};

/// What whoever looks may do with the rows.
struct Hand {
    org: String,
    /// The list's query, to come back to.
    list: String,
    /// Those ticked for an act that didn't begin.
    ticked: Vec<String>,
    /// The roles of whoever looks; none where they may not invite.
    mine: Option<Vec<Role>>,
    copies_links: bool,
}

/// The invitations that the address asks for, the newest first.
///
/// # Errors
/// As [`ssr::org`].
pub async fn list_page() -> Result<AnyView> {
    let can = ssr::org::<SeeMembers>(&ssr::param("org")).await?;
    let listing = Listing::parse(&ssr::query());
    let (page, count) = invitation::list(&can, &listing).await?;
    let org = can.org().slug.to_string();
    let mine = can.may(Permission::InvitePeople).then(|| can.roles().to_vec());
    let copies_links = match can.can() {
        Ok(inviter) => invitation::copies_links(&inviter).await?,
        Err(_) => false,
    };
    let (form, many) = (Filled::of(ACT).await, Filled::of(bulk::START).await);
    let ticked = many.values("ids").unwrap_or_default().to_vec();
    let hand = Hand { org: org.clone(), list: listing.to_string(), ticked, mine, copies_links };

    let previous = page.previous.map(|mark| listed(&org, &listing.at(Edge::Before(mark)).to_string()));
    let next = page.next.map(|mark| listed(&org, &listing.at(Edge::After(mark)).to_string()));
    let more = previous.is_some() || next.is_some();
    let table = if page.rows.is_empty() {
        nothing(&hand, &listing)
    } else {
        let mut columns = vec![
            sorted(&org, &listing, t!(invitations.person), SortBy::Address),
            Column::new(t!(invitations.roles)).from(Shows::Tablet),
            Column::new(t!(invitations.status)),
            Column::new(t!(invitations.invited_by)).from(Shows::Desk),
            Column::new(t!(invitations.sent)).from(Shows::Tablet),
            sorted(&org, &listing, t!(invitations.expires), SortBy::Expiry).from(Shows::Desk),
        ];
        let acts = hand.mine.is_some();
        if acts {
            columns.insert(0, Column::select());
            columns.push(Column::unseen(t!(invitations.see)));
        }
        let rows = page.rows.into_iter().map(|invitation| row(invitation, &hand)).collect_view();
        let bar = acts.then(|| bulk::bar(&org, hand.list.clone(), &count_in_words(count), more, &many));
        view! {
            <BulkArea>
                <Table name=t!(invitations.title) columns>
                    {rows}
                </Table>
                <Pager note=counted(count) previous next />
                {bar}
            </BulkArea>
            {acts.then(bulk::revoke_dialog)}
        }
        .into_any()
    };
    let invite = hand.mine.is_some().then(|| invite_button(&org));
    let head = view! {
        <PageHeader title=t!(invitations.title) text=t!(invitations.text, org = can.org().name.clone())>
            {invite}
        </PageHeader>
    };
    let list = view! {
        {went_wrong(&form)}
        {bulk_went_wrong(&many)}
        {filters(&org, &listing)}
        {table}
    };
    let rail = switcher::rail(&can, &ssr::visitor()).await?;
    people_page(&can, rail, PeopleTab::Invitations, head, list).await
}

fn sorted(org: &str, listing: &Listing, label: &'static str, by: SortBy) -> Column {
    let now = (listing.by == by).then_some(if listing.descending { Sorted::Down } else { Sorted::Up });
    let descending = now.is_some() && !listing.descending;
    Column::new(label).sort(listed(org, &listing.sorted(by, descending).to_string()), now)
}

fn filters(org: &str, listing: &Listing) -> AnyView {
    let filter = &listing.filter;
    let states = State::ALL.map(|state| Choice::new(state.key(), state_name(state)));
    let chosen = filter.states.iter().map(|state| state.key().to_owned()).collect();
    let other = |filter| listed(org, &Listing { filter, ..listing.at(Edge::First) }.to_string());
    let without = other(invitation::Filter { states: Vec::new(), ..filter.clone() });
    let clear = (!filter.is_empty()).then(|| other(invitation::Filter::default()));
    let unfiltered = Listing { filter: invitation::Filter::default(), ..listing.at(Edge::First) }.to_string();
    let keep = unfiltered.strip_prefix("sort=").map(|sort| ("sort", sort.to_owned())).into_iter().collect();
    let search = Some(("q", t!(invitations.search).to_owned(), filter.text.clone()));
    view! {
        <FilterBar action=path::list(org) search keep clear>
            <FilterMany name="state" label=t!(invitations.status) choices=states.to_vec() values=chosen without />
        </FilterBar>
    }
    .into_any()
}

fn nothing(hand: &Hand, listing: &Listing) -> AnyView {
    let (title, text, act) = if listing.filter.is_empty() {
        (t!(invitations.none), t!(invitations.none_text), hand.mine.is_some().then(|| invite_button(&hand.org)))
    } else {
        (t!(invitations.no_match), t!(invitations.no_match_text), None)
    };
    view! {
        <Card flush=true>
            <EmptyState glyph=icondata_lu::LuMailOpen title text>
                {act}
            </EmptyState>
        </Card>
    }
    .into_any()
}

fn row(invitation: Invitation, hand: &Hand) -> AnyView {
    let id = invitation.id.to_string();
    let open = matches!(invitation.state, State::Pending | State::Expired);
    let checked = hand.ticked.contains(&id);
    let select = hand.mine.is_some().then(|| view! { <SelectCell form=bulk::FORM value=id.clone() name=invitation.address.clone() checked /> });
    let menu = hand.mine.as_ref().map(|mine| {
        let menu = (open && permission::covers(mine, &invitation.roles)).then(|| menu(&invitation, hand));
        view! { <MenuCell>{menu}</MenuCell> }
    });
    let expires = open.then(|| view! { <Moment at=invitation.expires_at /> });
    let href = path::one(&hand.org, id);
    let Invitation { address, name, roles, state, invited_by, sends, last_sent_at, opened_at, .. } = invitation;
    view! {
        <Row>
            {select}
            <Cell grows=true>
                <Who name=address detail=name href />
            </Cell>
            <Cell shows=Shows::Tablet wraps=true>
                {role_badges(&roles)}
            </Cell>
            <Cell>{state_badge(state)}</Cell>
            <Cell shows=Shows::Desk>
                <span class="block max-w-36 truncate">{invited_by.1}</span>
            </Cell>
            <Cell shows=Shows::Tablet>{sent(last_sent_at, sends, opened_at)}</Cell>
            <Cell shows=Shows::Desk>{expires}</Cell>
            {menu}
        </Row>
    }
    .into_any()
}

/// When the last mail left and how many have; below, when a link was opened.
fn sent(last: Option<time::OffsetDateTime>, sends: i32, opened: Option<time::OffsetDateTime>) -> AnyView {
    let Some(last) = last else { return t!(invitations.on_its_way).into_any() };
    let often = (sends > 1).then(|| format!(" · {}", t!(invitations.times, count = sends)));
    let opened = match opened {
        Some(at) => rich!(invitations.opened, <when> = move || view! { <Moment at /> }).into_any(),
        None => t!(invitations.not_opened).into_any(),
    };
    view! {
        <span class="grid">
            <span><Moment at=last />{often}</span>
            <small class="text-xs text-muted">{opened}</small>
        </span>
    }
    .into_any()
}

fn menu(invitation: &Invitation, hand: &Hand) -> AnyView {
    let id = invitation.id.to_string();
    let copy = (hand.copies_links && invitation.state == State::Pending).then(|| {
        view! { <MenuLink href=path::link(&hand.org, &id) glyph=icondata_lu::LuLink>{t!(invitations.copy)}</MenuLink> }
    });
    let revoke = path::revoke(&hand.org, &id);
    let (org, list, about) = (hand.org.clone(), hand.list.clone(), invitation.address.clone());
    view! {
        <Menu id=format!("menu-{id}") about>
            <form method="post" action=ResendInvitation::url()>
                <input type="hidden" name="org" value=org />
                <input type="hidden" name="invitation" value=id />
                <input type="hidden" name="list" value=list />
                <MenuButton glyph=icondata_lu::LuSend>{t!(invitations.resend)}</MenuButton>
            </form>
            {copy}
            <MenuRule />
            <MenuLink href=revoke glyph=icondata_lu::LuMailX>
                {t!(invitations.revoke_ask)}
            </MenuLink>
        </Menu>
    }
    .into_any()
}

fn counted(count: Count) -> String {
    match count {
        Count::Exactly(count) => t!(invitations.count, count = count),
        Count::MoreThanCounted => count_in_words(count),
    }
}
