use super::api::{BEGIN, BeginRecovery, CONFIRM, FINISH, MAIL};
use crate::{
    features::door::{address_flaw, first_of, room, went_wrong},
    shell::DoorHeading,
    ssr,
    ui::{Button, Field, Kind, Link},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::sign_in::{self, Step};
use words::t;

/// The first page: one's address, filled in from signing in or from one's session.
///
/// # Errors
/// What keeps the page from being shown.
pub async fn address_page() -> portal::Result<AnyView> {
    let (portal, visitor) = (ssr::portal()?, ssr::visitor());
    let form = first_of(&[BEGIN, MAIL, CONFIRM, FINISH]).await;
    let named = match (&visitor.signed_in, sign_in::resume(&portal, &visitor).await?) {
        (Some(person), _) => person.address.to_string(),
        (None, Step::Prove { address, .. }) => address.to_string(),
        (None, Step::Address) => String::new(),
    };
    room(view! {
        <DoorHeading title=t!(door.recovery.title)>{t!(door.recovery.text)}</DoorHeading>
        {went_wrong(&form)}
        <form method="post" action=BeginRecovery::url() class="grid gap-5">
            <Field
                name="address"
                label=t!(door.address)
                kind="email"
                autocomplete="username"
                autofocus=true
                placeholder=t!(door.address_placeholder)
                value=form.value("address", &named)
                error=form.flaw("address").map(address_flaw)
            />
            <Button kind=Kind::Primary>{t!(common.proceed)}</Button>
        </form>
        <p class="mt-6 text-center text-sm">
            <Link href="/sign-in">{t!(door.recovery.back)}</Link>
        </p>
    })
}
