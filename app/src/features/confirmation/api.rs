use crate::{
    cookie,
    error::ApiError,
    features::door::let_in,
    form::{Done, Form},
    ssr,
};
use contract::Rule;
use leptos::prelude::*;
use portal::{
    Error,
    confirmation::{self, Outcome},
    secret::Secret,
    sign_up::Confirmed,
};

pub(super) const PRESS: &str = "confirm";

/// Presses the button.
///
/// # Errors
/// To scripts, as [`confirmation::press`].
#[server(prefix = "/fn", endpoint = "confirm")]
pub async fn press() -> Result<(), ApiError> {
    let form = Form::new(PRESS, "/confirm");
    form.answer(async {
        let link = ssr::cookie(cookie::LINK).as_deref().and_then(Secret::parse).ok_or(Error::Gone(Rule::FlowOver))?;
        let outcome = confirmation::press(&ssr::portal()?, &ssr::visitor(), &link).await?;
        ssr::set_cookie(cookie::LINK, "", Some(0));
        match outcome {
            Outcome::SignUp(Confirmed::New) => {
                ssr::newcomer()?;
                Ok(Done::to("/sign-up/you"))
            }
            Outcome::SignUp(Confirmed::Known(now)) | Outcome::SignIn(now) => let_in(now, "/").await,
            Outcome::Recovery => Ok(Done::to("/recovery/password")),
            Outcome::Invitation => {
                ssr::newcomer()?;
                Ok(Done::to("/invitation"))
            }
            Outcome::AddressChange => Ok(Done::to("/account/address")),
        }
    })
    .await
}
