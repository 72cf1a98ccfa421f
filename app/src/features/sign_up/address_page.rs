use super::{
    PAGES,
    api::{BEGIN, BeginSignUp, CONFIRM, INTRODUCE, MAIL},
    challenge::ChallengeFields,
    go_to,
};
use crate::{
    features::door::{address_flaw, first_of, room, went_wrong},
    shell::DoorHeading,
    ssr,
    ui::{Button, Field, Kind, Link, Steps},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::sign_up::{self, Step};
use words::{rich, t};

/// The first page: one's address. A browser that is further goes there, unless it wants another address.
///
/// # Errors
/// What keeps the page from being shown.
pub async fn address_page() -> portal::Result<AnyView> {
    let (portal, visitor) = (ssr::portal()?, ssr::visitor());
    let another = ssr::asked("another").is_some();
    let step =
        if another && visitor.signed_in.is_none() { sign_up::first(&portal, &visitor).await? } else { sign_up::resume(&portal, &visitor).await? };
    let Step::Address { challenge } = step else { return Ok(go_to(&step)) };
    let form = first_of(&[BEGIN, CONFIRM, MAIL, INTRODUCE]).await;
    let vendor = portal.settings.vendor.clone();
    let sign_in = |children: ChildrenFn| view! { <Link href="/sign-in">{children()}</Link> };
    let challenge = match (challenge, form.typed("ticket")) {
        (Some(fresh), Some(ticket)) => Some(sign_up::challenge_again(&portal, &visitor, fresh, ticket).await?),
        (challenge, _) => challenge,
    };
    room(view! {
        <Steps step=1 of=PAGES />
        <DoorHeading title=t!(door.sign_up.title, vendor = vendor)>{t!(door.sign_up.text)}</DoorHeading>
        {went_wrong(&form)}
        <form method="post" action=BeginSignUp::url() class="grid gap-5">
            <Field
                name="address"
                label=t!(door.work_address)
                kind="email"
                autocomplete="email"
                autofocus=true
                placeholder=t!(door.address_placeholder)
                value=form.value("address", "")
                error=form.flaw("address").map(address_flaw)
            />
            {challenge.map(|challenge| view! { <ChallengeFields challenge /> })}
            <Button kind=Kind::Primary>{t!(common.proceed)}</Button>
        </form>
        <p class="mt-6 text-center text-sm text-muted">{rich!(door.sign_up.have_account, <to> = sign_in)}</p>
    })
}
