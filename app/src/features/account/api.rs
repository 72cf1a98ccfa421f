use super::room::Section;
use crate::{
    error::ApiError,
    form::{Done, Form},
    ssr,
};
use contract::{Locale, SessionId};
use leptos::prelude::*;
use portal::{Error, account};
use words::{Reader, t};

pub(super) const PROFILE: &str = "account/profile";
pub(super) const ADDRESS: &str = "account/address";
pub(super) const ADDRESS_CODES: &str = "account/address/codes";
pub(super) const PASSWORD: &str = "account/password";
pub(super) const SESSIONS: &str = "account/sessions";

/// Changes name, language and zone.
///
/// # Errors
/// To scripts, as [`account::change_profile`].
#[server(prefix = "/fn", endpoint = "account/profile")]
pub async fn change_profile(
    #[server(default)] name: String,
    #[server(default)] locale: String,
    #[server(default)] zone: String,
) -> Result<(), ApiError> {
    let form = Form::new(PROFILE, Section::Profile.path()).keep("name", &name).keep("locale", &locale).keep("zone", &zone);
    form.answer(async {
        account::change_profile(&ssr::portal()?, &ssr::visitor(), &name, &locale, &zone).await?;
        // In the language that the page will have now.
        provide_context(Reader { locale: Locale::from_tag(&locale).unwrap_or_default(), ..Reader::current() });
        Ok(Done::back().saying(t!(account.saved)))
    })
    .await
}

/// Begins to move to another address.
///
/// # Errors
/// To scripts, as [`account::change_address`].
#[server(prefix = "/fn", endpoint = "account/address")]
pub async fn change_address(#[server(default)] address: String) -> Result<(), ApiError> {
    let form = Form::new(ADDRESS, Section::Address.path()).keep("address", &address);
    form.answer(async {
        account::change_address(&ssr::portal()?, &ssr::visitor(), &address).await?;
        Ok(Done::back())
    })
    .await
}

/// Takes the codes of both addresses.
///
/// # Errors
/// To scripts, as [`account::confirm_address`].
#[server(prefix = "/fn", endpoint = "account/address/confirm")]
pub async fn confirm_address(#[server(default)] current_code: String, #[server(default)] code: String) -> Result<(), ApiError> {
    let form = Form::new(ADDRESS_CODES, Section::Address.path());
    form.answer(async {
        account::confirm_address(&ssr::portal()?, &ssr::visitor(), &current_code, &code).await?;
        Ok(Done::back().saying(t!(account.address.changed)))
    })
    .await
}

/// Has further codes mailed.
///
/// # Errors
/// To scripts, as [`account::mail_address_codes`].
#[server(prefix = "/fn", endpoint = "account/address/mail")]
pub async fn mail_address_codes() -> Result<(), ApiError> {
    let form = Form::new(ADDRESS_CODES, Section::Address.path());
    form.answer(async {
        account::mail_address_codes(&ssr::portal()?, &ssr::visitor()).await?;
        Ok(Done::back())
    })
    .await
}

/// Leaves it at the present address.
///
/// # Errors
/// To scripts, as [`account::cancel_address_change`].
#[server(prefix = "/fn", endpoint = "account/address/cancel")]
pub async fn cancel_address_change() -> Result<(), ApiError> {
    let form = Form::new(ADDRESS_CODES, Section::Address.path());
    form.answer(async {
        account::cancel_address_change(&ssr::portal()?, &ssr::visitor()).await?;
        Ok(Done::back())
    })
    .await
}

/// Changes the password.
///
/// # Errors
/// To scripts, as [`account::change_password`].
#[server(prefix = "/fn", endpoint = "account/password")]
pub async fn change_password(#[server(default)] current: String, #[server(default)] password: String) -> Result<(), ApiError> {
    let form = Form::new(PASSWORD, Section::Password.path());
    form.answer(async {
        account::change_password(&ssr::portal()?, &ssr::visitor(), &current, &password).await?;
        Ok(Done::back().saying(t!(account.password.changed)))
    })
    .await
}

/// Ends one of one's sessions; the one that asks is signed out like any other.
///
/// # Errors
/// To scripts, as [`account::revoke`].
#[server(prefix = "/fn", endpoint = "account/sessions/end")]
pub async fn end_own_session(#[server(default)] session: String) -> Result<(), ApiError> {
    let form = Form::new(SESSIONS, Section::Sessions.path());
    form.answer(async {
        let session: SessionId = session.parse().map_err(|_| Error::NotFound)?;
        account::revoke(&ssr::portal()?, &ssr::visitor(), session).await?;
        Ok(Done::back().saying(t!(account.sessions.ended)))
    })
    .await
}

/// Signs out here and everywhere.
///
/// # Errors
/// To scripts, as [`account::sign_out_everywhere`].
#[server(prefix = "/fn", endpoint = "sign-out/everywhere")]
pub async fn sign_out_everywhere() -> Result<(), ApiError> {
    let form = Form::new(SESSIONS, Section::Sessions.path());
    form.answer(async {
        account::sign_out_everywhere(&ssr::portal()?, &ssr::visitor()).await?;
        ssr::end_session().await?;
        Ok(Done::to("/sign-in"))
    })
    .await
}
