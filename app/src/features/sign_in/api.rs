use crate::{
    error::ApiError,
    features::door::{let_in, let_out},
    form::{Done, Form},
    ssr,
};
use contract::LocalPath;
use leptos::prelude::*;
use portal::sign_in;
use words::Reader;

pub(super) const BEGIN: &str = "sign-in/begin";
pub(super) const PASSWORD: &str = "sign-in/password";
pub(super) const MAIL: &str = "sign-in/mail";
pub(super) const CODE: &str = "sign-in/code";

/// Takes the address, and where the person was going; any that isn't a path of ours is forgotten.
///
/// # Errors
/// To scripts, as [`sign_in::begin`].
#[server(prefix = "/fn", endpoint = "sign-in/begin")]
pub async fn begin_sign_in(#[server(default)] address: String, #[server(default)] next: String) -> Result<(), ApiError> {
    let form = Form::new(BEGIN, "/sign-in").keep("address", &address).keep("next", &next);
    form.answer(async {
        let (portal, visitor, locale) = (ssr::portal()?, ssr::visit()?, Reader::current().locale);
        let address = sign_in::begin(&portal, &visitor, &address, locale, LocalPath::parse(&next).ok()).await?;
        // Whom a connection has proven already is here for a proof of their own. Else it is asked of the domain alone: an address that nobody
        // has gets the same answer.
        let proven_by_connection = visitor.anybody().is_ok() && visitor.person().is_err();
        let led = !proven_by_connection && !sign_in::of_domain(&portal, address.domain()).await?.is_empty();
        Ok(Done::to(if led { "/sign-in/sso" } else { "/sign-in/password" }))
    })
    .await
}

/// Signs in by password.
///
/// # Errors
/// To scripts, as [`sign_in::by_password`].
#[server(prefix = "/fn", endpoint = "sign-in/password")]
pub async fn sign_in_by_password(#[server(default)] password: String) -> Result<(), ApiError> {
    let form = Form::new(PASSWORD, "/sign-in/password");
    form.answer(async {
        let now = sign_in::by_password(&ssr::portal()?, &ssr::visitor(), &password).await?;
        let_in(now, "/").await
    })
    .await
}

/// Has a code mailed, the first or a further one.
///
/// # Errors
/// To scripts, as [`sign_in::mail_code`].
#[server(prefix = "/fn", endpoint = "sign-in/mail")]
pub async fn mail_sign_in_code() -> Result<(), ApiError> {
    let form = Form::new(MAIL, "/sign-in/code");
    form.answer(async {
        sign_in::mail_code(&ssr::portal()?, &ssr::visitor()).await?;
        Ok(Done::back())
    })
    .await
}

/// Signs in by the code.
///
/// # Errors
/// To scripts, as [`sign_in::by_code`].
#[server(prefix = "/fn", endpoint = "sign-in/code")]
pub async fn sign_in_by_code(#[server(default)] code: String) -> Result<(), ApiError> {
    let form = Form::new(CODE, "/sign-in/code");
    form.answer(async {
        let now = sign_in::by_code(&ssr::portal()?, &ssr::visitor(), &code).await?;
        let_in(now, "/").await
    })
    .await
}

/// Signs out here. Whoever is signed out already is led to the same page.
///
/// # Errors
/// `Internal`.
#[server(prefix = "/fn", endpoint = "sign-out")]
pub async fn sign_out() -> Result<(), ApiError> {
    let_out().await?;
    ssr::see_other("/sign-in");
    Ok(())
}
