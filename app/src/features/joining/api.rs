use super::Back;
use crate::{
    error::ApiError,
    form::{Done, Form},
    ssr,
};
use contract::OrgId;
use leptos::prelude::*;
use portal::{
    Error,
    join_request::{self, Outcome},
};
use words::t;

pub const ASK: &str = "joining/ask";
pub const WITHDRAW: &str = "joining/withdraw";

/// Asks to join an organisation that welcomes this address.
///
/// # Errors
/// To scripts, as [`join_request::ask`].
#[server(prefix = "/fn", endpoint = "joining/ask")]
pub async fn ask_to_join(
    #[server(default)] org: String,
    #[server(default)] message: String,
    #[server(default)] back: String,
) -> Result<(), ApiError> {
    let form = Form::new(ASK, Back::from_key(&back).path()).keep("message", &message);
    form.answer(async {
        let visitor = ssr::visitor();
        visitor.person()?;
        Ok(match join_request::ask(&ssr::portal()?, &visitor, read(&org)?, &message).await? {
            Outcome::Waits => Done::back(),
            Outcome::Joined => Done::to("/organizations").saying(t!(joining.joined)),
        })
    })
    .await
}

/// Takes one's own request back.
///
/// # Errors
/// To scripts, as [`join_request::withdraw`].
#[server(prefix = "/fn", endpoint = "joining/withdraw")]
pub async fn withdraw_request(#[server(default)] org: String, #[server(default)] back: String) -> Result<(), ApiError> {
    let form = Form::new(WITHDRAW, Back::from_key(&back).path());
    form.answer(async {
        let visitor = ssr::visitor();
        visitor.person()?;
        join_request::withdraw(&ssr::portal()?, &visitor, read(&org)?).await?;
        Ok(Done::back().saying(t!(joining.withdrawn)))
    })
    .await
}

fn read(org: &str) -> portal::Result<OrgId> {
    org.parse().map_err(|_| Error::NotFound)
}
