use crate::{
    cookie,
    error::ApiError,
    features::door::{let_in, let_out},
    form::{Done, Form},
    ssr,
};
use contract::{InvitationId, LocalPath, Rule};
use leptos::prelude::*;
use portal::{
    Error, Result as PortalResult,
    flow::{self, Purpose},
    invitation::{self, Acceptance, Accepted},
    sign_in,
    sign_up::Introduction,
};
use words::{Reader, t};

pub(super) const ACCEPT: &str = "invitation/accept";
pub(super) const JOIN: &str = "invitation/join";
pub(super) const SIGN_IN: &str = "invitation/sign-in";
pub(super) const ASK_CODE: &str = "invitation/ask-for-code";
pub(super) const MAIL: &str = "invitation/mail";
pub(super) const CODE: &str = "invitation/code";
pub(super) const CHANGE_OVER: &str = "invitation/change-over";
pub(super) const RENEW: &str = "invitation/renew";

const PAGE: &str = "/invitation";

/// Accepts by the button, as whoever is signed in.
///
/// # Errors
/// To scripts, as [`invitation::accept`].
#[server(prefix = "/fn", endpoint = "invitation/accept")]
pub async fn accept_invitation(#[server(default)] id: String) -> Result<(), ApiError> {
    let form = Form::new(ACCEPT, PAGE);
    form.answer(async {
        let accepted = invitation::accept(&ssr::portal()?, &ssr::visitor(), &secret(), read(&id)?).await?;
        Ok(welcome(&accepted))
    })
    .await
}

/// Accepts an invitation of one's own list.
///
/// # Errors
/// To scripts, as [`invitation::accept_pending`].
#[server(prefix = "/fn", endpoint = "invitation/accept-own")]
pub async fn accept_own_invitation(#[server(default)] id: String) -> Result<(), ApiError> {
    let form = Form::new(ACCEPT, own_page(&id));
    form.answer(async {
        let accepted = invitation::accept_pending(&ssr::portal()?, &ssr::visitor(), read(&id)?).await?;
        Ok(welcome(&accepted))
    })
    .await
}

/// Accepts as somebody new, with name, password and terms.
///
/// # Errors
/// To scripts, as [`invitation::accept_as_newcomer`].
#[server(prefix = "/fn", endpoint = "invitation/join")]
pub async fn join_as_newcomer(
    #[server(default)] id: String,
    #[server(default)] name: String,
    #[server(default)] password: String,
    #[server(default)] terms: bool,
    #[server(default)] terms_version: String,
    #[server(default)] zone: String,
) -> Result<(), ApiError> {
    let form = Form::new(JOIN, PAGE).keep("name", &name).keep("terms", if terms { "true" } else { "" });
    form.answer(async {
        let (portal, locale) = (ssr::portal()?, Reader::current().locale);
        let typed = Introduction { name: &name, password: &password, accepts_terms: terms, terms_version: &terms_version, locale, zone: &zone };
        let now = invitation::accept_as_newcomer(&portal, &ssr::visitor(), &secret(), read(&id)?, typed).await?;
        Ok(let_in(now, "/").await?.saying(t!(acceptance.welcome)))
    })
    .await
}

/// Leads to signing in as the one the invitation is for, and back.
///
/// # Errors
/// To scripts, as [`sign_in::begin`]; `Gone(FlowOver)` when there is nothing to sign in for (any more).
#[server(prefix = "/fn", endpoint = "invitation/sign-in")]
pub async fn sign_in_to_accept() -> Result<(), ApiError> {
    let form = Form::new(SIGN_IN, PAGE);
    form.answer(async {
        let (portal, visitor, locale) = (ssr::portal()?, ssr::visit()?, Reader::current().locale);
        let Acceptance::SignIn(offer) = invitation::look(&portal, &visitor, &secret()).await? else { return Err(Error::Gone(Rule::FlowOver)) };
        sign_in::begin(&portal, &visitor, offer.address.as_str(), locale, LocalPath::parse(PAGE).ok()).await?;
        Ok(Done::to("/sign-in/password"))
    })
    .await
}

