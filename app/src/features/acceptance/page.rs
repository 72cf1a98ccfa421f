use super::{api, heading, refusal, ways_in};
use crate::{
    cookie,
    features::door::{room, went_wrong},
    form::Filled,
    ssr,
};
use contract::InvitationId;
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Error,
    invitation::{self, Acceptance, Offer},
    zone,
};
use words::Reader;

/// Behind the link of a mail. Looking spends nothing.
///
/// # Errors
/// What keeps the page from being shown.
pub async fn link_page() -> portal::Result<AnyView> {
    let secret = ssr::cookie(cookie::INVITATION).unwrap_or_default();
    let state = invitation::look(&ssr::portal()?, &ssr::visitor(), &secret).await?;
    show(state, Acts { accept: api::AcceptInvitation::url(), renew: api::AskForNewInvitation::url() }).await
}

/// An invitation of one's own list.
///
/// # Errors
/// `Unauthenticated` · `NotFound` unless it is open and one's own.
pub async fn own_page() -> portal::Result<AnyView> {
    let id: InvitationId = ssr::param("invitation").parse().map_err(|_| Error::NotFound)?;
    let state = invitation::look_at_mine(&ssr::portal()?, &ssr::visitor(), id).await?;
    show(state, Acts { accept: api::AcceptOwnInvitation::url(), renew: api::AskForNewOwnInvitation::url() }).await
}

/// Where the buttons post to: an invitation is found by its link, or in one's own list.
#[derive(Clone, Copy)]
struct Acts {
    accept: &'static str,
    renew: &'static str,
}

async fn show(state: Acceptance, acts: Acts) -> portal::Result<AnyView> {
    let vendor = ssr::vendor();
    let page = match state {
        Acceptance::Unknown => {
            ssr::set_status(404);
            refusal::unknown()
        }
        Acceptance::Newcomer { offer, ways } => beside(&offer, &vendor, ways_in::newcomer(&offer, &ways).await?),
        Acceptance::SignIn(offer) => beside(&offer, &vendor, ways_in::sign_in(&offer).await),
        Acceptance::Accept(offer) => beside(&offer, &vendor, ways_in::accept(&offer, acts.accept).await),
        Acceptance::NeedsVerification { offer, code } => beside(&offer, &vendor, ways_in::verify(&offer, code).await),
        Acceptance::NeedsSingleSignOn { offer, ways } => beside(&offer, &vendor, ways_in::single_sign_on(&offer, &ways)),
        Acceptance::SomebodyElse { offer, signed_in_as } => failed(api::CHANGE_OVER, refusal::somebody_else(&offer, signed_in_as.as_str())).await,
        Acceptance::AlreadyMember(offer) => refusal::already_member(&offer),
        Acceptance::Accepted(offer) => refusal::accepted(&offer),
        Acceptance::Suspended(offer) => refusal::suspended(&offer),
        Acceptance::Expired(offer) => failed(api::RENEW, read_there(&offer, |offer| refusal::expired(offer, acts.renew))).await,
        Acceptance::Revoked(offer) => refusal::revoked(&offer),
        Acceptance::InviterMayNot(offer) => failed(api::RENEW, refusal::inviter_may_not(&offer, acts.renew)).await,
        Acceptance::NoSeat(offer) => read_there(&offer, refusal::no_seat),
        Acceptance::OrgSuspended(offer) => refusal::org_suspended(&offer),
        Acceptance::OrgLeaving(offer) => refusal::org_leaving(&offer),
    };
    room(page)
}

/// A page with one button, below what was wrong when it was pressed.
async fn failed(form: &'static str, page: AnyView) -> AnyView {
    view! { {went_wrong(&Filled::of(form).await)} {page} }.into_any()
}

/// What the invitation says of itself, and below it the way in.
fn beside(offer: &Offer, vendor: &str, way_in: AnyView) -> AnyView {
    let facts = read_there(offer, super::parts::facts);
    view! { {heading(offer, vendor)} {facts} {way_in} }.into_any()
}

/// Clocks are those of the organisation for whoever isn't signed in: nearer to them than UTC.
fn read_there(offer: &Offer, page: impl FnOnce(&Offer) -> AnyView) -> AnyView {
    if ssr::visitor().signed_in.is_none() {
        provide_context(Reader { zone: zone::get(&offer.zone), ..Reader::current() });
    }
    page(offer)
}
