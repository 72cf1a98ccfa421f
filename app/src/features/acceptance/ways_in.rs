//! The states that lead in: each has one form.

use super::{
    api::{self, ACCEPT, ASK_CODE, CODE, JOIN, MAIL, SIGN_IN},
    parts::WRAPS,
};
use crate::{
    features::door::{SendAgain, code_flaw, first_of, introduction, introduction_fields, went_wrong},
    features::sign_in,
    form::Filled,
    ui::{Banner, Button, CodeInput, FormProblem, Kind, Tone},
};
use contract::{LocalPath, ProblemKind};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{flow::Again, invitation::Offer, sign_in::WayIn};
use words::{rich, t};

/// Somebody new: their organisation's own way, if there is one for their address; or name, password, terms.
pub(super) async fn newcomer(offer: &Offer, ways: &[WayIn]) -> portal::Result<AnyView> {
    let form = first_of(&[JOIN, CODE]).await;
    let fields = introduction(&form, offer.address.as_str(), &offer.name)?;
    let (id, org) = (offer.id.to_string(), offer.org_name.clone());
    let by_provider = (!ways.is_empty()).then(|| {
        view! {
            <div class="mb-6 grid gap-2 border-b border-line pb-6">
                <p class="text-sm text-soft">{t!(acceptance.newcomer.by_provider, org = org.clone())}</p>
                {sign_in::ways_in(ways, home(offer).as_ref(), Some(offer.address.as_str()))}
            </div>
        }
    });
    Ok(view! {
        {by_provider}
        <h2 class="mb-4 font-semibold">{t!(acceptance.newcomer.title)}</h2>
        <FormProblem problem=form.problem().cloned() fields=introduction_fields() />
        <form method="post" action=api::JoinAsNewcomer::url() class="grid gap-5">
            <input type="hidden" name="id" value=id />
            {fields}
            <Button kind=Kind::Primary class=WRAPS>{t!(acceptance.newcomer.join, org = org)}</Button>
        </form>
        {no_thanks()}
    }
    .into_any())
}

/// Somebody who has an account and isn't signed in: to signing in, and back.
pub(super) async fn sign_in(offer: &Offer) -> AnyView {
    let form = first_of(&[SIGN_IN, CODE]).await;
    let address = offer.address.to_string();
    view! {
        {wrong(&form)}
        <form method="post" action=api::SignInToAccept::url() class="grid gap-3">
            <p class="text-sm text-soft">
                {rich!(acceptance.sign_in.text, address = address, <b> = <strong class="font-semibold break-words text-text" />)}
            </p>
            <Button kind=Kind::Primary>{t!(acceptance.sign_in.submit)}</Button>
        </form>
        {no_thanks()}
    }
    .into_any()
}

/// Signed in as the one it is for: a button.
pub(super) async fn accept(offer: &Offer, action: &'static str) -> AnyView {
    let form = Filled::of(ACCEPT).await;
    let (id, org, address) = (offer.id.to_string(), offer.org_name.clone(), offer.address.to_string());
    view! {
        {wrong(&form)}
        <form method="post" action=action class="grid gap-3">
            <input type="hidden" name="id" value=id />
            <Button kind=Kind::Primary class=WRAPS>{t!(acceptance.accept.submit, org = org)}</Button>
            <p class="text-center text-sm text-muted">
                {rich!(acceptance.accept.signed_in_as, address = address, <b> = <strong class="font-semibold break-words text-soft" />)}
            </p>
        </form>
        {no_thanks()}
    }
    .into_any()
}

/// The link was handed over: a code to the address first.
pub(super) async fn verify(offer: &Offer, code: Option<Again>) -> AnyView {
    let form = first_of(&[ASK_CODE, CODE, MAIL]).await;
    let address = offer.address.to_string();
    let Some(again) = code else {
        return view! {
            {wrong(&form)}
            <form method="post" action=api::AskForInvitationCode::url() class="grid gap-3">
                <p class="text-sm text-soft">
                    {rich!(acceptance.verify.text, address = address, <b> = <strong class="font-semibold break-words text-text" />)}
                </p>
                <Button kind=Kind::Primary>{t!(acceptance.verify.mail)}</Button>
            </form>
            {no_thanks()}
        }
        .into_any();
    };
    view! {
        <p class="mb-4 text-sm text-soft">
            {rich!(acceptance.verify.sent, address = address, <b> = <strong class="font-semibold break-words text-text" />)}
        </p>
        {wrong(&form)}
        <form method="post" action=api::ProveInvited::url() class="grid gap-6">
            <CodeInput name="code" label=t!(door.code) autofocus=true error=form.flaw("code").map(code_flaw) />
            <Button kind=Kind::Primary>{t!(common.proceed)}</Button>
        </form>
        <SendAgain action=api::MailInvitationCode::url() again />
    }
    .into_any()
}

/// What was wrong; where another invitation has been opened in this browser since, that.
fn wrong(form: &Filled) -> AnyView {
    if form.problem().is_some_and(|problem| problem.kind == ProblemKind::NotFound) {
        return view! {
            <div class="mb-5">
                <Banner tone=Tone::Warn title=t!(acceptance.another.title)>{t!(acceptance.another.text)}</Banner>
            </div>
        }
        .into_any();
    }
    went_wrong(form)
}

/// Nobody has to say no.
fn no_thanks() -> AnyView {
    view! { <p class="mt-6 text-center text-sm text-muted">{t!(acceptance.no_thanks)}</p> }.into_any()
}

/// The organisation's own way: coming in by it accepts the invitation.
pub(super) fn single_sign_on(offer: &Offer, ways: &[WayIn]) -> AnyView {
    let org = offer.org_name.clone();
    let text = if ways.is_empty() { t!(acceptance.single_sign_on.none, org) } else { t!(acceptance.single_sign_on.text, org) };
    view! {
        <p class="mb-5 text-soft">{text}</p>
        {sign_in::ways_in(ways, home(offer).as_ref(), Some(offer.address.as_str()))}
    }
    .into_any()
}

fn home(offer: &Offer) -> Option<LocalPath> {
    LocalPath::parse(&format!("/o/{}", offer.org_slug)).ok()
}
