use super::{
    api::{ACT, CheckDomain},
    look::last_look,
    mistake::mistakes,
    path,
    play::play,
    policy::policy,
    publish::publish,
    state::{meaning, method_name, state_badge},
};
use crate::{
    features::{door::went_wrong, house},
    form::Filled,
    shell::Place,
    ssr,
    ui::{BackLink, Banner, Button, ButtonLink, DangerAct, DangerZone, KeyValue, KeyValues, Kind, Moment, PageHeader, Told, Tone},
};
use contract::Permission;
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Error, Result,
    access::{Can, permission::SeeSignIn},
    domain::{self, Domain, State},
};
use words::t;

/// One domain: what its state means, what to publish, what was answered, what its people may do.
///
/// # Errors
/// `NotFound`, and as [`ssr::org`].
pub async fn one_page() -> Result<AnyView> {
    let can = ssr::org::<SeeSignIn>(&ssr::param("org")).await?;
    let domain = asked_for(&can).await?;
    let check = domain::last_check(&can, domain.id).await?;
    let form = Filled::of(ACT).await;
    let (org, slug) = (can.org().name.clone(), can.org().slug.to_string());
    let manages = can.may(Permission::ManageSignIn);
    let (unicode, ascii) = (domain.name.unicode(), domain.name.to_string());
    let text = if unicode == ascii { t!(domains.one.text, org = org) } else { t!(domains.one.text_ascii, org = org, ascii = ascii) };
    let is_held = domain.state() != State::Proven && check.as_ref().is_some_and(|check| check.refused);
    let held = is_held.then(|| view! { <Banner tone=Tone::Warn title=t!(domains.means.held.title)>{t!(domains.means.held.text)}</Banner> });
    let found = check.as_ref().map(|check| check.look.mistakes.clone()).unwrap_or_default();
    let mistakes = (domain.state() != State::Proven).then(|| mistakes(&domain, found)).flatten();
    // Before the domain is theirs there is nothing to say about its people.
    let policy = match domain.state() {
        State::Proven | State::Missing => Some(policy(&can, &domain).await?),
        State::Pending | State::Lost => None,
    };
    let play = domain::played(&can, &domain).await?.filter(|_| manages).map(|published| play(&slug, &domain, published));
    let (publish, look) = (publish(&domain), last_look(&domain, check));
    let middle = if domain.state() == State::Proven {
        view! { {policy} {look} {publish} {play} }.into_any()
    } else {
        view! { {publish} {play} {look} {policy} }.into_any()
    };
    let check = manages.then(|| check_button(&slug, &domain));
    let (facts, danger) = (facts(&domain), manages.then(|| danger(&slug, &domain)));
    let meaning = (!is_held).then(|| meaning(&domain));
    let page = view! {
        <BackLink href=path::list(&slug)>{t!(domains.back)}</BackLink>
        <PageHeader title=unicode text>
            {check}
        </PageHeader>
        {went_wrong(&form)}
        <div class="grid max-w-prose gap-6">
            {held} {meaning} {mistakes} {middle} {facts} {danger}
        </div>
    };
    house(&can, Place::Domains, page).await
}

/// The domain of the page's path.
///
/// # Errors
/// `NotFound`.
pub(super) async fn asked_for(can: &Can<SeeSignIn>) -> Result<Domain> {
    let id = ssr::param("domain").parse().map_err(|_| Error::NotFound)?;
    domain::find(can, id).await
}

fn check_button(slug: &str, domain: &Domain) -> AnyView {
    let kind = if domain.state() == State::Proven { Kind::Secondary } else { Kind::Primary };
    view! {
        <form method="post" action=CheckDomain::url()>
            <input type="hidden" name="org" value=slug.to_owned() />
            <input type="hidden" name="domain" value=domain.id.to_string() />
            <Button kind icon=icondata_lu::LuRefreshCw>
                {t!(domains.one.check)}
            </Button>
        </form>
    }
    .into_any()
}

fn facts(domain: &Domain) -> AnyView {
    let exact = |at| view! { <Moment at told=Told::Exact /> };
    let (state, since, added) = (domain.state(), domain.standing.since, domain.added_at);
    let seen = domain.standing.seen.map(|(at, method)| {
        view! { <KeyValue label=t!(domains.facts.seen)>{exact(at)} " · " {method_name(method)}</KeyValue> }
    });
    view! {
        <KeyValues>
            <KeyValue label=t!(domains.status)>{state_badge(state)}</KeyValue>
            <KeyValue label=t!(domains.facts.since)>{exact(since)}</KeyValue>
            {seen}
            <KeyValue label=t!(domains.facts.added)>{exact(added)}</KeyValue>
        </KeyValues>
    }
    .into_any()
}

fn danger(slug: &str, domain: &Domain) -> AnyView {
    let remove = path::remove(slug, domain.id);
    view! {
        <DangerZone title=t!(domains.remove.zone)>
            <DangerAct title=t!(domains.remove.act) text=t!(domains.remove.text)>
                <ButtonLink href=remove kind=Kind::Danger>
                    {t!(domains.remove.ask)}
                </ButtonLink>
            </DangerAct>
        </DangerZone>
    }
    .into_any()
}