/// Signs out whoever is signed in, for the one the invitation is for.
///
/// # Errors
/// To scripts, `Internal`.
#[server(prefix = "/fn", endpoint = "invitation/change-over")]
pub async fn change_over() -> Result<(), ApiError> {
    let form = Form::new(CHANGE_OVER, PAGE);
    form.answer(async {
        let_out().await?;
        Ok(Done::back())
    })
    .await
}

/// Has a code mailed to the address the invitation is for.
///
/// # Errors
/// To scripts, as [`invitation::ask_for_code`].
#[server(prefix = "/fn", endpoint = "invitation/ask-for-code")]
pub async fn ask_for_invitation_code() -> Result<(), ApiError> {
    let form = Form::new(ASK_CODE, PAGE);
    form.answer(async {
        invitation::ask_for_code(&ssr::portal()?, &ssr::newcomer()?, &secret(), Reader::current().locale).await?;
        Ok(Done::back())
    })
    .await
}

/// Has a further code mailed.
///
/// # Errors
/// To scripts, as [`flow::mail`].
#[server(prefix = "/fn", endpoint = "invitation/mail")]
pub async fn mail_invitation_code() -> Result<(), ApiError> {
    let form = Form::new(MAIL, PAGE);
    form.answer(async {
        flow::mail(&ssr::portal()?, &ssr::newcomer()?, Purpose::Invitation).await?;
        Ok(Done::back())
    })
    .await
}

/// Takes the code.
///
/// # Errors
/// To scripts, as [`invitation::prove`].
#[server(prefix = "/fn", endpoint = "invitation/code")]
pub async fn prove_invited(#[server(default)] code: String) -> Result<(), ApiError> {
    let form = Form::new(CODE, PAGE);
    form.answer(async {
        invitation::prove(&ssr::portal()?, &ssr::newcomer()?, &code).await?;
        Ok(Done::back())
    })
    .await
}

/// Asks whoever can send it again for a new one. Asked twice within a day it says the same: they have been asked.
///
/// # Errors
/// To scripts, as [`invitation::ask_for_new`].
#[server(prefix = "/fn", endpoint = "invitation/renew")]
pub async fn ask_for_new_invitation() -> Result<(), ApiError> {
    let form = Form::new(RENEW, PAGE);
    form.answer(async { asked(PAGE, invitation::ask_for_new(&ssr::portal()?, &ssr::visitor(), &secret()).await) }).await
}

/// The same for an invitation of one's own list.
///
/// # Errors
/// To scripts, as [`invitation::ask_for_new_of_mine`].
#[server(prefix = "/fn", endpoint = "invitation/renew-own")]
pub async fn ask_for_new_own_invitation(#[server(default)] id: String) -> Result<(), ApiError> {
    let page = own_page(&id);
    let form = Form::new(RENEW, page.clone());
    form.answer(async { asked(&page, invitation::ask_for_new_of_mine(&ssr::portal()?, &ssr::visitor(), read(&id)?).await) }).await
}

fn asked(page: &str, answer: PortalResult<()>) -> PortalResult<Done> {
    match answer {
        Ok(()) | Err(Error::Limited(_)) => Ok(Done::to(format!("{page}?asked"))),
        // Meanwhile it is open again, accepted or revoked: the page says which.
        Err(Error::Gone(_)) => Ok(Done::back()),
        Err(error) => Err(error),
    }
}

/// Where an invitation of one's own list is.
fn own_page(id: &str) -> String {
    read(id).map_or_else(|_| "/organizations".to_owned(), |id| format!("/invitations/{id}"))
}

fn secret() -> String {
    ssr::cookie(cookie::INVITATION).unwrap_or_default()
}

fn read(id: &str) -> PortalResult<InvitationId> {
    id.parse().map_err(|_| Error::NotFound)
}

fn welcome(accepted: &Accepted) -> Done {
    Done::to(format!("/o/{}", accepted.org)).saying(t!(acceptance.welcome))
}
