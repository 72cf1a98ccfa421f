use super::api::{BEGIN, BeginSignIn, CODE, MAIL, PASSWORD};
use crate::{
    features::door::{address_flaw, first_of, room, went_wrong},
    shell::DoorHeading,
    ssr,
    ui::{Button, Field, Kind, Link},
};
use contract::LocalPath;
use leptos::{prelude::*, server_fn::ServerFn};
use portal::sign_in::{self, Step};
use words::{rich, t};

/// The first page: one's address. Whoever is signed in is led on.
///
/// # Errors
/// What keeps the page from being shown.
pub async fn address_page() -> portal::Result<AnyView> {
    let (portal, visitor) = (ssr::portal()?, ssr::visitor());
    let next = asked_next();
    if visitor.signed_in.is_some() {
        ssr::see_other(next.as_ref().map_or("/", LocalPath::as_str));
        return Ok(().into_any());
    }
    let form = first_of(&[BEGIN, PASSWORD, MAIL, CODE]).await;
    let named = match sign_in::resume(&portal, &visitor).await? {
        Step::Prove { address, .. } => address.to_string(),
        Step::Address => String::new(),
    };
    let vendor = portal.settings.vendor.clone();
    let sign_up = |children: ChildrenFn| view! { <Link href="/sign-up">{children()}</Link> };
    room(view! {
        <DoorHeading title=t!(door.sign_in.title, vendor = vendor)>{t!(door.sign_in.text)}</DoorHeading>
        {went_wrong(&form)}
        <form method="post" action=BeginSignIn::url() class="grid gap-5">
            <input type="hidden" name="next" value=form.value("next", next.as_ref().map_or("", LocalPath::as_str)) />
            <Field
                name="address"
                label=t!(door.address)
                kind="email"
                autocomplete="username"
                autofocus=true
                placeholder=t!(door.address_placeholder)
                maxlength=254
                value=form.value("address", &named)
                error=form.flaw("address").map(address_flaw)
            />
            <Button kind=Kind::Primary>{t!(common.proceed)}</Button>
        </form>
        <p class="mt-6 text-center text-sm text-muted">{rich!(door.sign_in.new_here, <to> = sign_up)}</p>
    })
}

/// Where the person was going, as the address says.
fn asked_next() -> Option<LocalPath> {
    ssr::asked("next").and_then(|next| LocalPath::parse(&next).ok())
}
