use crate::{
    error::ApiError,
    features::door::let_in,
    form::{Done, Form},
    ssr,
};
use leptos::prelude::*;
use portal::{
    flow::{self, Purpose},
    recovery,
};
use words::{Reader, t};

pub(super) const BEGIN: &str = "recovery/begin";
pub(super) const MAIL: &str = "recovery/mail";
pub(super) const CONFIRM: &str = "recovery/confirm";
pub(super) const FINISH: &str = "recovery/finish";

/// Takes the address and has a code mailed to it.
///
/// # Errors
/// To scripts, as [`recovery::begin`].
#[server(prefix = "/fn", endpoint = "recovery/begin")]
pub async fn begin_recovery(#[server(default)] address: String) -> Result<(), ApiError> {
    let form = Form::new(BEGIN, "/recovery").keep("address", &address);
    form.answer(async {
        recovery::begin(&ssr::portal()?, &ssr::visit()?, &address, Reader::current().locale).await?;
        Ok(Done::to("/recovery/code"))
    })
    .await
}

/// Has a further code mailed.
///
/// # Errors
/// To scripts, as [`flow::mail`].
#[server(prefix = "/fn", endpoint = "recovery/mail")]
pub async fn mail_recovery_code() -> Result<(), ApiError> {
    let form = Form::new(MAIL, "/recovery/code");
    form.answer(async {
        flow::mail(&ssr::portal()?, &ssr::visitor(), Purpose::Recovery).await?;
        Ok(Done::back())
    })
    .await
}

/// Takes the code.
///
/// # Errors
/// To scripts, as [`recovery::confirm`].
#[server(prefix = "/fn", endpoint = "recovery/confirm")]
pub async fn confirm_recovery(#[server(default)] code: String) -> Result<(), ApiError> {
    let form = Form::new(CONFIRM, "/recovery/code");
    form.answer(async {
        recovery::confirm(&ssr::portal()?, &ssr::visitor(), &code).await?;
        Ok(Done::to("/recovery/password"))
    })
    .await
}

/// Takes the new password and signs in.
///
/// # Errors
/// To scripts, as [`recovery::finish`].
#[server(prefix = "/fn", endpoint = "recovery/finish")]
pub async fn finish_recovery(#[server(default)] password: String) -> Result<(), ApiError> {
    let form = Form::new(FINISH, "/recovery/password");
    form.answer(async {
        let now = recovery::finish(&ssr::portal()?, &ssr::visitor(), &password).await?;
        Ok(let_in(now, "/").await?.saying(t!(door.recovery.done)))
    })
    .await
}
