use super::{
    api::{ACT, ROLES},
    questions::{self, About},
    said::{member_path, role_badge, status_badge},
};
use crate::{
    features::{
        activity::{LINES, recent},
        door::went_wrong,
        house,
        settings::leave_path,
    },
    form::Filled,
    shell::Place,
    ssr,
    ui::{
        Avatar, BackLink, Badge, Banner, Button, ButtonLink, Card, CopyId, DangerAct, DangerZone, DialogButton, Icon, KeyValue, KeyValues, Kind,
        LINK, Moment, PageTitle, Size, Told, Tone,
    },
};
use contract::{MembershipId, Role, Rule};
use leptos::prelude::*;
use portal::{
    Error, Result,
    access::permission::{SeeActivity, SeeMembers},
    activity::{self, By, Filter},
    member::{self, Acts, Detail, Identity, Source, Status},
};
use time::OffsetDateTime;
use words::{rich, role_meaning, t};

/// One member: who they are here, how they came, what happened, and what may be done.
///
/// # Errors
/// As [`ssr::org`]; `NotFound` for somebody who never was a member here.
pub async fn member_page() -> Result<AnyView> {
    let can = ssr::org::<SeeMembers>(&ssr::param("org")).await?;
    let id: MembershipId = ssr::param("id").parse().map_err(|_| Error::NotFound)?;
    let them = member::look(&can, id).await?;
    let happened = match can.can::<SeeActivity>() {
        Ok(can) => Some(activity::about(&can, id.0, LINES).await?),
        Err(_) => None,
    };
    let (act, roles) = (Filled::of(ACT).await, Filled::of(ROLES).await);
    let own = id == can.membership();
    let org = can.org().slug.to_string();
    let about = About { org: org.clone(), org_name: can.org().name.clone(), member: id, name: them.name.clone(), asked: ssr::asked("do") };
    let page = view! {
        {head(&them, &org, own)}
        {went_wrong(&act)}
        {standing(&them)}
        <div class="grid items-start gap-6 desk:grid-cols-[minmax(0,1fr)_22rem]">
            <aside class="min-w-0 desk:col-start-2 desk:row-start-1">{facts(&them, &org)}</aside>
            <div class="grid min-w-0 gap-6 desk:col-start-1 desk:row-start-1">
                {roles_card(&them, own, &about, &roles)}
                {happened.map(|entries| recent(entries, &org, t!(member.record.text), &them.name, Some(what_they_did(&them, &org))))}
                {them.acts.as_ref().map(|acts| access(acts, &them, own, &about))}
            </div>
        </div>
    };
    house(&can, Place::Members, page).await
}

fn head(them: &Detail, org: &str, own: bool) -> AnyView {
    let (name, address, status, back) = (them.name.clone(), them.address.clone(), them.status, Place::Members.path(org));
    view! {
        <PageTitle text=name.clone() />
        <BackLink href=back>{t!(member.all)}</BackLink>
        <header class="mb-6 flex items-center gap-4">
            <Avatar name=name.clone() size=Size::Large />
            <div class="grid min-w-0 gap-0.5">
                <div class="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                    <h1 class="min-w-0 text-lg font-semibold tracking-tight">{name}</h1>
                    {status_badge(status)}
                    {own.then(|| view! { <Badge>{t!(people.members.you)}</Badge> })}
                </div>
                <p class="text-muted wrap-anywhere select-all">{address}</p>
            </div>
        </header>
    }
    .into_any()
}

/// What it means that somebody isn't active.
fn standing(them: &Detail) -> AnyView {
    let (tone, title, text) = match them.status {
        Status::Active => return ().into_any(),
        Status::Suspended => (Tone::Warn, t!(member.suspended.title), t!(member.suspended.text)),
        Status::Removed => (Tone::Neutral, t!(member.removed.title), t!(member.removed.text)),
    };
    let since = them.ended_at.map(|at| rich!(member.since, <when> = move || view! { <Moment at told=Told::Exact /> }));
    view! {
        <div class="mb-6">
            <Banner tone title>
                {text}" "{since}
            </Banner>
        </div>
    }
    .into_any()
}

fn facts(them: &Detail, org: &str) -> AnyView {
    let active = them.last_active_at.map_or_else(|| t!(member.never).into_any(), |at| view! { <Moment at /> }.into_any());
    let identities = (!them.identities.is_empty()).then(|| them.identities.iter().cloned().map(identity).collect_view());
    let (id, joined_at, came_by) = (them.id.to_string(), them.joined_at, came_by(them, org));
    view! {
        <KeyValues>
            <KeyValue label=t!(member.joined)>
                <Moment at=joined_at told=Told::Day />
            </KeyValue>
            <KeyValue label=t!(member.came_by)>{came_by}</KeyValue>
            <KeyValue label=t!(member.active)>{active}</KeyValue>
            {identities.map(|identities| view! { <KeyValue label=t!(member.signs_in_by)>{identities}</KeyValue> })}
            <KeyValue label=t!(member.id)>
                <CopyId id />
            </KeyValue>
        </KeyValues>
    }
    .into_any()
}

fn what_they_did(them: &Detail, org: &str) -> AnyView {
    let href = format!("{}?{}", Place::Activity.path(org), Filter { by: Some(By::Person(them.person)), ..Filter::default() });
    view! {
        <ButtonLink href small=true>
            {t!(member.record.own)}
        </ButtonLink>
    }
    .into_any()
}

