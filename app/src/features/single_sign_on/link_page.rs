use crate::{
    error::ApiError,
    features::door::{let_out, room, went_wrong},
    form::{Done, Filled, Form},
    shell::DoorHeading,
    ssr,
    ui::{Button, Kind},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Result,
    federation::link::{self, Who},
};
use words::{Reader, rich, t};

const LINK: &str = "sign-in/link";

/// Before a provider's word opens an account that opens other doors too, its person proves a factor of their own and says that they want it: why,
/// and a button. A browser in which they are signed in can be led to a provider by anybody.
///
/// # Errors
/// What keeps the page from being shown.
pub async fn link_page() -> Result<AnyView> {
    let form = Filled::of(LINK).await;
    let Some(linking) = link::linking(&ssr::portal()?, &ssr::visitor(), &ssr::kept()).await? else {
        ssr::see_other("/sign-in");
        return Ok(().into_any());
    };
    if linking.who == Who::They && linking.agreed {
        ssr::see_other(link::ONWARDS);
        return Ok(().into_any());
    }
    let (address, connection) = (linking.address.to_string(), linking.connection);
    let once = t!(federation.link.once, connection = connection.clone());
    let somebody_else = match &linking.who {
        Who::SomebodyElse(other) => {
            let other = other.to_string();
            Some(view! { <p class="mb-5 text-sm text-soft">{t!(federation.link.somebody_else, address = other)}</p> })
        }
        Who::Nobody | Who::They => None,
    };
    let (text, submit) = if linking.who == Who::They {
        let text = rich!(federation.link.mine, address = address, connection = connection, <b> = <strong class="font-semibold text-text" />);
        (text.into_any(), t!(federation.link.connect))
    } else {
        let text = rich!(federation.link.text, address = address, connection = connection, <b> = <strong class="font-semibold text-text" />);
        (text.into_any(), t!(federation.link.submit))
    };
    room(view! {
        <DoorHeading title=t!(federation.link.title)>{text}</DoorHeading>
        {went_wrong(&form)}
        {somebody_else}
        <form method="post" action=ProveOneself::url() class="grid">
            <Button kind=Kind::Primary>{submit}</Button>
        </form>
        <p class="mt-6 text-sm text-muted">{once}</p>
    })
}

/// Leads to signing in with the address that was proven, and back.
///
/// # Errors
/// To scripts, as [`link::begin_linking`].
#[server(prefix = "/fn", endpoint = "sign-in/link")]
pub async fn prove_oneself() -> std::result::Result<(), ApiError> {
    Form::new(LINK, link::PAGE)
        .answer(async {
            let (portal, kept, locale) = (ssr::portal()?, ssr::kept(), Reader::current().locale);
            if link::begin_linking(&portal, &ssr::visit()?, &kept, locale).await? {
                return Ok(Done::to(link::ONWARDS));
            }
            let_out().await?;
            Ok(Done::to("/sign-in/password"))
        })
        .await
}
