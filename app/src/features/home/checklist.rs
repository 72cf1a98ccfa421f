use crate::{
    features::{connections, domains, invitations::path},
    shell::Place,
    ssr,
    ui::{ButtonLink, Card, Checklist, ChecklistItem, Kind, Moment, Told},
};
use contract::Permission;
use leptos::prelude::*;
use portal::{
    access::OrgContext,
    invitation::{Invitation, State},
    onboarding::{Done, Item, Step},
};
use words::{rich, t};

/// Every step with its state: who did it and when, or what to do, with a button for who may.
pub(super) fn checklist(here: &OrgContext, items: Vec<Item>, invited: Option<&Invitation>) -> AnyView {
    let done = items.iter().filter(|item| item.done.is_some()).count();
    let text = t!(home.start.done_of, done = done, total = items.len());
    let next = items.iter().find(|item| item.done.is_none()).map(|item| item.step);
    let steps = items.into_iter().map(|Item { step, done }| {
        let (title, is_done) = (title(step), done.is_some());
        let content = match done {
            Some(done) => by_whom(done),
            None => to_do(here, step, Some(step) == next, invited),
        };
        view! {
            <ChecklistItem done=is_done title>
                {content}
            </ChecklistItem>
        }
    });
    let steps = steps.collect_view();
    view! {
        <Card title=t!(home.start.title) text flush=true>
            <Checklist>{steps}</Checklist>
        </Card>
    }
    .into_any()
}

fn title(step: Step) -> &'static str {
    match step {
        Step::AddressVerified => t!(home.steps.address_verified.title),
        Step::ColleagueInvited => t!(home.steps.colleague_invited.title),
        Step::ColleagueIn => t!(home.steps.colleague_in.title),
        Step::SecondOwner => t!(home.steps.second_owner.title),
        Step::DomainProven => t!(home.steps.domain_proven.title),
        Step::SingleSignOnTested => t!(home.steps.single_sign_on_tested.title),
        Step::SingleSignOnOn => t!(home.steps.single_sign_on_on.title),
    }
}

fn by_whom(Done { by, at }: Done) -> AnyView {
    let by = if by.is_empty() { ssr::vendor() } else { by };
    rich!(home.done_by, by = by, <b> = <span class="wrap-anywhere" />, <when> = move || view! { <Moment at /> }).into_any()
}

fn to_do(here: &OrgContext, step: Step, is_next: bool, invited: Option<&Invitation>) -> AnyView {
    let (text, act) = what(here, step, invited);
    let kind = if is_next { Kind::Primary } else { Kind::Secondary };
    let act = match act {
        Some((href, label)) if here.may(step.takes()) => view! {
            <div class="pt-2.5 pb-0.5">
                <ButtonLink href small=true kind>
                    {label}
                </ButtonLink>
            </div>
        }
        .into_any(),
        Some(_) => view! { <p class="pt-1">{whose(step.takes())}</p> }.into_any(),
        None => ().into_any(),
    };
    view! {
        <p>{text}</p>
        {act}
    }
    .into_any()
}

/// What a step is good for, or what it waits for, and where it is done.
fn what(here: &OrgContext, step: Step, invited: Option<&Invitation>) -> (AnyView, Option<(String, &'static str)>) {
    let (org, members) = (here.org().name.clone(), Place::Members.path(here.org().slug.as_str()));
    let (invite, invitations) = (path::invite(here.org().slug.as_str()), path::list(here.org().slug.as_str()));
    match (step, invited) {
        (Step::AddressVerified, _) => (t!(home.steps.address_verified.text, org = org).into_any(), None),
        (Step::ColleagueInvited, _) => (t!(home.steps.colleague_invited.text).into_any(), Some((invite, t!(home.steps.colleague_invited.act)))),
        (Step::ColleagueIn, None) => (t!(home.steps.colleague_in.text).into_any(), Some((invite, t!(home.steps.colleague_invited.act)))),
        (Step::ColleagueIn, Some(invited)) => (awaited(invited), Some((invitations, t!(home.steps.colleague_in.act)))),
        (Step::SecondOwner, _) => (t!(home.steps.second_owner.text, org = org).into_any(), Some((members, t!(home.steps.second_owner.act)))),
        (Step::DomainProven, _) => {
            let add = domains::path::add(here.org().slug.as_str());
            (t!(home.steps.domain_proven.text, org = org).into_any(), Some((add, t!(home.steps.domain_proven.act))))
        }
        (Step::SingleSignOnTested, _) => {
            let connections = connections::path::list(here.org().slug.as_str());
            (t!(home.steps.single_sign_on_tested.text, org = org).into_any(), Some((connections, t!(home.steps.single_sign_on_tested.act))))
        }
        (Step::SingleSignOnOn, _) => {
            let connections = connections::path::list(here.org().slug.as_str());
            (t!(home.steps.single_sign_on_on.text).into_any(), Some((connections, t!(home.steps.single_sign_on_on.act))))
        }
    }
}

fn awaited(invited: &Invitation) -> AnyView {
    let (address, until) = (invited.address.clone(), invited.expires_at);
    if invited.state == State::Expired {
        return rich!(home.steps.colleague_in.expired, address = address, <b> = <strong class="font-medium text-text wrap-anywhere" />).into_any();
    }
    rich!(
        home.steps.colleague_in.waiting,
        address = address,
        <b> = <strong class="font-medium text-text wrap-anywhere" />,
        <day> = move || view! { <Moment at=until told=Told::Day /> }
    )
    .into_any()
}

/// Who does what the reader may not.
fn whose(permission: Permission) -> &'static str {
    match permission {
        Permission::DeleteOrganization => t!(home.for_owners),
        Permission::ManageSignIn => t!(home.for_sign_in),
        _ => t!(home.for_inviters),
    }
}
