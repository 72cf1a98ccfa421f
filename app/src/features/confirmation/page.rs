use super::api::{PRESS, Press};
use crate::{
    cookie,
    features::door::{room, went_wrong},
    form::Filled,
    shell::DoorHeading,
    ssr,
    ui::{Button, ButtonLink, Kind},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    confirmation,
    flow::{Flow, Purpose},
    secret::Secret,
};
use words::{rich, t};

/// What the link is for, and a button; in any other browser than the one that asked, where to go instead.
///
/// # Errors
/// What keeps the page from being shown.
pub async fn page() -> portal::Result<AnyView> {
    let form = Filled::of(PRESS).await;
    let link = ssr::cookie(cookie::LINK).as_deref().and_then(Secret::parse);
    let flow = match link {
        Some(link) => confirmation::look(&ssr::portal()?, &ssr::visitor(), &link).await?,
        None => None,
    };
    match flow {
        Some(flow) => room(view! {
            <DoorHeading title=t!(door.link.title)>{purpose(flow)}</DoorHeading>
            {went_wrong(&form)}
            <form method="post" action=Press::url() class="grid">
                <Button kind=Kind::Primary>{t!(door.link.press)}</Button>
            </form>
        }),
        None => room(view! {
            <DoorHeading title=t!(door.link.elsewhere.title)>{t!(door.link.elsewhere.text)}</DoorHeading>
            <div class="flex flex-wrap gap-2">
                <ButtonLink href="/sign-in" kind=Kind::Primary>{t!(shell.problem.sign_in)}</ButtonLink>
                <ButtonLink href="/sign-up">{t!(door.sign_up.begin)}</ButtonLink>
            </div>
        }),
    }
}

fn purpose(flow: Flow) -> AnyView {
    let address = flow.address.to_string();
    match flow.purpose {
        Purpose::SignUp => rich!(door.link.sign_up, address = address, <b> = <strong class="font-semibold text-text" />).into_any(),
        Purpose::SignIn => rich!(door.link.sign_in, address = address, <b> = <strong class="font-semibold text-text" />).into_any(),
        Purpose::Recovery => rich!(door.link.recovery, address = address, <b> = <strong class="font-semibold text-text" />).into_any(),
        Purpose::Invitation => rich!(door.link.invitation, address = address, <b> = <strong class="font-semibold text-text" />).into_any(),
        Purpose::AddressChange | Purpose::AddressChangeCurrent => {
            rich!(door.link.address_change, address = address, <b> = <strong class="font-semibold text-text" />).into_any()
        }
    }
}
