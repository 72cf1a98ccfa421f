use super::organization_page::ways_in;
use crate::{features::door::room, shell::DoorHeading, ssr, ui::Link};
use http::header;
use leptos::prelude::*;
use portal::{
    Result,
    sign_in::{self, Step},
};
use words::{rich, t};

/// After the address, where its organisation leads its people to their provider: on to it at once, or a choice among several.
///
/// # Errors
/// What keeps the page from being shown.
pub async fn ways_page() -> Result<AnyView> {
    let portal = ssr::portal()?;
    let Step::Prove { address, next, .. } = sign_in::resume(&portal, &ssr::visitor()).await? else {
        ssr::see_other("/sign-in");
        return Ok(().into_any());
    };
    let ways = sign_in::of_domain(&portal, address.domain()).await?;
    if let [way] = &ways[..] {
        // Not by a redirect: after a form, the page's policy would follow it there (CSP Level 3, form-action).
        ssr::set_header(header::REFRESH, &format!("0; url={}", ssr::start_by(way.key.as_str(), next.as_ref(), Some(address.as_str()))));
    }
    if ways.is_empty() {
        ssr::see_other("/sign-in/password");
        return Ok(().into_any());
    }
    let (buttons, address) = (ways_in(&ways, next.as_ref(), Some(address.as_str())), address.to_string());
    room(view! {
        <DoorHeading title=t!(door.sign_in.ways.title)>
            {rich!(door.sign_in.ways.text, address = address, <b> = <strong class="font-semibold text-text" />)}
            " "
            <Link href="/sign-in">{t!(door.other_address)}</Link>
        </DoorHeading>
        {buttons}
        <p class="mt-6 text-sm">
            <Link href="/sign-in/password">{t!(door.sign_in.ways.otherwise)}</Link>
        </p>
    })
}
