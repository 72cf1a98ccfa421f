//! The states in which this link leads nowhere, or nowhere new: what it is, and what to do next.

use super::{
    api,
    parts::{WRAPS, write_to_inviter},
};
use crate::{
    shell::DoorHeading,
    ssr,
    ui::{Button, ButtonLink, KeyValue, KeyValues, Kind, Moment, Told},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::invitation::Offer;
use words::{rich, t};

/// Mistyped, or never there; or the browser has forgotten the link meanwhile.
pub(super) fn unknown() -> AnyView {
    let signed_in = ssr::visitor().signed_in.is_some();
    let next = if signed_in {
        view! { <ButtonLink href="/organizations" kind=Kind::Primary>{t!(acceptance.to_own)}</ButtonLink> }
    } else {
        view! { <ButtonLink href="/sign-in?next=/organizations" kind=Kind::Primary>{t!(shell.problem.sign_in)}</ButtonLink> }
    };
    let hint = if signed_in { t!(acceptance.unknown.own) } else { t!(acceptance.unknown.sign_in) };
    view! {
        <DoorHeading title=t!(acceptance.unknown.title)>{t!(acceptance.unknown.text)}</DoorHeading>
        <p class="mb-6 text-soft">{hint}</p>
        {acts(next.into_any())}
    }
    .into_any()
}

/// Signed in as another person: which two addresses, and a way to change over.
pub(super) fn somebody_else(offer: &Offer, signed_in_as: &str) -> AnyView {
    let (inviter, org) = (offer.inviter.clone(), offer.org_name.clone());
    let (address, mine) = (offer.address.to_string(), signed_in_as.to_owned());
    view! {
        <DoorHeading title=t!(acceptance.somebody_else.title)>
            {rich!(acceptance.somebody_else.text, inviter = inviter, org = org, <b> = <strong class="font-semibold text-text" />)}
        </DoorHeading>
        <div class="mb-6">
            <KeyValues>
                <KeyValue label=t!(acceptance.somebody_else.invited)>
                    <strong class="font-semibold break-words">{address.clone()}</strong>
                </KeyValue>
                <KeyValue label=t!(acceptance.somebody_else.signed_in_as)>
                    <strong class="font-semibold break-words">{mine.clone()}</strong>
                </KeyValue>
            </KeyValues>
        </div>
        <form method="post" action=api::ChangeOver::url() class="grid">
            <Button kind=Kind::Primary class=WRAPS>{t!(acceptance.somebody_else.change)}</Button>
        </form>
        <div class="mt-2 grid">
            <ButtonLink href="/organizations">{t!(acceptance.somebody_else.stay)}</ButtonLink>
        </div>
        <p class="mt-6 text-center text-sm text-muted">{t!(acceptance.somebody_else.unspent)}</p>
    }
    .into_any()
}

pub(super) fn already_member(offer: &Offer) -> AnyView {
    let (href, org) = (format!("/o/{}", offer.org_slug), offer.org_name.clone());
    let text = t!(acceptance.already_member.text, org = org.clone());
    view! {
        <DoorHeading title=t!(acceptance.already_member.title)>{text}</DoorHeading>
        {acts(view! { <ButtonLink href kind=Kind::Primary class=WRAPS>{t!(acceptance.open, org)}</ButtonLink> }.into_any())}
    }
    .into_any()
}

/// Whoever accepted it isn't signed in here.
pub(super) fn accepted(offer: &Offer) -> AnyView {
    let next = if ssr::visitor().signed_in.is_some() {
        view! { <ButtonLink href="/organizations" kind=Kind::Primary>{t!(acceptance.to_own)}</ButtonLink> }
    } else {
        let href = ssr::sign_in_and_back(&format!("/o/{}", offer.org_slug));
        view! { <ButtonLink href kind=Kind::Primary>{t!(shell.problem.sign_in)}</ButtonLink> }
    };
    let (address, org) = (offer.address.to_string(), offer.org_name.clone());
    view! {
        <DoorHeading title=t!(acceptance.accepted.title)>
            {rich!(acceptance.accepted.text, address = address, org = org, <b> = <strong class="font-semibold break-words text-text" />)}
        </DoorHeading>
        {acts(view! { {next} {write_to_inviter(offer, Kind::Secondary)} }.into_any())}
    }
    .into_any()
}

pub(super) fn suspended(offer: &Offer) -> AnyView {
    let text = t!(acceptance.suspended.text, org = offer.org_name.clone(), inviter = offer.inviter.clone());
    said(offer, t!(acceptance.suspended.title), text)
}

pub(super) fn revoked(offer: &Offer) -> AnyView {
    let text = t!(acceptance.revoked.text, org = offer.org_name.clone(), inviter = offer.inviter.clone());
    said(offer, t!(acceptance.revoked.title), text)
}

/// Whoever sent it can't help, and may be gone: a button asks the owners, once a day. `renew`: where it posts to.
pub(super) fn inviter_may_not(offer: &Offer, renew: &'static str) -> AnyView {
    if ssr::asked("asked").is_some() {
        return asked(offer);
    }
    let text = t!(acceptance.inviter_may_not.text, org = offer.org_name.clone(), inviter = offer.inviter.clone());
    view! {
        <DoorHeading title=t!(acceptance.inviter_may_not.title)>{text}</DoorHeading>
        {ask_for_new(offer, renew)}
    }
    .into_any()
}

pub(super) fn org_suspended(offer: &Offer) -> AnyView {
    let org = offer.org_name.clone();
    said(offer, t!(acceptance.org_suspended.title, org = org.clone()), t!(acceptance.org_suspended.text, org))
}

pub(super) fn org_leaving(offer: &Offer) -> AnyView {
    let org = offer.org_name.clone();
    said(offer, t!(acceptance.org_leaving.title, org = org.clone()), t!(acceptance.org_leaving.text, org))
}

pub(super) fn no_seat(offer: &Offer) -> AnyView {
    let (org, inviter, until) = (offer.org_name.clone(), offer.inviter.clone(), offer.expires_at);
    let until = move || view! { <Moment at=until told=Told::Exact /> };
    view! {
        <DoorHeading title=t!(acceptance.no_seat.title, org = org.clone())>{t!(acceptance.no_seat.text, inviter)}</DoorHeading>
        <p class="mb-6 text-soft">{rich!(acceptance.no_seat.until, <until> = until)}</p>
        {acts(view! { {write_to_inviter(offer, Kind::Primary)} <ButtonLink href=ssr::here()>{t!(shell.problem.again)}</ButtonLink> }.into_any())}
    }
    .into_any()
}

/// Its time is over: a button asks for a new one, once a day. `renew`: where it posts to.
pub(super) fn expired(offer: &Offer, renew: &'static str) -> AnyView {
    if ssr::asked("asked").is_some() {
        return asked(offer);
    }
    let (org, at) = (offer.org_name.clone(), offer.expires_at);
    let until = move || view! { <Moment at told=Told::Exact /> };
    let inviter = offer.inviter.clone();
    view! {
        <DoorHeading title=t!(acceptance.expired.title)>
            {rich!(acceptance.expired.text, inviter = inviter, org = org, <o> = <span />, <until> = until, <b> = <strong class="font-semibold text-text" />)}
        </DoorHeading>
        {ask_for_new(offer, renew)}
    }
    .into_any()
}

fn ask_for_new(offer: &Offer, renew: &'static str) -> AnyView {
    let (id, address) = (offer.id.to_string(), offer.address.to_string());
    view! {
        <form method="post" action=renew class="grid gap-3">
            <input type="hidden" name="id" value=id />
            <p class="text-sm text-soft">
                {rich!(acceptance.expired.next, address = address, <b> = <strong class="font-semibold break-words text-text" />)}
            </p>
            <Button kind=Kind::Primary>{t!(acceptance.expired.ask)}</Button>
        </form>
    }
    .into_any()
}

/// Those who can send it again know that somebody waits.
fn asked(offer: &Offer) -> AnyView {
    let (org, address) = (offer.org_name.clone(), offer.address.to_string());
    view! {
        <DoorHeading title=t!(acceptance.expired.asked.title)>
            {rich!(acceptance.expired.asked.text, org = org, address = address, <o> = <span />, <b> = <strong class="font-semibold break-words text-text" />)}
        </DoorHeading>
    }
    .into_any()
}

/// Two sentences, and a mail to the inviter.
fn said(offer: &Offer, title: impl Into<String>, text: String) -> AnyView {
    view! {
        <DoorHeading title>{text}</DoorHeading>
        {acts(write_to_inviter(offer, Kind::Primary))}
    }
    .into_any()
}

fn acts(acts: AnyView) -> AnyView {
    view! { <div class="grid gap-2">{acts}</div> }.into_any()
}
