use super::api::{BEGIN, BeginSignIn, CODE, MAIL, PASSWORD};
use crate::{
    features::door::{address_flaw, first_of, room, went_wrong},
    form::{Filled, OVER},
    shell::DoorHeading,
    ssr,
    ui::{Banner, Button, Field, Kind, Link},
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
    // Somebody whom only a connection has proven can prove a factor of their own here.
    if visitor.person().is_ok() {
        ssr::see_other(next.as_ref().map_or("/", LocalPath::as_str));
        return Ok(().into_any());
    }
    let form = first_of(&[BEGIN, PASSWORD, MAIL, CODE]).await;
    let fields = address_form(&form, next.as_ref()).await?;
    let vendor = portal.settings.vendor.clone();
    let sign_up = |children: ChildrenFn| view! { <Link href="/sign-up">{children()}</Link> };
    let is_newcomer = visitor.anybody().is_err();
    let text = if is_newcomer { t!(door.sign_in.text) } else { t!(door.sign_in.own_proof) };
    let new_here = is_newcomer.then(|| view! { <p class="mt-6 text-center text-sm text-muted">{rich!(door.sign_in.new_here, <to> = sign_up)}</p> });
    room(view! {
        <DoorHeading title=t!(door.sign_in.title, vendor = vendor)>{text}</DoorHeading>
        {was_signed_out()}
        {went_wrong(&form)}
        {fields}
        {new_here}
    })
}

/// Why somebody is asked to sign in who has just sent a form.
pub(super) fn was_signed_out() -> Option<AnyView> {
    ssr::asked(OVER).map(|_| view! { <div class="mb-6"><Banner>{t!(door.sign_in.over)}</Banner></div> }.into_any())
}

/// The form that asks for one's address: of the flow that this browser is in, or of whoever is signed in.
pub(super) async fn address_form(form: &Filled, next: Option<&LocalPath>) -> portal::Result<AnyView> {
    let (portal, visitor) = (ssr::portal()?, ssr::visitor());
    let named = match sign_in::resume(&portal, &visitor).await? {
        Step::Prove { address, .. } => address.to_string(),
        Step::Address => visitor.anybody().map(|person| person.address.to_string()).unwrap_or_default(),
    };
    Ok(view! {
        <form method="post" action=BeginSignIn::url() class="grid gap-5">
            <input type="hidden" name="next" value=form.value("next", next.map_or("", LocalPath::as_str)) />
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
    }
    .into_any())
}

/// Where the person was going, as the address says.
pub(super) fn asked_next() -> Option<LocalPath> {
    ssr::asked("next").and_then(|next| LocalPath::parse(&next).ok())
}
