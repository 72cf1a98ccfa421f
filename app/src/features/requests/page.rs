use super::api::{ApproveRequest, DECISION, DeclineRequest};
use crate::{
    features::{
        door::{roles_flaw, went_wrong},
        members::{PeopleTab, people_page},
    },
    form::Filled,
    shell::Place,
    ssr,
    ui::{Banner, Button, ButtonLink, Card, Checkbox, EmptyState, Kind, Moment, PageHeader, Pager, Tone, Who},
};
use contract::{Permission, Role};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Result,
    access::{Can, permission, permission::SeeMembers},
    join_request::{self, Request},
    page::Mark,
    switcher,
};
use words::{role_name, t};

/// Whoever asks to join, the longest waiting first.
///
/// # Errors
/// As [`ssr::org`].
pub async fn page() -> Result<AnyView> {
    let can = ssr::org::<SeeMembers>(&ssr::param("org")).await?;
    let page = join_request::list(&can, &join_request::edge(&ssr::query())).await?;
    let form = Filled::of(DECISION).await;
    let grantable = can.may(Permission::DecideRequests).then(|| permission::grantable(can.roles()));
    let list = if page.rows.is_empty() {
        nobody(&can).await?
    } else {
        let org = can.org().slug.to_string();
        let at = |name: &str, mark: Mark| format!("{}?{name}={}", PeopleTab::Requests.path(&org), mark.print());
        let (previous, next) = (page.previous.map(|mark| at("before", mark)), page.next.map(|mark| at("after", mark)));
        let one = |request: Request| {
            let decide = grantable.as_ref().map(|roles| decide(&org, &request, roles, &form));
            view! { <li>{card(request, decide)}</li> }
        };
        view! {
            <ul class="grid grid-cols-1 gap-3">{page.rows.into_iter().map(one).collect_view()}</ul>
            <Pager previous next />
        }
        .into_any()
    };
    let head = view! { <PageHeader title=t!(requests.title) text=t!(requests.text, org = can.org().name.clone()) /> };
    let list = view! {
        {went_wrong(&form)}
        {list}
    };
    let rail = switcher::rail(&can, &ssr::visitor()).await?;
    people_page(&can, rail, PeopleTab::Requests, head, list).await
}

/// Why nobody waits, and where that is changed.
async fn nobody(can: &Can<SeeMembers>) -> Result<AnyView> {
    if join_request::may_be_asked(can).await? {
        return Ok(
            view! { <Card flush=true><EmptyState glyph=icondata_lu::LuInbox title=t!(requests.none) text=t!(requests.none_on) /></Card> }.into_any()
        );
    }
    let settings = can.may(Permission::ManageSettings).then(|| Place::Settings.path(can.org().slug.as_str()));
    let what = match settings {
        Some(href) => view! { <ButtonLink href>{t!(requests.to_settings)}</ButtonLink> }.into_any(),
        None => view! { <p class="text-muted">{t!(requests.off_ask)}</p> }.into_any(),
    };
    Ok(view! {
        <Card flush=true>
            <EmptyState glyph=icondata_lu::LuInbox title=t!(requests.off) text=t!(requests.off_text)>
                {what}
            </EmptyState>
        </Card>
    }
    .into_any())
}

fn card(request: Request, decide: Option<AnyView>) -> AnyView {
    let message = (!request.message.is_empty()).then(|| {
        view! { <blockquote class="border-l-2 border-line-strong pl-3 whitespace-pre-line text-soft">{request.message}</blockquote> }
    });
    view! {
        <Card>
            <div class="grid grid-cols-1 gap-4">
                <div class="flex items-start justify-between gap-4">
                    <Who name=request.name detail=request.address />
                    <span class="shrink-0 text-muted">
                        <Moment at=request.created_at />
                    </span>
                </div>
                {message}
                {request.was_removed.then(|| view! { <Banner tone=Tone::Warn>{t!(requests.was_removed)}</Banner> })}
                {decide}
            </div>
        </Card>
    }
    .into_any()
}

/// What is decided: in with these roles, or not.
fn decide(org: &str, request: &Request, roles: &[Role], form: &Filled) -> AnyView {
    let id = request.id.to_string();
    let came_back = form.typed("request") == Some(id.as_str());
    let chosen: Vec<String> = match form.values("roles").filter(|_| came_back) {
        Some(chosen) => chosen.to_vec(),
        None => vec![Role::Member.key().to_owned()],
    };
    let flaw = form.flaw("roles").filter(|_| came_back).map(roles_flaw);
    // The least first: it is what most people come as.
    let boxes = roles.iter().rev().map(|role| {
        let checked = chosen.iter().any(|key| key == role.key());
        view! { <Checkbox id=format!("{id}-{}", role.key()) name="roles[]" value=role.key() label=role_name(*role) checked /> }
    });
    let boxes = boxes.collect_view();
    view! {
        <form method="post" action=ApproveRequest::url() class="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
            <input type="hidden" name="org" value=org.to_owned() />
            <input type="hidden" name="request" value=id.clone() />
            <fieldset class="grid gap-2">
                <legend class="contents text-xs font-medium text-muted">{t!(requests.let_in_as)}</legend>
                <div class="flex flex-wrap gap-x-4 gap-y-2">{boxes}</div>
                {flaw.map(|flaw| view! { <p role="alert" class="text-xs text-danger">{flaw}</p> })}
            </fieldset>
            // Approving stands first, because the return key presses the first button of a form.
            <div class="flex flex-row-reverse gap-2">
                <Button kind=Kind::Primary>{t!(requests.approve)}</Button>
                <Button attr:formaction=DeclineRequest::url()>{t!(requests.decline)}</Button>
            </div>
        </form>
    }
    .into_any()
}