fn identity(identity: Identity) -> AnyView {
    let at = identity.last_used_at;
    let last = rich!(member.last_used, <when> = move || view! { <Moment at /> });
    view! {
        <span class="block not-first:mt-2">
            {identity.connection} <span class="block text-xs text-muted wrap-anywhere">{identity.address}</span>
            <span class="block text-xs text-muted">{last}</span>
        </span>
    }
    .into_any()
}

fn came_by(them: &Detail, org: &str) -> AnyView {
    let link = |id: MembershipId| {
        let href = member_path(org, id);
        move |children: ChildrenFn| {
            view! {
                <a href=href.clone() class=LINK>
                    {children()}
                </a>
            }
        }
    };
    match (them.source, them.let_in_by.clone()) {
        (Source::Founder, _) => t!(member.founded).into_any(),
        (Source::Invitation, None) => t!(member.invited).into_any(),
        (Source::Request, None) => t!(member.requested).into_any(),
        (Source::SingleSignOn, _) => t!(member.came_by_single_sign_on).into_any(),
        (Source::Domain, _) => t!(member.came_by_domain).into_any(),
        (Source::Invitation, Some((id, name))) => rich!(member.invited_by, name = name, <by> = link(id)).into_any(),
        (Source::Request, Some((id, name))) => rich!(member.requested_let_in_by, name = name, <by> = link(id)).into_any(),
    }
}

fn roles_card(them: &Detail, own: bool, about: &About, form: &Filled) -> AnyView {
    let text = if own { t!(member.roles.own) } else { t!(member.roles.text) };
    let held = them.roles.iter().cloned().map(role).collect_view();
    let none = them.roles.is_empty().then(|| view! { <p class="px-4 py-3.5 text-muted tablet:px-5">{t!(member.roles.none)}</p> });
    let change = them.acts.as_ref().and_then(|acts| match acts.change_roles {
        Ok(()) => Some(
            view! {
                <div class="border-t border-line px-4 py-3.5 tablet:px-5">
                    <DialogButton opens="roles" icon=icondata_lu::LuShieldCheck>
                        {t!(member.roles.change)}
                    </DialogButton>
                </div>
                {questions::roles(about, them, acts, own, form)}
            }
            .into_any(),
        ),
        Err(Rule::NotInThatState) => None,
        Err(rule) => Some(
            view! { <div class="flex gap-2 border-t border-line px-4 py-3.5 text-muted tablet:px-5">{why_not(words::rule(rule))}</div> }.into_any(),
        ),
    });
    view! {
        <Card title=t!(member.roles.title) text flush=true>
            <ul class="divide-y divide-line">{held}</ul>
            {none}
            {change}
        </Card>
    }
    .into_any()
}

fn role((role, since, by): (Role, OffsetDateTime, Option<String>)) -> AnyView {
    let by = by.map(|connection| view! { <span class="text-xs text-muted">{t!(member.roles.by_groups, connection)}</span> });
    view! {
        <li class="grid gap-1 px-4 py-3.5 tablet:px-5">
            <span class="flex flex-wrap items-center gap-2">
                {role_badge(role)}
                {by}
                <span class="text-xs text-muted">{rich!(member.roles.since, <day> = move || view! { <Moment at=since told=Told::Day /> })}</span>
            </span>
            <span class="text-soft">{role_meaning(role)}</span>
        </li>
    }
    .into_any()
}

/// Suspending, reactivating and removing, each with what it does or the reason why not.
fn access(acts: &Acts, them: &Detail, own: bool, about: &About) -> AnyView {
    if them.status == Status::Removed {
        return ().into_any();
    }
    if own {
        let leave = leave_path(&about.org);
        return view! {
            <Card title=t!(member.access.title)>
                <p class="flex gap-2 text-muted">{why_not(t!(member.access.own))}</p>
                <div>
                    <ButtonLink href=leave small=true>
                        {t!(settings.leave.link)}
                    </ButtonLink>
                </div>
            </Card>
        }
        .into_any();
    }
    let in_or_out = if them.status == Status::Suspended {
        let question = acts.reactivate.is_ok().then(|| questions::reactivate(about));
        view! {
            {act("reactivate", Kind::Secondary, t!(member.reactivate.act), t!(member.reactivate.text), acts.reactivate)}
            {question}
        }
        .into_any()
    } else {
        let question = acts.suspend.is_ok().then(|| questions::suspend(about));
        view! {
            {act("suspend", Kind::Secondary, t!(member.suspend.act), t!(member.suspend.text), acts.suspend)}
            {question}
        }
        .into_any()
    };
    let question = acts.remove.is_ok().then(|| questions::remove(about));
    let remove = act("remove", Kind::Danger, t!(member.remove.act), t!(member.remove.text), acts.remove);
    view! {
        <DangerZone title=t!(member.access.title)>
            {in_or_out}
            {remove}
            {question}
        </DangerZone>
    }
    .into_any()
}

fn act(question: &'static str, kind: Kind, name: &'static str, text: &'static str, allowed: Result<(), Rule>) -> AnyView {
    match allowed {
        Ok(()) => view! {
            <DangerAct title=name text>
                <DialogButton opens=question kind>
                    {name}
                </DialogButton>
            </DangerAct>
        }
        .into_any(),
        Err(rule) => view! {
            <DangerAct title=name text=words::rule(rule)>
                <Button kind=Kind::Secondary disabled=true>
                    {name}
                </Button>
            </DangerAct>
        }
        .into_any(),
    }
}

fn why_not(text: &'static str) -> AnyView {
    view! {
        <Icon glyph=icondata_lu::LuLock class="mt-0.5" />
        <span>{text}</span>
    }
    .into_any()
}
