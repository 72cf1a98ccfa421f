use super::out::{leave, only_as_a_page};
use crate::{
    features::door::room,
    shell::DoorHeading,
    ssr,
    ui::{ButtonLink, Kind},
};
use leptos::prelude::*;
use portal::{Error, Result, federation, federation::tests, secret::Secret};
use words::{Reader, t};

/// Where a test's link leads: who asks, that nothing will be made of it, and a button.
///
/// # Errors
/// `NotFound` when the link is over.
pub async fn test_page() -> Result<AnyView> {
    let link = link()?;
    let invited = tests::invited(&ssr::portal()?, &link).await?.ok_or(Error::NotFound)?;
    let (who, org, connection) = (invited.asked_by, invited.org_name, invited.connection_name);
    let title = if invited.for_colleague { t!(federation.trial.asked, who = who) } else { t!(federation.trial.own).to_owned() };
    let go = format!("/sso/test/{}/go", link.reveal());
    room(view! {
        <DoorHeading title>{t!(federation.trial.text, connection = connection, org = org)}</DoorHeading>
        <div class="grid gap-4">
            <ButtonLink href=go kind=Kind::Primary>{t!(common.proceed)}</ButtonLink>
            <p class="text-sm text-muted">{t!(federation.trial.nothing)}</p>
        </div>
    })
}

/// Sends whoever runs a test to the provider.
///
/// # Errors
/// As [`federation::begin_test`].
pub async fn test_go() -> Result<AnyView> {
    only_as_a_page()?;
    leave(federation::begin_test(&ssr::portal()?, &ssr::visitor(), &link()?, Reader::current().locale).await?)
}

/// The end of a test, for whoever ran it.
///
/// # Errors
/// `Internal` outside a request.
pub async fn test_done() -> Result<AnyView> {
    room(view! { <DoorHeading title=t!(federation.trial.done.title)>{t!(federation.trial.done.text)}</DoorHeading> })
}

fn link() -> Result<Secret> {
    Secret::parse(&ssr::param("secret")).ok_or(Error::NotFound)
}
