use crate::{
    error::ApiError,
    features::door::let_in,
    form::{Done, Form},
    ssr,
};
use leptos::prelude::*;
use portal::{
    flow::{self, Purpose},
    organization::{self, Founding},
    sign_up::{self, Answer, Confirmed, Introduction},
};
use words::Reader;

pub(super) const BEGIN: &str = "sign-up/begin";
pub(super) const CONFIRM: &str = "sign-up/confirm";
pub(super) const MAIL: &str = "sign-up/mail";
pub(super) const INTRODUCE: &str = "sign-up/introduce";
pub(super) const FOUND: &str = "sign-up/organization";

/// Takes the address and has a code mailed to it.
///
/// # Errors
/// To scripts, as [`sign_up::begin`].
#[server(prefix = "/fn", endpoint = "sign-up/begin")]
pub async fn begin_sign_up(
    #[server(default)] address: String,
    #[server(default)] work: String,
    #[server(default)] ticket: String,
) -> Result<(), ApiError> {
    let form = Form::new(BEGIN, "/sign-up?another").keep("address", &address).keep("ticket", &ticket);
    form.answer(async {
        let (portal, visitor, locale) = (ssr::portal()?, ssr::newcomer()?, Reader::current().locale);
        sign_up::begin(&portal, &visitor, &address, locale, Answer { work: &work, ticket: &ticket }).await?;
        Ok(Done::to("/sign-up/code"))
    })
    .await
}

/// Has a further code mailed.
///
/// # Errors
/// To scripts, as [`flow::mail`].
#[server(prefix = "/fn", endpoint = "sign-up/mail")]
pub async fn mail_sign_up_code() -> Result<(), ApiError> {
    let form = Form::new(MAIL, "/sign-up/code");
    form.answer(async {
        flow::mail(&ssr::portal()?, &ssr::newcomer()?, Purpose::SignUp).await?;
        Ok(Done::back())
    })
    .await
}

/// Takes the code.
///
/// # Errors
/// To scripts, as [`sign_up::confirm`].
#[server(prefix = "/fn", endpoint = "sign-up/confirm")]
pub async fn confirm_sign_up(#[server(default)] code: String) -> Result<(), ApiError> {
    let form = Form::new(CONFIRM, "/sign-up/code");
    form.answer(async {
        match sign_up::confirm(&ssr::portal()?, &ssr::newcomer()?, &code).await? {
            Confirmed::New => Ok(Done::to("/sign-up/you")),
            Confirmed::Known(now) => let_in(now, "/").await,
        }
    })
    .await
}

/// Takes name, password and terms.
///
/// # Errors
/// To scripts, as [`sign_up::introduce`].
#[server(prefix = "/fn", endpoint = "sign-up/introduce")]
pub async fn introduce(
    #[server(default)] name: String,
    #[server(default)] password: String,
    #[server(default)] terms: bool,
    #[server(default)] terms_version: String,
    #[server(default)] zone: String,
) -> Result<(), ApiError> {
    let form = Form::new(INTRODUCE, "/sign-up/you").keep("name", &name).keep("terms", if terms { "true" } else { "" });
    form.answer(async {
        let locale = Reader::current().locale;
        let typed = Introduction { name: &name, password: &password, accepts_terms: terms, terms_version: &terms_version, locale, zone: &zone };
        let now = sign_up::introduce(&ssr::portal()?, &ssr::visitor(), typed).await?;
        let_in(now, "/sign-up/organization").await
    })
    .await
}

/// Makes the organisation.
///
/// # Errors
/// To scripts, as [`organization::found`].
#[server(prefix = "/fn", endpoint = "sign-up/organization")]
pub async fn found_organization(
    #[server(default)] name: String,
    #[server(default)] slug: String,
    #[server(default)] locale: String,
    #[server(default)] zone: String,
) -> Result<(), ApiError> {
    let form = Form::new(FOUND, "/sign-up/organization").keep("name", &name).keep("slug", &slug).keep("locale", &locale).keep("zone", &zone);
    form.answer(async {
        let typed = Founding { name: &name, slug: &slug, locale: &locale, zone: &zone };
        let slug = organization::found(&ssr::portal()?, &ssr::visitor(), typed).await?;
        Ok(Done::to(format!("/o/{slug}")))
    })
    .await
}
