use super::address_page::{address_form, asked_next, was_signed_out};
use crate::{
    features::door::room,
    form::Filled,
    shell::DoorHeading,
    ssr,
    ui::{ButtonLink, Kind, Link},
};
use contract::{LocalPath, OrgSlug};
use leptos::prelude::*;
use portal::{
    Error, Result,
    sign_in::{self, OrganizationDoor, WayIn},
};
use words::{rich, t};

/// An organisation's own way in. To whoever may not see that there is one it is the page that everybody signs in by (DECISIONS 10).
///
/// # Errors
/// `NotFound` for what can't be an organisation's address.
pub async fn organization_page() -> Result<AnyView> {
    let slug = OrgSlug::parse(&ssr::param("org")).map_err(|_| Error::NotFound)?;
    let (portal, visitor) = (ssr::portal()?, ssr::visitor());
    let next = asked_next().or_else(|| LocalPath::parse(&format!("/o/{slug}")).ok());
    let entered = match visitor.signed_in {
        Some(_) => portal.enter(&visitor, &slug).await.map(|_| ()),
        None => Err(Error::Unauthenticated),
    };
    // Whoever is in, or will never be by signing in again, is led on: what there is to say is said there.
    if !matches!(entered, Err(Error::Unauthenticated | Error::SignInAgain)) {
        ssr::see_other(next.as_ref().map_or("/", LocalPath::as_str));
        return Ok(().into_any());
    }
    let own = visitor.person().is_ok();
    match sign_in::of_organization(&portal, &visitor, &slug).await? {
        Some(door) if own => required(&door, next.as_ref()),
        Some(door) => {
            let form = address_form(&Filled::default(), next.as_ref()).await?;
            of_its_own(door, next.as_ref(), form)
        }
        None => {
            let form = address_form(&Filled::default(), next.as_ref()).await?;
            let vendor = portal.settings.vendor.clone();
            let sign_up = |children: ChildrenFn| view! { <Link href="/sign-up">{children()}</Link> };
            room(view! {
                <DoorHeading title=t!(door.sign_in.title, vendor = vendor)>{t!(door.sign_in.text)}</DoorHeading>
                {was_signed_out()}
                {form}
                <p class="mt-6 text-center text-sm text-muted">{rich!(door.sign_in.new_here, <to> = sign_up)}</p>
            })
        }
    }
}

/// To a member who has proven a factor of their own, where that isn't enough.
fn required(door: &OrganizationDoor, next: Option<&LocalPath>) -> Result<AnyView> {
    let (title, none) = (t!(door.sign_in.organization.title, org = door.name.clone()), door.ways.is_empty());
    let text = if none { t!(door.sign_in.organization.no_way) } else { t!(door.sign_in.organization.required) };
    let ways = ways_in(&door.ways, next, None);
    room(view! {
        <DoorHeading title>{text}</DoorHeading>
        {ways}
        <p class="mt-6 text-sm">
            <Link href="/organizations">{t!(door.sign_in.organization.elsewhere)}</Link>
        </p>
    })
}

fn of_its_own(door: OrganizationDoor, next: Option<&LocalPath>, form: AnyView) -> Result<AnyView> {
    let title = t!(door.sign_in.organization.title, org = door.name);
    let or = (!door.ways.is_empty()).then(|| {
        view! {
            <div class="my-6 flex items-center gap-3 text-sm text-muted before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
                {t!(door.sign_in.organization.or_address)}
            </div>
        }
    });
    let ways = ways_in(&door.ways, next, None);
    room(view! {
        <DoorHeading title />
        {was_signed_out()}
        {ways}
        {or}
        {form}
    })
}

/// A button for each connection, which leads to its provider.
pub(crate) fn ways_in(ways: &[WayIn], next: Option<&LocalPath>, hint: Option<&str>) -> AnyView {
    let one = |way: &WayIn| {
        let href = ssr::start_by(way.key.as_str(), next, hint);
        let label = t!(door.sign_in.organization.by, name = way.name.clone());
        view! { <ButtonLink href kind=Kind::Primary>{label}</ButtonLink> }
    };
    view! { <div class="grid gap-3">{ways.iter().map(one).collect_view()}</div> }.into_any()
}
