use crate::{
    error::ApiError,
    features::door::{let_out, room, went_wrong},
    form::{Done, Filled, Form},
    shell::DoorHeading,
    ssr,
    ui::{Button, ButtonLink, Kind},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{Result, federation::link};
use words::{rich, t};

const CHANGE: &str = "sign-in/change";

/// A provider has sent somebody while another is signed in: any page can lead a browser there and back, so nobody is signed out by that alone.
///
/// # Errors
/// What keeps the page from being shown.
pub async fn change_page() -> Result<AnyView> {
    let (form, visitor) = (Filled::of(CHANGE).await, ssr::visitor());
    let linking = link::linking(&ssr::portal()?, &visitor, &ssr::kept()).await?;
    let (Some(linking), Some(here)) = (linking, visitor.signed_in) else {
        ssr::see_other(link::ONWARDS);
        return Ok(().into_any());
    };
    let (address, connection, other) = (linking.address.to_string(), linking.connection, here.address.to_string());
    let said = rich!(federation.change.text, address = address.clone(), connection = connection, other = other.clone(), <b> = <strong class="font-semibold text-text" />);
    room(view! {
        <DoorHeading title=t!(federation.change.title)>{said}</DoorHeading>
        {went_wrong(&form)}
        <div class="grid gap-3">
            <form method="post" action=ChangeOver::url() class="grid">
                <Button kind=Kind::Primary>{t!(federation.change.submit, address = address)}</Button>
            </form>
            <ButtonLink href="/">{t!(federation.change.stay, address = other)}</ButtonLink>
        </div>
    })
}

/// Ends the session that is here, and lets in whom the provider has proven.
///
/// # Errors
/// To scripts, what keeps a session from ending.
#[server(prefix = "/fn", endpoint = "sign-in/change")]
pub async fn change_over() -> std::result::Result<(), ApiError> {
    Form::new(CHANGE, link::CHANGE)
        .answer(async {
            let_out().await?;
            Ok(Done::to(link::ONWARDS))
        })
        .await
}
