use crate::{
    error::ApiError,
    features::members::PeopleTab,
    form::{Done, Form},
    ssr,
};
use contract::RequestId;
use leptos::prelude::*;
use portal::{Error, access::permission::DecideRequests, join_request};
use words::t;

pub(super) const DECISION: &str = "requests/decision";

/// Lets somebody in who asked.
///
/// # Errors
/// To scripts, as [`join_request::approve`].
#[server(prefix = "/fn", endpoint = "requests/approve")]
pub async fn approve_request(
    #[server(default)] org: String,
    #[server(default)] request: String,
    #[server(default)] roles: Vec<String>,
) -> Result<(), ApiError> {
    let form = Form::new(DECISION, PeopleTab::Requests.path(&org)).keep("request", &request).keep_all("roles", &roles);
    form.answer(async {
        let can = ssr::org::<DecideRequests>(&org).await?;
        join_request::approve(&can, id(&request)?, &roles).await?;
        Ok(Done::back().saying(t!(requests.approved)))
    })
    .await
}

/// Declines.
///
/// # Errors
/// To scripts, as [`join_request::decline`].
#[server(prefix = "/fn", endpoint = "requests/decline")]
pub async fn decline_request(#[server(default)] org: String, #[server(default)] request: String) -> Result<(), ApiError> {
    let form = Form::new(DECISION, PeopleTab::Requests.path(&org)).keep("request", &request);
    form.answer(async {
        let can = ssr::org::<DecideRequests>(&org).await?;
        join_request::decline(&can, id(&request)?).await?;
        Ok(Done::back().saying(t!(requests.declined)))
    })
    .await
}

fn id(text: &str) -> portal::Result<RequestId> {
    text.parse().map_err(|_| Error::NotFound)
}
